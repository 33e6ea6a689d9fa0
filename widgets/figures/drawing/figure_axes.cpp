#include "widgets/figures/drawing/figure_axes.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/number_format.h"

#include <qcustomplot.h>

#include <cmath>

namespace isthmus::widgets {

namespace {

/// Ticks at 1, 2, 5, … times a power of ten, never more than asked for, all with the same number of decimals.
class EvenTicks final : public QCPAxisTicker {
public:
    explicit EvenTicks(double finest) : finest_(finest) {}

protected:
    double getTickStep(const QCPRange& range) override
    {
        const double start = std::pow(10.0, std::floor(std::log10(range.size() / tickCount())));
        for (double decade = std::max(start, finest_);; decade *= 10.0)
            for (const double step : {1.0, 2.0, 5.0})
                if (range.size() / (step * decade) <= tickCount())
                    return step * decade;
    }
    int getSubTickCount(double) override { return 0; }
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale&, QChar, int) override
    {
        const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1.0;
        const int decimals = qBound(0, qCeil(-std::log10(step) - 1e-6), 12);
        QVector<QString> labels;
        for (const double tick : ticks)
            labels << (decimals == 0 && qAbs(tick) < 1e15 ? countText(qRound64(tick))
                                                          : QString::number(tick, 'f', decimals).replace(u'-', QChar(0x2212)));
        return labels;
    }

private:
    double finest_;  ///< no smaller steps than this
};

double room(const QCPAxis& axis)
{
    return axis.orientation() == Qt::Horizontal ? axis.axisRect()->width() : axis.axisRect()->height();
}

/// The text in two lines of about the same length.
QString broken(const QString& text)
{
    int best = -1;
    for (qsizetype k = 0; k < text.size(); ++k)
        if (text[k] == u' ' && (best < 0 || qAbs(2 * k - text.size()) < qAbs(2 * best - text.size())))
            best = static_cast<int>(k);
    return best < 0 ? text : text.left(best) + u'\n' + text.mid(best + 1);
}

}  // namespace

void styleAxis(QCPAxis& axis, const FigureStyle& style)
{
    const int point = qRound(unitsPerPoint);
    axis.setBasePen(style.axisPen());
    axis.setTickPen(style.axisPen());
    axis.setSubTickPen(style.axisPen());
    axis.setTickLength(0, 2 * point + point / 2);
    axis.setSubTickLength(0, point + point / 4);
    axis.setTickLabelFont(style.smallFont);
    axis.setLabelFont(style.labelFont);
    axis.setTickLabelColor(style.ink);
    axis.setLabelColor(style.ink);
    axis.setTickLabelPadding(point + point / 2);
    axis.setLabelPadding(2 * point);
    axis.setPadding(0);
    axis.grid()->setPen(style.gridPen());
    axis.grid()->setZeroLinePen(style.gridPen());
    axis.grid()->setVisible(style.grid);
}

void styleAxes(QCPAxisRect& rect, const FigureStyle& style)
{
    for (QCPAxis* axis : rect.axes()) {
        styleAxis(*axis, style);
        axis->setVisible(axis->axisType() == QCPAxis::atLeft || axis->axisType() == QCPAxis::atBottom);
    }
}

void setTicks(QCPAxis& axis, Ticks ticks, bool logarithmic)
{
    // A range too short for round factors is read off even steps.
    const bool isShort = axis.range().upper < 5.0 * axis.range().lower;
    if (logarithmic)
        useLogScale(axis);
    if (!logarithmic || isShort) {
        axis.setTicker(QSharedPointer<EvenTicks>::create(ticks == Ticks::Whole ? 1.0 : 0.0));
        axis.setSubTicks(false);
    }
}

void fitToLength(QCPAxis& axis, const FigureStyle& style)
{
    const QFontMetricsF small(style.smallFont);
    QString widest = QStringLiteral("0.00");
    for (const QString& label : axis.tickVectorLabels())
        widest = label.size() > widest.size() ? label : widest;
    const double each = axis.orientation() == Qt::Horizontal ? 1.4 * small.horizontalAdvance(widest) : 1.5 * small.height();
    axis.ticker()->setTickCount(qBound(2, qFloor(room(axis) / each), 7));
    if (QFontMetricsF(style.labelFont).horizontalAdvance(axis.label()) > 1.15 * room(axis) && !axis.label().contains(u'\n'))
        axis.setLabel(broken(axis.label()));
}

}  // namespace isthmus::widgets
