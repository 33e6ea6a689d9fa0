#pragma once
#include "engine/results/run_results.h"

#include <span>
#include <string>

namespace isthmus::engine {

/// A number computed from what a run has measured, or the reason why there is none.
struct Measured {
    std::optional<double> value;
    std::string undefinedBecause;  ///< empty when there is a value
};

/// How a measure is written.
enum class Unit {
    Share,    ///< of one, shown in percent
    Nats,     ///< natural logarithms of probabilities
    Number,   ///< without a unit
    Times,    ///< a multiple of plain SGD's
    Seconds,  ///< of this machine
};

enum class Better { Higher, Lower, Neither };

/// One row of the table of measures.
struct Measure {
    const char* id;  ///< key in summary.json
    const char* label;
    Unit unit;
    Better better;
    const char* formula;  ///< in the handbook's notation: a(t,i) = accuracy on task i after task t
    const char* source;
    Measured (*compute)(const RunResults&, int afterTask);  ///< as seen after task `afterTask` >= 1
};

/// Every measure, in the order in which reports show them.
std::span<const Measure> measureTable();
/// The row called `id`; null when there is none.
const Measure* findMeasure(const std::string& id);
/// False for measures that differ between two runs of the same experiment: they stay out of summary.json.
bool repeatable(const Measure& measure);
/// "%", "nats", "s", "× SGD", or nothing.
const char* symbol(Unit unit);
/// What a value is multiplied with to be shown beside its symbol.
double shownScale(Unit unit);
/// "Average accuracy (%)"
std::string heading(const Measure& measure);
/// With the digits that people read: one after the point in percent, two in multiples.
std::string shownNumber(const Measure& measure, double value);

// Measures that plots draw over time.

/// (1/t) sum_{i<=t} a(t,i)
Measured averageAccuracy(const AccuracyMatrix& matrix, int afterTask);
/// (1/(t-1)) sum_{i<t} ( max_{i<=k<t} a(k,i) - a(t,i) ), Chaudhry et al. 2018
Measured forgetting(const AccuracyMatrix& matrix, int afterTask);

}  // namespace isthmus::engine
