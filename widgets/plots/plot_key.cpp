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
        const double baseline = plot_.viewport().bottom() - metrics.descent();
        const double middle = baseline - metrics.xHeight() / 2.0;
        double right = plot_.axisRect()->right();
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            right -= metrics.horizontalAdvance(entry->text);
            painter->setPen(color(Role::Muted));
            painter->drawText(QPointF(right, baseline), entry->text);
            right -= entry->mark == Mark::Band ? 18.0 : 12.0;
            drawMark(*painter, entry->mark, {right, middle});
            right -= 14.0;
        }
    }

private:
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
