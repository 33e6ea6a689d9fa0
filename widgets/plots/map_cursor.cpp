#include "widgets/plots/map_cursor.h"

#include "widgets/theme/theme.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

class MapCursor::Item final : public QCPAbstractItem {
public:
    explicit Item(QCustomPlot& plot) : QCPAbstractItem(&plot), plot_(plot)
    {
        setSelectable(false);
        setLayer(QStringLiteral("overlay"));
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    std::optional<QRectF> point;
    std::optional<QPointF> linked;
    std::optional<QPointF> probed;
    std::optional<QRectF> brush;
    bool isSmall = false;

protected:
    void draw(QCPPainter* painter) override
    {
        const QRectF axes = plot_.axisRect()->rect();
        painter->setAntialiasing(false);
        painter->setBrush(Qt::NoBrush);
        if (point)
            drawTwice(*painter, [&] { painter->drawRect(leastSize(onScreen(*point))); });
        if (linked) {
            const QPointF at = onScreen(*linked);
            const QPointF arm(crossArm, crossArm);
            const QRectF cross = isSmall ? QRectF(at - arm, at + arm) : axes;
            drawTwice(*painter, [&] {
                painter->drawLine(QPointF(at.x(), cross.top()), QPointF(at.x(), cross.bottom()));
                painter->drawLine(QPointF(cross.left(), at.y()), QPointF(cross.right(), at.y()));
            });
        }
        if (probed)
            drawProbed(*painter, onScreen(*probed));
        if (brush) {
            QColor inside = color(Role::Accent);
            inside.setAlphaF(0.2F);
            painter->fillRect(onScreen(*brush), inside);
            drawTwice(*painter, [&] { painter->drawRect(onScreen(*brush)); });
        }
    }

private:
    static constexpr double crossArm = 7.0;

    static void drawProbed(QCPPainter& painter, const QPointF& at)
    {
        constexpr double ring = 5.0, end = 9.0;
        painter.setAntialiasing(true);
        drawTwice(painter, [&] {
            painter.drawEllipse(at, ring, ring);
            for (const QPointF& out : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
                painter.drawLine(at + ring * out, at + end * out);
        });
        painter.setAntialiasing(false);
    }

    /// A dark line with a white one in it is seen on every colour.
    template <typename Draw>
    static void drawTwice(QCPPainter& painter, Draw draw)
    {
        painter.setPen(QPen(QColor(20, 22, 26, 170), 3));
        draw();
        painter.setPen(QPen(Qt::white, 1));
        draw();
    }

    /// Around the middle of a cell that is too small to be seen.
    static QRectF leastSize(const QRectF& cell)
    {
        constexpr double least = 9.0;
        const double dx = std::max(0.0, least - cell.width()) / 2.0, dy = std::max(0.0, least - cell.height()) / 2.0;
        return cell.adjusted(-dx, -dy, dx, dy);
    }

    QPointF onScreen(const QPointF& place) const
    {
        return QPointF(qRound(plot_.xAxis->coordToPixel(place.x())), qRound(plot_.yAxis->coordToPixel(place.y())));
    }
    QRectF onScreen(const QRectF& part) const { return QRectF(onScreen(part.bottomLeft()), onScreen(part.topRight())); }

    QCustomPlot& plot_;
};

MapCursor::MapCursor(QCustomPlot& plot) : plot_(plot), item_(new Item(plot))
{
    plot.layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
}

void MapCursor::setPoint(std::optional<QRectF> cell) { change(item_->point, cell); }
void MapCursor::setLinked(std::optional<QPointF> place) { change(item_->linked, place); }
void MapCursor::setProbed(std::optional<QPointF> place) { change(item_->probed, place); }
void MapCursor::setBrush(std::optional<QRectF> rectangle) { change(item_->brush, rectangle); }

template <typename Value>
void MapCursor::change(Value& shown, const Value& wanted)
{
    if (shown == wanted)
        return;
    shown = wanted;
    if (plot_.isVisible())  // before, its layer has nothing to draw on
        plot_.layer(QStringLiteral("overlay"))->replot();
}

void MapCursor::setSmall(bool isSmall) { item_->isSmall = isSmall; }

std::optional<QPointF> MapCursor::linked() const { return item_->linked; }
void MapCursor::setVisible(bool visible) { item_->setVisible(visible); }

}  // namespace isthmus::widgets
