#include "app/studio/filling_grid.h"

#include <limits>

namespace isthmus::app {

namespace {

constexpr double secondsBetweenGrids = 0.2;

double secondsSince(FillingGrid::Clock::time_point begin)
{
    return std::chrono::duration<double>(FillingGrid::Clock::now() - begin).count();
}

}  // namespace

void FillingGrid::begin(const engine::LandscapeGrid& blank)
{
    grid_ = blank;
    begin_ = Clock::now();
    show(grid_);
}

void FillingGrid::add(const engine::GridTile& tile)
{
    if (grid_.tasks.empty())
        addTasks(tile);
    for (std::size_t t = 0; t < grid_.tasks.size(); ++t)
        for (std::size_t i = 0; i < tile.columns.size(); ++i) {
            const std::size_t point = tile.row * grid_.columns() + tile.columns[i];
            grid_.tasks[t].loss[point] = tile.tasks[t].loss[i];
            grid_.tasks[t].accuracy[point] = tile.tasks[t].accuracy[i];
            if (grid_.draws == 1) {
                grid_.tasks[t].lossError[point] = tile.tasks[t].lossError[i];
            } else {
                grid_.tasks[t].lossSpread[point] = tile.tasks[t].lossSpread[i];
                grid_.tasks[t].accuracySpread[point] = tile.tasks[t].accuracySpread[i];
            }
        }
    if (tile.kept) {
        kept_ = tile.done;
        begin_ = Clock::now();
    }
    if (secondsSince(shown_) < secondsBetweenGrids && tile.done < 1.0)
        return;
    const double scored = tile.done - kept_;
    progress_ = {tile.done, scored > 0.0 ? secondsSince(begin_) * (1.0 - tile.done) / scored : -1.0};
    show(grid_);
}

void FillingGrid::addTasks(const engine::GridTile& tile)
{
    const std::vector<double> nothing(grid_.size(), std::numeric_limits<double>::quiet_NaN());
    for (const engine::GridTask& task : tile.tasks) {
        engine::GridTask& blank = grid_.tasks.emplace_back(
            engine::GridTask{.task = task.task, .split = task.split, .loss = nothing, .accuracy = nothing});
        if (grid_.draws == 1)
            blank.lossError = nothing;
        else
            blank.lossSpread = blank.accuracySpread = nothing;
    }
}

void FillingGrid::show(const engine::LandscapeGrid& grid)
{
    show_(std::make_shared<const engine::LandscapeGrid>(grid), progress_);
    shown_ = Clock::now();  // a large grid takes long to copy
}

}  // namespace isthmus::app
