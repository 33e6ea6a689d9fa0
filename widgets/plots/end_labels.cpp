#include "widgets/plots/end_labels.h"

#include "widgets/plots/label_layout.h"
#include "widgets/plots/plot_style.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

/// From the end of a curve to its label, in pixels.
double leaderLength(EndLabels::Crowd crowd) { return crowd == EndLabels::Crowd::Spread ? 18.0 : 9.0; }

constexpr double farAway = 60.0;  ///< from the end of a curve to its label, in pixels

/// A label and the end of its curve on the screen.
struct Placed {
    const EndLabels::Label* label;
    QPointF end;
};

/// Takes out labels until `room` are left: never emphasised ones while there are others, else as evenly as possible.
void thinOut(std::vector<Placed>& placed, std::size_t room)
{
    if (placed.size() <= room || room == 0)
        return;
    const double every = static_cast<double>(placed.size()) / static_cast<double>(room);
    std::vector<Placed> kept;
    double next = 0.0;
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const bool turn = static_cast<double>(i) >= next;
        if (turn)
            next += every;
        if (turn || placed[i].label->emphasised)
            kept.push_back(placed[i]);
    }
    if (kept.size() > room)
        for (auto it = kept.begin(); it != kept.end(); ++it)
            if (!it->label->emphasised) {
                kept.erase(it);
                break;
            }
    placed = std::move(kept);
}

}  // namespace

class EndLabels::Item final : public QCPAbstractItem {
public:
    Item(QCustomPlot& plot, Crowd crowd) : QCPAbstractItem(&plot), plot_(plot), crowd_(crowd)
    {
        setClipToAxisRect(false);
        setSelectable(false);
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    std::vector<Label> labels;

protected:
    void draw(QCPPainter* painter) override
    {
        std::vector<Placed> placed = endsInView();
        const QRect axes = plot_.axisRect()->rect();
        const double spacing = QFontMetricsF(plotFont()).ascent() + 2.0;
        if (placed.empty())
            return;
        double extent = axes.height();
        if (crowd_ == Crowd::Thin)
            extent = std::min(extent, placed.back().end.y() - placed.front().end.y() + 4.0 * spacing);
        thinOut(placed, static_cast<std::size_t>(extent / spacing + 1.0));
        double column = 0.0;
        std::vector<double> wanted;
        for (const Placed& p : placed) {
            column = std::max(column, p.end.x() + leaderLength(crowd_) + 3.0);
            wanted.push_back(p.end.y());
        }
        const std::vector<double> at = spreadLabels(wanted, spacing, axes.top(), axes.bottom());
        for (std::size_t i = 0; i < placed.size(); ++i)
            drawLabel(*painter, placed[i], {column, at[i]});
    }

private:
    void drawLabel(QCPPainter& painter, const Placed& placed, const QPointF& place) const
    {
        const Label& label = *placed.label;
        painter.setAntialiasing(true);
        if (std::abs(place.y() - placed.end.y()) > 2.0) {
            QColor leader = label.colour;
            leader.setAlphaF(0.6F * leader.alphaF());
            const bool far = place.x() - placed.end.x() > farAway;  // not to be taken for the curve going on
            painter.setPen(QPen(leader, 1, far ? Qt::DotLine : Qt::SolidLine));
            painter.drawLine(placed.end + QPointF(2, 0), place - QPointF(3, 0));
        }
        QFont font = plotFont();
        font.setBold(label.emphasised);
        painter.setFont(font);
        painter.setPen(label.colour);
        painter.drawText(place + QPointF(0, QFontMetricsF(font).capHeight() / 2.0), label.text);
    }

    /// The last point of each curve that the axes show, from top to bottom.
    std::vector<Placed> endsInView() const
    {
        const QCPRange x = plot_.xAxis->range(), y = plot_.yAxis->range();
        std::vector<Placed> placed;
        for (const Label& label : labels) {
            const auto data = label.graph->data();
            auto last = data->findEnd(x.upper, false);
            if (last == data->constBegin())
                continue;
            --last;
            if (last->key < x.lower || !y.contains(last->value))
                continue;
            placed.push_back({&label, {plot_.xAxis->coordToPixel(last->key), plot_.yAxis->coordToPixel(last->value)}});
        }
        std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.end.y() < b.end.y(); });
        return placed;
    }

    QCustomPlot& plot_;
    Crowd crowd_;
};

EndLabels::EndLabels(QCustomPlot& plot, Crowd crowd) : item_(new Item(plot, crowd)) {}

void EndLabels::setLabels(std::vector<Label> labels) { item_->labels = std::move(labels); }

int EndLabels::widthFor(Crowd crowd, const QString& widest)
{
    QFont font = plotFont();
    font.setBold(true);
    return static_cast<int>(leaderLength(crowd)) + 3 + QFontMetrics(font).horizontalAdvance(widest) + 4;
}

}  // namespace isthmus::widgets
