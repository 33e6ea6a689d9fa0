#pragma once
#include "engine/results/comparison.h"
#include "engine/results/text_table.h"

namespace isthmus::engine {

/// What a table of results shows of each set of runs.
struct ResultColumns {
    std::vector<const Measure*> measures;
    Reduction reduction = Reduction::Last;
    Band band = Band::Deviation;
};

/// One row a set, for people: its label, the number of its runs, each measure as mean ± band, with its own n where fewer runs
/// have it. In each column the best mean is bold, and whatever reads the same; there is no best where only one set has a
/// value, or where the measure knows no better.
TextTable resultTable(const std::vector<RunSet>& sets, const ResultColumns& columns);

/// The same for programs: mean, band and n of each measure in columns of their own, in full precision and the measures' own
/// units.
TextTable resultNumbers(const std::vector<RunSet>& sets, const ResultColumns& columns);

/// What is to be said beneath: "Mean ± sample standard deviation over n runs, after the last task."
std::string resultCaption(const ResultColumns& columns);

}  // namespace isthmus::engine
