#pragma once
#include <optional>
#include <vector>

namespace isthmus::engine {

/// One number m(t, i) for each task i as seen after training task t, both counted from 1. What was not measured is empty:
/// usually everything above the diagonal (tasks not met yet), and rows not reached yet.
class TaskMatrix {
public:
    explicit TaskMatrix(int tasks = 0);

    int tasks() const { return tasks_; }
    /// Tasks whose row is complete: the last t for which every m(t, i), i <= t, is known.
    int learned() const;

    std::optional<double> at(int afterTask, int onTask) const;
    void set(int afterTask, int onTask, double value);

    bool operator==(const TaskMatrix&) const = default;

private:
    int tasks_;
    std::vector<std::vector<std::optional<double>>> rows_;  ///< [tasks][tasks]; a row nothing is known of takes no memory
};

/// Test accuracies a(t, i) in [0, 1].
using AccuracyMatrix = TaskMatrix;

}  // namespace isthmus::engine
