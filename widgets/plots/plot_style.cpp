#include "widgets/plots/plot_style.h"

#include "widgets/theme/number_format.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

/// Few decimals, grouped thousands, true minus; `decimals` are kept even when they are zeros.
QString tickText(double tick, int decimals)
{
    if (decimals == 0 && std::abs(tick) < 1e15)
        return countText(qRound64(tick));
    return QString::number(tick, 'f', decimals).replace(u'-', QChar(0x2212));
}

class NumberTicker : public QCPAxisTicker {
protected:
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale&, QChar, int) override
    {
        int decimals = 0;
        for (const double tick : ticks)
            while (decimals < 9 && !isRoundAt(tick, decimals))
                ++decimals;
        QVector<QString> labels;
        for (const double tick : ticks)
            labels << tickText(tick, decimals);
        return labels;
    }

private:
    static bool isRoundAt(double tick, int decimals)
    {
        const double scaled = tick * std::pow(10.0, decimals);
        return std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, std::abs(scaled)) + 1e-9;
    }
};

class WholeTicker final : public NumberTicker {
public:
    explicit WholeTicker(const QCPAxis& axis) : axis_(axis) {}

protected:
    double getTickStep(const QCPRange& range) override
    {
        const QString widest = countText(qRound64(range.upper));
        const double room = axis_.axisRect()->width() / (QFontMetricsF(plotFont()).horizontalAdvance(widest) + 12.0);
        for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0})
            if (range.size() / step <= room)
                return step;
        return std::max(1.0, std::round(NumberTicker::getTickStep(range)));
    }
    int getSubTickCount(double) override { return 0; }

private:
    const QCPAxis& axis_;  // which owns this ticker
};

class LogTicker final : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double, const QCPRange& range) override
    {
        const double decades = std::log10(range.upper / range.lower);
        const QVector<double> steps = decades < 1.3   ? QVector<double>{1, 2, 3, 5, 7}
                                      : decades < 3.5 ? QVector<double>{1, 2, 5}
                                                      : QVector<double>{1};
        return multiples(steps, range.lower, range.upper);
    }
    QVector<double> createSubTickVector(int, const QVector<double>& ticks) override
    {
        return ticks.isEmpty() ? ticks : multiples({1, 2, 3, 4, 5, 6, 7, 8, 9}, ticks.first(), ticks.last());
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        const int exponent = static_cast<int>(std::floor(std::log10(tick) + 1e-9));
        if (exponent >= -4)
            return tickText(tick, std::max(0, -exponent));
        return QString::number(qRound(tick / std::pow(10.0, exponent))) + QStringLiteral("e\u2212") + QString::number(-exponent);
    }

private:
    /// Each of `steps` times each power of ten from one decade below `from` to one above `to`.
    static QVector<double> multiples(const QVector<double>& steps, double from, double to)
    {
        QVector<double> values;
        for (double e = std::floor(std::log10(from)) - 1.0; e <= std::ceil(std::log10(to)) + 1.0; ++e)
            for (const double step : steps)
                values << step * std::pow(10.0, e);
        return values;
    }
};

}  // namespace

QFont plotFont()
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0.0)
        font.setPointSizeF(0.9 * font.pointSizeF());
    else
        font.setPixelSize(qRound(0.9 * font.pixelSize()));
    return font;
}

void styleAxis(QCPAxis& axis)
{
    const QPen line(color(Role::Line), 1);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTickPen(line);
    axis.setTickLengthIn(0);
    axis.setTickLengthOut(4);
    axis.setSubTickLengthIn(0);
    axis.setSubTickLengthOut(2);
    axis.setTickLabelFont(plotFont());
    axis.setTickLabelColor(color(Role::Muted));
    axis.setLabelFont(plotFont());
    axis.setLabelColor(color(Role::Muted));
    axis.setTickLabelPadding(4);
    axis.setLabelPadding(4);
    axis.setPadding(0);
    axis.grid()->setPen(QPen(color(Role::Grid), 1));
    axis.grid()->setZeroLinePen(QPen(color(Role::Grid), 1));
}

void applyPlotStyle(QCustomPlot& plot)
{
    plot.setBackground(QBrush(color(Role::Panel)));
    styleAxis(*plot.xAxis);
    styleAxis(*plot.yAxis);
    plot.xAxis->grid()->setVisible(false);
}

void fitAxis(QCPAxis& axis, const QString& label, Qt::TextElideMode shortened)
{
    const QSize size = axis.axisRect()->size();
    const int length = axis.orientation() == Qt::Horizontal ? size.width() : size.height();
    const QFontMetrics metrics(plotFont());
    const int tickRoom =
        axis.orientation() == Qt::Horizontal ? metrics.horizontalAdvance(QStringLiteral("\u2212100.00")) : 2 * metrics.height();
    axis.ticker()->setTickCount(std::clamp(length / tickRoom, 1, 6));
    axis.setLabel(metrics.elidedText(label, shortened, length));
}

void useNumberTicks(QCPAxis& axis) { axis.setTicker(QSharedPointer<NumberTicker>::create()); }

void useWholeTicks(QCPAxis& axis)
{
    axis.setTicker(QSharedPointer<WholeTicker>::create(axis));
    axis.setSubTicks(false);
}

void useLogScale(QCPAxis& axis)
{
    axis.setScaleType(QCPAxis::stLogarithmic);
    axis.setTicker(QSharedPointer<LogTicker>::create());
}

void useLinearScale(QCPAxis& axis)
{
    axis.setScaleType(QCPAxis::stLinear);
    useNumberTicks(axis);
}

}  // namespace isthmus::widgets
