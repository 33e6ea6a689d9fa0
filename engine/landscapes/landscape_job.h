#pragma once
#include "engine/results/landscape_grid.h"
#include "engine/results/landscape_line.h"
#include "engine/runs/run_folder.h"

#include <functional>
#include <stop_token>

namespace isthmus::engine {

/// A chart to evaluate of a stored run.
struct LandscapeJob {
    RunFolder run;
    std::vector<std::string> anchors;  ///< names under weights/, or paths to safetensors files
    std::vector<int> tasks;            ///< from 1; empty: every task
    int resolution = 21;               ///< points along each axis
    double margin = 0.0;               ///< how far the chart goes beyond its anchors, as a share of what they span
    int samples = 0;                   ///< test images per task; 0 = all
    int threads = 0;                   ///< 0: as many as are fastest
    std::filesystem::path dataDir;     ///< empty: the one the run used
};

/// The line through two anchors. Throws Error(BadInput) naming what the run does not have, Error(Interrupted) after a stop
/// request.
LandscapeLine evaluateLine(const LandscapeJob& job, std::stop_token stop);

/// The plane through three anchors, coarse points first; `onTile` is told of each part. Throws as `evaluateLine` does, and
/// Error(BadInput) for anchors on one line.
LandscapeGrid evaluatePlane(const LandscapeJob& job, const std::function<void(const GridTile&)>& onTile, std::stop_token stop);

}  // namespace isthmus::engine
