#include "widgets/plots/plot_key.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

class PlotKey::Item final : public QCPAbstractItem {
public:
    explicit Item(QCustomPlot& plot) : QCPAbstractItem(&plot), plot_(plot)
    {
        setClipToAxisRect(false);
        setSelectable(false);
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    std::vector<Entry> entries;

protected:
    void draw(QCPPainter* painter) override
    {
        painter->setFont(plotFont());
        const QFontMetricsF metrics(plotFont());
        const double baseline = plot_.viewport().bottom() - metrics.descent() - 1.0;
        const double middle = baseline - metrics.xHeight() / 2.0;
        const QRect axes = plot_.axisRect()->rect();
        const double free = axes.width() / 2.0 - metrics.horizontalAdvance(plot_.xAxis->label()) / 2.0 - 12.0;
        if (width(metrics) > free)
            return;
        double right = axes.right();
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            right -= metrics.horizontalAdvance(entry->text);
            painter->setPen(color(Role::Muted));
            painter->drawText(QPointF(right, baseline), entry->text);
            right -= markWidth(entry->mark);
            drawMark(*painter, entry->mark, {right, middle});
            right -= between;
        }
    }

private:
    static constexpr double between = 14.0;

    static double markWidth(Mark mark) { return mark == Mark::Band ? 18.0 : 12.0; }

    double width(const QFontMetricsF& metrics) const
    {
        double sum = -between;
        for (const Entry& entry : entries)
            sum += metrics.horizontalAdvance(entry.text) + markWidth(entry.mark) + between;
        return sum;
    }

    static void drawMark(QCPPainter& painter, Mark mark, const QPointF& left)
    {
        if (mark == Mark::Band) {
            QColor tint = color(Role::Muted);
            tint.setAlphaF(0.25F);
            painter.fillRect(QRectF(left.x(), left.y() - 5.0, 14.0, 10.0), tint);
            return;
        }
        painter.setAntialiasing(true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Role::Muted));
        painter.drawEllipse(left + QPointF(4.0, 0.0), 3.0, 3.0);
    }

    QCustomPlot& plot_;
};

PlotKey::PlotKey(QCustomPlot& plot) : item_(new Item(plot)) {}

void PlotKey::setEntries(std::vector<Entry> entries) { item_->entries = std::move(entries); }

}  // namespace isthmus::widgets
