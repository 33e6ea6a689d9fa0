#include "engine/results/measure_rows.h"

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

}  // namespace isthmus::engine
