#include "engine/results/accuracy_matrix.h"

#include <cassert>

namespace isthmus::engine {

AccuracyMatrix::AccuracyMatrix(int tasks)
    : tasks_(tasks), cells_(static_cast<std::size_t>(tasks) * static_cast<std::size_t>(tasks))
{
}

std::size_t AccuracyMatrix::index(int afterTask, int onTask) const
{
    assert(afterTask >= 1 && afterTask <= tasks_ && onTask >= 1 && onTask <= tasks_);
    return static_cast<std::size_t>(afterTask - 1) * static_cast<std::size_t>(tasks_) + static_cast<std::size_t>(onTask - 1);
}

int AccuracyMatrix::learned() const
{
    for (int t = 1; t <= tasks_; ++t)
        for (int i = 1; i <= t; ++i)
            if (!at(t, i))
                return t - 1;
    return tasks_;
}

std::optional<double> AccuracyMatrix::at(int afterTask, int onTask) const { return cells_[index(afterTask, onTask)]; }

void AccuracyMatrix::set(int afterTask, int onTask, double accuracy) { cells_[index(afterTask, onTask)] = accuracy; }

}  // namespace isthmus::engine
