#include "engine/subspaces/weight_blocks.h"

#include <algorithm>

namespace isthmus::engine {

/// The first half of every layer's rows, then the second: two threads that take from both ends move the rows that each has had in
/// its caches since the pass, where they share layer by layer.
template <typename Real>
WeightBlocks<Real>::WeightBlocks(const PerceptronPass<Real>& pass, From from) : loops_(layerLoops<Real>())
{
    for (std::size_t l = 0; l < pass.layers(); ++l) {
        const std::int64_t rows = l == 0 && from == From::BehindFirstMatrix ? 0 : pass.out(l);
        for (std::int64_t row = 0; row < rows; row += LayerLoops<Real>::rowsAtOnce) {
            const std::int64_t count = std::min(rows - row, LayerLoops<Real>::rowsAtOnce);
            blocks_.push_back({l, row, count, pass.offset(l) + row * pass.in(l), count * pass.in(l)});
        }
        blocks_.push_back({l, -1, 1, pass.offset(l) + pass.in(l)*pass.out(l), pass.out(l)});
    }
    std::stable_partition(blocks_.begin(), blocks_.end(),
                          [&](const Block& block) { return 2 * block.row < pass.out(block.layer); });
}

template <typename Real>
void WeightBlocks<Real>::move(const Movement<Real>& movement, std::span<const PerceptronPass<Real>> terms, Companion* companion)
{
    Companion::share(companion, std::ssize(blocks_), [&](std::int64_t number, bool helper) {
        const Block& block = blocks_[static_cast<std::size_t>(number)];
        Gradients& gradients = gradients_[helper ? 1 : 0];
        gradients.ofTerms.resize(std::max(gradients.ofTerms.size(), terms.size()));
        gradients.starts.resize(terms.size());
        for (std::size_t k = 0; k < terms.size(); ++k) {
            std::vector<Real>& gradient = gradients.ofTerms[k];
            gradient.resize(std::max(gradient.size(), static_cast<std::size_t>(block.count)));
            write(terms[k], block, gradient.data(), k == 0 ? &movement : nullptr);
            gradients.starts[k] = gradient.data();
        }
        loops_.move(movement, gradients.starts, block.offset, block.count);
    });
}

template <typename Real>
void WeightBlocks<Real>::writeGradient(const PerceptronPass<Real>& pass, Real* gradient) const
{
    for (const Block& block : blocks_)
        write(pass, block, gradient + block.offset, nullptr);
}

template <typename Real>
void WeightBlocks<Real>::write(const PerceptronPass<Real>& pass, const Block& block, Real* gradient, const Movement<Real>* next)
{
    block.row < 0 ? pass.biasGradient(block.layer, gradient)
                  : pass.gradientRows(block.layer, block.row, block.rows, gradient, next);
}

template class WeightBlocks<float>;
template class WeightBlocks<double>;

}  // namespace isthmus::engine
