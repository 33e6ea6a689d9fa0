#include "engine/results/measure_rows.h"
#include "engine/results/text_table.h"

#include <string_view>

namespace isthmus::engine {

Measured notMeasured(int t)
{
    if (t < 1)
        return {std::nullopt, "no task has been learned"};
    return {std::nullopt, "task " + std::to_string(t) + " has not been measured"};
}

std::span<const Measure> measureTable()
{
    static const std::vector<Measure> rows = [] {
        std::vector<Measure> all;
        for (const auto part : {accuracyMeasures(), predictionMeasures(), costMeasures()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return rows;
}

const Measure* findMeasure(const std::string& id)
{
    for (const Measure& measure : measureTable())
        if (measure.id == id)
            return &measure;
    return nullptr;
}

bool repeatable(const Measure& measure) { return measure.unit != Unit::Seconds; }

const char* symbol(Unit unit)
{
    switch (unit) {
    case Unit::Share:
        return "%";
    case Unit::Nats:
        return "nats";
    case Unit::Times:
        return "× SGD";
    case Unit::Seconds:
        return "s";
    case Unit::Number:
        break;
    }
    return "";
}

double shownScale(Unit unit) { return unit == Unit::Share ? 100.0 : 1.0; }

std::string heading(const Measure& measure)
{
    const std::string unit = symbol(measure.unit);
    return unit.empty() ? measure.label : std::string(measure.label) + " (" + unit + ")";
}

std::string shownNumber(const Measure& measure, double value)
{
    const double scaled = value * shownScale(measure.unit);
    switch (measure.unit) {
    case Unit::Share:
        return formatted(scaled, "%.1f");
    case Unit::Times:
        return formatted(scaled, "%.2f");
    case Unit::Seconds:
        return formatted(scaled, "%.1f");
    case Unit::Nats:
    case Unit::Number:
        break;
    }
    return formatted(scaled, "%.3f");
}

}  // namespace isthmus::engine
