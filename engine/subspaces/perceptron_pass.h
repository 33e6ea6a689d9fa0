#pragma once
#include "engine/models/classifier.h"
#include "engine/models/layer_loops.h"
#include "engine/subspaces/companion.h"

#include <vector>

namespace isthmus::engine {

/// Forward and backward of one batch at one point of weight space, written out on arrays that are allocated once. It stops
/// short of the weights' gradient: that is computed a few rows at a time (`gradientRows`), where it is used. Weights as the
/// layout has them: for each layer the matrix [outputs, inputs], then the bias.
template <typename Real>
class PerceptronPass {
public:
    explicit PerceptronPass(const Classifier& network);  ///< which outlives this

    std::size_t layers() const { return widths_.size() - 1; }
    std::int64_t in(std::size_t layer) const { return widths_[layer]; }
    std::int64_t out(std::size_t layer) const { return widths_[layer + 1]; }
    std::int64_t offset(std::size_t layer) const { return offsets_[layer]; }  ///< of the layer's matrix in the weights

    /// Mean cross-entropy of the batch at the weights [P]; what `gradientRows` needs is kept until the next call. A companion
    /// takes a part of the products.
    double run(const Real* weights, const Examples& batch, Dropout* dropout, Companion* companion = nullptr);
    /// Takes a batch; its images times the first layer's matrix, [images, outputs], are to be written where this points to.
    Real* products(const Examples& batch);
    /// The same as `run` where those are: the first layer's matrix in the weights is not looked at.
    double runFromProducts(const Real* weights, Dropout* dropout, Companion* companion);
    /// The gradient of rows `row` … `row + rows - 1` of a layer's matrix, [rows, inputs]; at most LayerLoops::rowsAtOnce.
    /// `next` is the movement that they are for, if there is one.
    void gradientRows(std::size_t layer, std::int64_t row, std::int64_t rows, Real* gradient,
                      const Movement<Real>* next = nullptr) const;
    /// The gradient of a layer's bias, [outputs].
    void biasGradient(std::size_t layer, Real* gradient) const;
    /// The gradient of the loss by a layer's values before ReLU, [images, outputs].
    const Real* errors(std::size_t layer) const { return errors_[layer].data(); }

private:
    const Real* inputs(std::size_t layer) const;
    void take(const Examples& batch);
    double finish(const Real* weights, Companion* companion);
    void multiply(std::size_t layer, const Real* weights, Companion* companion);
    void addFirstBias(const Real* bias);
    void silence(std::size_t layer, Dropout* dropout);
    void backward(const Real* weights, Companion* companion);
    void backwardColumns(std::size_t layer, const Real* weights, std::int64_t column, std::int64_t columns);

    const LayerLoops<Real>& loops_;
    const Heads& heads_;
    std::vector<std::int64_t> widths_;  ///< inputs, hidden layers, classes
    std::vector<std::int64_t> offsets_;
    std::int64_t images_ = 0;
    at::Tensor pixels_;  ///< of the batch
    at::Tensor labels_;
    std::vector<std::vector<Real>> values_;  ///< of each layer, after ReLU and dropout
    std::vector<std::vector<Real>> errors_;  ///< gradient of the loss by each layer's values before ReLU
    Real kept_ = 1;                          ///< what dropout scales the units by that it keeps
};

extern template class PerceptronPass<float>;
extern template class PerceptronPass<double>;

}  // namespace isthmus::engine
