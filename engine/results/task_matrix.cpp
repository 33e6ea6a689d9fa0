#include "engine/results/task_matrix.h"

#include <cassert>

namespace isthmus::engine {

TaskMatrix::TaskMatrix(int tasks) : tasks_(tasks), rows_(static_cast<std::size_t>(tasks)) {}

int TaskMatrix::learned() const
{
    for (int t = 1; t <= tasks_; ++t)
        for (int i = 1; i <= t; ++i)
            if (!at(t, i))
                return t - 1;
    return tasks_;
}

std::optional<double> TaskMatrix::at(int afterTask, int onTask) const
{
    assert(afterTask >= 1 && afterTask <= tasks_ && onTask >= 1 && onTask <= tasks_);
    const auto& row = rows_[static_cast<std::size_t>(afterTask - 1)];
    return row.empty() ? std::nullopt : row[static_cast<std::size_t>(onTask - 1)];
}

void TaskMatrix::set(int afterTask, int onTask, double value)
{
    assert(afterTask >= 1 && afterTask <= tasks_ && onTask >= 1 && onTask <= tasks_);
    auto& row = rows_[static_cast<std::size_t>(afterTask - 1)];
    row.resize(static_cast<std::size_t>(tasks_));
    row[static_cast<std::size_t>(onTask - 1)] = value;
}

}  // namespace isthmus::engine
