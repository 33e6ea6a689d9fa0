#include "widgets/plots/curve_words.h"

#include "widgets/theme/number_format.h"

#include <QCoreApplication>
#include <QLocale>

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

QString exact(double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); }

QString quoted(const std::string& text)
{
    QString cell = QString::fromStdString(text);
    return cell.contains(u',') || cell.contains(u'"') ? u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"' : cell;
}

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

QString curvesCsv(const engine::ComparedCurves& measured, const engine::ComparedCurves* smoothed)
{
    const AxisWords across(measured.xLabel), up(measured.yLabel);
    QString text = QStringLiteral("set,%1,%2,%3,n").arg(across.column(), up.column(), QLatin1String(engine::word(measured.band)));
    if (smoothed)
        text += u',' + up.column() + QStringLiteral("_smoothed");
    text += u'\n';
    for (std::size_t set = 0; set < measured.curves.size(); ++set) {
        const engine::ComparedCurve& curve = measured.curves[set];
        const QString label = quoted(curve.label);
        for (std::size_t k = 0; k < curve.x.size(); ++k) {
            const engine::Spread& y = curve.y[k];
            text += label + u',' + exact(curve.x[k]) + u',' + exact(y.mean) + u',' + (y.n > 1 ? exact(y.half) : QString()) + u','
                    + QString::number(y.n);
            if (smoothed)
                text += u',' + exact(smoothed->curves[set].y[k].mean);
            text += u'\n';
        }
    }
    return text;
}

}  // namespace isthmus::widgets
