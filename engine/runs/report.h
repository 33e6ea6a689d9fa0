#pragma once
#include "engine/results/statistics.h"
#include "engine/runs/stored_run.h"

namespace isthmus::engine {

enum class ReportFormat { Markdown, Csv, JsonDocument, Latex };

struct ReportOptions {
    ReportFormat format = ReportFormat::Markdown;
    Band band = Band::Deviation;
    std::vector<std::string> measures = {};  ///< ids; empty: a few in tables for people, all in those for programs
};

/// What the runs measured. Runs that differ in their seed alone are one experiment: its mean, the band, how many there are, and
/// every single value. For one run in Markdown every measure with its formula, and its accuracy matrix. Throws
/// Error(BadInput) for a measure there is not.
std::string report(const std::vector<StoredRun>& runs, const ReportOptions& options);

}  // namespace isthmus::engine
