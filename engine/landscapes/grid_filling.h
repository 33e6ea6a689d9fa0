#pragma once
#include "engine/landscapes/chart.h"
#include "engine/landscapes/tile_file.h"

#include <functional>

namespace isthmus::engine {

/// What becomes known while a chart is filled, told in the thread that called; functions may be empty.
struct FillingWatch {
    std::function<void(const GridTile&)> onTile = {};  ///< a part of the grid is there
    /// Once, before the first point that nobody has kept: the share of the points that are there.
    std::function<void(double)> onScoring = {};
    /// Before each part that is scored, which has time until this returns. A request to stop with what it returns ends the part
    /// at hand within 100 ms, and that part is scored anew after the next call: this is how a filling is paused.
    std::function<std::stop_token()> beforePart = {};
};

/// Scores the points of a chart: every few rows and columns first, then its anchors, then row after row, halving the gaps
/// between them; of several draws one after the other. What `file` holds already is taken from there, the rest is appended to
/// it; null: nothing is kept. The same numbers for any number of threads, and whether the work was interrupted or not. Throws
/// Error(Interrupted) within 100 ms of a request to `stop`.
LandscapeGrid fillGrid(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks, bool perClass,
                       TileFile* file, const FillingWatch& watch, std::stop_token stop);

/// The rows of a grid in the order they are scored after the coarse picture: those on multiples of `stride` along y and z, then
/// of half of it, …
std::vector<std::size_t> coarseToFine(std::size_t height, std::size_t depth, std::size_t stride);

/// The points of some columns of a row, as few segments of weight space as they can be.
std::vector<PointRow> pointRows(const Chart& chart, std::size_t row, const std::vector<std::size_t>& columns);

}  // namespace isthmus::engine
