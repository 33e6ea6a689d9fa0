#pragma once
#include "engine/subspaces/perceptron_pass.h"

#include <span>
#include <vector>

namespace isthmus::engine {

/// The weights of a perceptron, or those behind the first layer's matrix, a few rows of a matrix or a bias at a time. So the
/// gradient is never stored: that of a block is computed and all vertices are moved by it while it is in the first cache.
template <typename Real>
class WeightBlocks {
public:
    enum class From { Beginning, BehindFirstMatrix };

    WeightBlocks(const PerceptronPass<Real>& pass, From from);

    /// Moves these weights of all vertices by the gradients that the passes of a step's terms have left. A companion takes a part
    /// of the blocks.
    void move(const Movement<Real>& movement, std::span<const PerceptronPass<Real>> terms, Companion* companion);
    /// Writes these weights' gradient after a pass where they lie in `gradient`, [P].
    void writeGradient(const PerceptronPass<Real>& pass, Real* gradient) const;

private:
    struct Block {
        std::size_t layer;
        std::int64_t row;  ///< -1: the bias
        std::int64_t rows;
        std::int64_t offset;  ///< in the weights
        std::int64_t count;
    };

    /// The gradients of a block, of each term.
    struct Gradients {
        std::vector<std::vector<Real>> ofTerms;
        std::vector<const Real*> starts;
    };

    static void write(const PerceptronPass<Real>& pass, const Block& block, Real* gradient, const Movement<Real>* next);

    const LayerLoops<Real>& loops_;
    std::vector<Block> blocks_;
    Gradients gradients_[2];  ///< of each thread
};

extern template class WeightBlocks<float>;
extern template class WeightBlocks<double>;

}  // namespace isthmus::engine
