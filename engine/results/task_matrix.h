#pragma once
#include <optional>
#include <vector>

namespace isthmus::engine {

/// Test accuracies a(t, i) in [0, 1]: on task i after training task t, both counted from 1.
/// Cells above the diagonal (tasks not met yet) and rows not reached yet are empty.
class AccuracyMatrix {
public:
    explicit AccuracyMatrix(int tasks = 0);

    int tasks() const { return tasks_; }
    /// Tasks whose row is complete: the last t for which every a(t, i), i <= t, is known.
    int learned() const;

    std::optional<double> at(int afterTask, int onTask) const;
    void set(int afterTask, int onTask, double accuracy);

    bool operator==(const AccuracyMatrix&) const = default;

private:
    std::size_t index(int afterTask, int onTask) const;

    int tasks_;
    std::vector<std::optional<double>> cells_;
};

}  // namespace isthmus::engine
