#include "widgets/plots/label_layout.h"

#include <algorithm>

namespace isthmus::widgets {

std::vector<double> spreadLabels(const std::vector<double>& wanted, double spacing, double lowest, double highest)
{
    // Less i times the spacing the task is a monotone regression: neighbours in the wrong order share their mean.
    struct Block {
        double sum;
        int count;
        double mean() const { return sum / count; }
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        blocks.push_back({wanted[i] - static_cast<double>(i) * spacing, 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
            const Block last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().count += last.count;
        }
    }
    const double top = highest - spacing * (static_cast<double>(wanted.size()) - 1.0);
    std::vector<double> placed;
    for (const Block& block : blocks)
        for (int k = 0; k < block.count; ++k)
            placed.push_back(std::clamp(block.mean(), lowest, std::max(lowest, top))
                             + spacing * static_cast<double>(placed.size()));
    return placed;
}

}  // namespace isthmus::widgets
