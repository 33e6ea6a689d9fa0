#pragma once
#include "engine/results/landscape_line.h"
#include "engine/runs/run_folder.h"

#include <stop_token>

namespace isthmus::engine {

/// The line to evaluate between two networks of a stored run.
struct LineJob {
    RunFolder run;
    std::string from;  ///< a name under weights/, or a path to a safetensors file
    std::string to;
    std::vector<int> tasks;         ///< from 1; empty: every task
    int resolution = 21;            ///< points from t = 0 to t = 1
    int samples = 0;                ///< test images per task; 0 = all
    std::filesystem::path dataDir;  ///< empty: the one the run used
};

/// Throws Error(BadInput) naming what the run does not have, Error(Interrupted) after a stop request.
LandscapeLine evaluate(const LineJob& job, std::stop_token stop);

enum class LineMetric { Both, Loss, Accuracy };

/// Throws Error(BadInput) for a file name that `writeLine` would refuse.
void requireLineFormat(const std::filesystem::path& file);

/// Writes the line in the format that the file's ending names (.csv or .json), as a whole.
/// Throws Error(BadInput) for another ending, Error(Failed) when it cannot be written.
void writeLine(const std::filesystem::path& file, const LandscapeLine& line, LineMetric metric);

/// The file's content as JSON.
Json lineJson(const LandscapeLine& line, LineMetric metric);

}  // namespace isthmus::engine
