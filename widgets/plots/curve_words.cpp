#include "widgets/plots/curve_words.h"

#include "widgets/theme/number_format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

struct CurveWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::CurveWords)
};

/// An axis' label in its two parts: "Training time (s)".
struct AxisWords {
    QString name;  ///< begins small
    QString unit;  ///< may be empty

    explicit AxisWords(const std::string& label)
    {
        const QString whole = QString::fromStdString(label);
        const auto bracket = whole.lastIndexOf(QStringLiteral(" ("));
        name = bracket < 0 ? whole : whole.left(bracket);
        unit = bracket < 0 ? QString() : whole.mid(bracket + 2).chopped(1);
        name.replace(0, 1, name.left(1).toLower());
    }

    QString after(const QString& number) const { return unit.isEmpty() ? number : number + QChar(0x202f) + unit; }
    /// "training_time_s", "average_accuracy_percent"
    QString column() const
    {
        QString text = unit.isEmpty() ? name : name + u'_' + (unit == u"%" ? QStringLiteral("percent") : unit);
        for (QChar& letter : text)
            letter = letter.isLetterOrNumber() ? letter.toLower() : u'_';
        return text;
    }
};

QString placeText(double x) { return x == std::round(x) ? countText(qRound64(x)) : lossText(x); }

}  // namespace

QString curveNote(const engine::ComparedCurves& curves)
{
    int least = 0, most = 0;
    for (const engine::ComparedCurve& curve : curves.curves)
        for (const engine::Spread& y : curve.y) {
            least = least == 0 ? y.n : std::min(least, y.n);
            most = std::max(most, y.n);
        }
    if (most == 0)
        return {};
    QString text = most == 1 ? CurveWords::tr("single runs, n = 1")
                             : CurveWords::tr("mean ± %1, n = %2")
                                   .arg(QString::fromUtf8(engine::description(curves.band)),
                                        least == most ? QString::number(most) : CurveWords::tr("%1 to %2").arg(least).arg(most));
    if (!curves.smoothing.empty())
        text += CurveWords::tr(" · smoothed: %1").arg(QString::fromStdString(curves.smoothing));
    return text;
}

QString valueText(const engine::ComparedCurves& curves, double value)
{
    return AxisWords(curves.yLabel).unit == u"%" ? percentText(value / 100.0) : lossText(value);
}

QString pointText(const engine::ComparedCurves& curves, std::size_t set, std::size_t point)
{
    const engine::ComparedCurve& curve = curves.curves[set];
    const engine::Spread& y = curve.y[point];
    const AxisWords across(curves.xLabel), up(curves.yLabel);
    QString number = valueText(curves, y.mean);
    if (y.n > 1)
        number += QStringLiteral(" ± ") + valueText(curves, y.half);
    return CurveWords::tr("%1 · %2 %3 · %4 %5, n = %6")
        .arg(QString::fromStdString(curve.label), across.name, across.after(placeText(curve.x[point])), up.name, up.after(number),
             QString::number(y.n));
}

DataTable curvesTable(const CurvesPtr& measured, const CurvesPtr& drawn)
{
    const AxisWords across(measured->xLabel), up(measured->yLabel);
    const QString band = QLatin1String(engine::word(measured->band)), height = QString::fromStdString(measured->yLabel);
    std::vector<DataTable::Column> columns{{QStringLiteral("set"), CurveWords::tr("Set")},
                                           {across.column(), QString::fromStdString(measured->xLabel)},
                                           {up.column(), height},
                                           {band, QStringLiteral("± ") + band},
                                           {QStringLiteral("n"), QStringLiteral("n")}};
    if (drawn != measured)
        columns.push_back({up.column() + QStringLiteral("_smoothed"), CurveWords::tr("%1, smoothed").arg(height)});
    std::vector<qsizetype> ends;  // of each curve's rows
    for (const engine::ComparedCurve& curve : measured->curves)
        ends.push_back((ends.empty() ? 0 : ends.back()) + static_cast<qsizetype>(curve.x.size()));
    const auto cell = [measured, drawn, ends](qsizetype row, std::size_t column) {
        const auto set = static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), row) - ends.begin());
        const auto k = static_cast<std::size_t>(row - (set > 0 ? ends[set - 1] : 0));
        const engine::ComparedCurve& curve = measured->curves[set];
        const engine::Spread& y = curve.y[k];
        switch (column) {
        case 0:
            return QString::fromStdString(curve.label);
        case 1:
            return exactText(curve.x[k]);
        case 2:
            return exactText(y.mean);
        case 3:
            return y.n > 1 ? exactText(y.half) : QString();
        case 4:
            return QString::number(y.n);
        default:
            return exactText(drawn->curves[set].y[k].mean);
        }
    };
    return {std::move(columns), ends.empty() ? 0 : ends.back(), cell};
}

}  // namespace isthmus::widgets
