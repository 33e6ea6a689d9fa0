#pragma once
#include "engine/landscapes/chart.h"
#include "engine/landscapes/tile_file.h"

#include <functional>

namespace isthmus::engine {

/// Scores the points of a chart: every few rows and columns first, then its anchors, then row after row, halving the gaps
/// between them; of several draws one after the other. `onTile` is told of each part in the thread that called. Tiles that `file`
/// holds already are taken from there, the others are appended to it; null: nothing is kept. The same numbers for any number of
/// threads, and whether the work was interrupted or not. Throws Error(Interrupted) within 100 ms of a stop request.
LandscapeGrid fillGrid(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks, bool perClass,
                       TileFile* file, const std::function<void(const GridTile&)>& onTile, std::stop_token stop);

/// The rows of a grid in the order they are scored after the coarse picture: those on multiples of `stride` along y and z, then
/// of half of it, …
std::vector<std::size_t> coarseToFine(std::size_t height, std::size_t depth, std::size_t stride);

/// What filling the chart will take, from a few of the chart's points and a few of the examples. Takes a fraction of a second.
/// Throws as `fillGrid` does.
LandscapeForecast forecast(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks, bool perClass,
                           std::stop_token stop);

}  // namespace isthmus::engine
