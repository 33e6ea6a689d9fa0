#include "widgets/compare/parallel_axes.h"

#include "widgets/plots/axis_steps.h"
#include "widgets/theme/number_format.h"

#include <QtNumeric>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr qsizetype mostTicks = 8;  ///< different values that each get a tick

QString asText(const std::string* value) { return value ? QString::fromStdString(*value) : QString(QChar(0x2013)); }

/// The different values, in the order in which an axis shows them.
QStringList inOrder(const QStringList& values, bool numbers)
{
    QStringList different = values;
    different.removeDuplicates();
    different.removeAll(QString(QChar(0x2013)));
    if (numbers)
        std::sort(different.begin(), different.end(),
                  [](const QString& a, const QString& b) { return a.toDouble() < b.toDouble(); });
    if (values.contains(QString(QChar(0x2013))))
        different.prepend(QString(QChar(0x2013)));
    return different;
}

bool areNumbers(const QStringList& values)
{
    return std::all_of(values.begin(), values.end(), [](const QString& value) {
        bool number = false;
        value.toDouble(&number);
        return number || value == QChar(0x2013);
    });
}

double share(const AxisSpan& span, double value) { return (value - span.lower) / (span.upper - span.lower); }

}  // namespace

ParallelAxis optionAxis(const std::string& path, const std::vector<const engine::ComparedRun*>& runs)
{
    ParallelAxis axis{.label = QString::fromStdString(engine::optionWords(path)), .ticks = {}, .places = {}, .values = {}};
    for (const engine::ComparedRun* run : runs)
        axis.values << asText(run->record.option(path));
    const bool numbers = areNumbers(axis.values);
    const QStringList different = inOrder(axis.values, numbers);
    if (numbers && different.size() > mostTicks && !different.contains(QString(QChar(0x2013)))) {
        const AxisSpan span = fittedSpan(different.first().toDouble(), different.last().toDouble());
        for (const double value : {span.lower, (span.lower + span.upper) / 2.0, span.upper})
            axis.ticks.emplace_back(share(span, value), lossText(value));
        for (const QString& value : axis.values)
            axis.places.push_back(share(span, value.toDouble()));
        return axis;
    }
    const auto place = [&](qsizetype k) {
        return different.size() == 1 ? 0.5 : static_cast<double>(k) / static_cast<double>(different.size() - 1);
    };
    for (qsizetype k = 0; k < different.size(); ++k)
        axis.ticks.emplace_back(place(k), different[k]);
    for (const QString& value : axis.values)
        axis.places.push_back(place(different.indexOf(value)));
    return axis;
}

ParallelAxis measureAxis(const engine::Measure& measure, engine::Reduction reduction,
                         const std::vector<const engine::ComparedRun*>& runs)
{
    ParallelAxis axis{.label = QString::fromStdString(engine::heading(measure)), .ticks = {}, .places = {}, .values = {}};
    const double scale = engine::shownScale(measure.unit);
    std::vector<double> values;
    double least = qInf(), most = -qInf();
    for (const engine::ComparedRun* run : runs) {
        const engine::Spread one = engine::reduced({{}, {*run}}, measure, reduction, engine::Band::Deviation);
        values.push_back(one.n > 0 ? scale * one.mean : qQNaN());
        axis.values << (one.n > 0 ? QString::fromStdString(engine::shownNumber(measure, one.mean)) : QString(QChar(0x2013)));
        if (one.n > 0) {
            least = std::min(least, values.back());
            most = std::max(most, values.back());
        }
    }
    const AxisSpan span = fittedSpan(least, most);
    for (const double value : values)
        axis.places.push_back(share(span, value));
    if (least <= most)
        for (const double value : {span.lower, (span.lower + span.upper) / 2.0, span.upper})
            axis.ticks.emplace_back(share(span, value), QString::fromStdString(engine::shownNumber(measure, value / scale)));
    return axis;
}

}  // namespace isthmus::widgets
