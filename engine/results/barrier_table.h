#pragma once
#include <memory>
#include <string>
#include <vector>

namespace isthmus::engine {

/// How far each task's loss rises on the straight lines between all pairs of some networks.
struct BarrierTable {
    std::vector<std::string> networks;         ///< "task-01", "task-02", …
    std::vector<int> tasks;                    ///< from 1
    std::vector<std::vector<double>> heights;  ///< of each task: [networks * networks], row after row, nats; 0 on the diagonal
    int points = 0;                            ///< on each line, its ends among them
    int samples = 0;                           ///< test images per task, at most

    double height(std::size_t task, std::size_t from, std::size_t to) const { return heights[task][from * networks.size() + to]; }
};

using BarrierTablePtr = std::shared_ptr<const BarrierTable>;

}  // namespace isthmus::engine
