#include "widgets/plots/line_anchors.h"

#include "widgets/landscape/grid_anchors.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>

namespace isthmus::widgets {

class LineAnchors::Item final : public QCPAbstractItem {
public:
    explicit Item(QCustomPlot& plot) : QCPAbstractItem(&plot), plot_(plot)
    {
        setClipToAxisRect(false);
        setSelectable(false);
        setLayer(QStringLiteral("grid"));
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    std::vector<engine::LineAnchor> anchors;

protected:
    void draw(QCPPainter* painter) override
    {
        const QRectF axes = plot_.axisRect()->rect();
        const QFontMetricsF metrics(plotFont());
        painter->setFont(plotFont());
        painter->setAntialiasing(false);
        double free = axes.left();
        for (const engine::LineAnchor& anchor : anchors) {
            const double x = plot_.xAxis->coordToPixel(anchor.t);
            if (x < axes.left() || x > axes.right())
                continue;
            painter->setPen(QPen(color(Role::Line), 1));
            painter->drawLine(QPointF(x, axes.top()), QPointF(x, axes.bottom()));
            const QString name = shortName(anchor.name);
            const double width = metrics.horizontalAdvance(name);
            const double left = std::clamp(x - width / 2.0, axes.left(), std::max(axes.left(), axes.right() - width));
            if (left < free)
                continue;
            painter->setPen(color(Role::Muted));
            painter->drawText(QPointF(left, axes.top() - 7), name);
            free = left + width + 8.0;
        }
    }

private:
    QCustomPlot& plot_;
};

LineAnchors::LineAnchors(QCustomPlot& plot) : item_(new Item(plot)) {}

void LineAnchors::setAnchors(std::vector<engine::LineAnchor> anchors) { item_->anchors = std::move(anchors); }

}  // namespace isthmus::widgets
