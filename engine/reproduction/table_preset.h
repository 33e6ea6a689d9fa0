#pragma once
#include "engine/runs/experiment.h"

namespace isthmus::engine {

/// What a paper says of a method on a benchmark.
struct PublishedResult {
    std::optional<double> accuracy;  ///< average accuracy in [0, 1]
    std::optional<double> deviation;
    std::optional<double> forgetting;
    std::string source;    ///< where it is printed
    std::string verified;  ///< "yes" when read at a source, "no: recalled", or what of it was
};

/// One row of a table of results: a method on the table's benchmark.
struct TableRow {
    std::string name;  ///< "ewc"
    std::string label;
    Json experiment;  ///< the table's experiment with the row's own settings, not resolved
    std::optional<PublishedResult> published;
};

/// A table of results to reproduce, from resources/presets/tables.
struct TablePreset {
    std::string name;  ///< "rotated-mnist"
    std::string title;
    std::vector<std::uint64_t> seeds;
    std::vector<TableRow> rows;
};

/// The names of the tables there are.
std::vector<std::string> tableNames();

/// The table called `name`; `quick` with fewer images and seeds, for a first look. Throws Error(BadInput) naming the nearest
/// table there is.
TablePreset tablePreset(const std::string& name, bool quick);

}  // namespace isthmus::engine
