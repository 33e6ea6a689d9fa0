#pragma once
#include "engine/models/classifier.h"
#include "engine/models/fast_layout.h"
#include "engine/models/layer_loops.h"

#include <vector>

namespace isthmus::engine {

/// Forward and backward of one batch through all members of a batch ensemble of perceptrons at once, written out on arrays that
/// are allocated once. A layer of member k is z = (((v ∘ r_k) W^T) ∘ s_k) + b_k; the images of all members, one member after
/// the other, meet the shared matrix W as one batch.
///
/// With e = dz ∘ s_k and E_k = e^T v, [outputs, inputs], summed over the images of member k, the gradients are
///   dW = sum_k E_k ∘ r_k,   dr_k = column sums of E_k ∘ W,   ds_k = sum dz ∘ ((v ∘ r_k) W^T),   db_k = sum dz,
/// and that of the layer's input is (e W) ∘ r_k. So dr_k costs no product of its own, in the first layer least of all.
template <typename Real>
class EnsemblePass {
public:
    EnsemblePass(const Classifier& network, const FastLayout& layout);  ///< the network outlives this

    std::size_t layers() const { return layers_.size(); }
    std::int64_t in(std::size_t layer) const { return layers_[layer].in; }
    std::int64_t out(std::size_t layer) const { return layers_[layer].out; }
    std::int64_t offset(std::size_t layer) const { return layers_[layer].matrix; }  ///< of the matrix in the parameters

    /// Mean cross-entropy over the images and members at the parameters [total]; what `gradientRows` needs is kept until the
    /// next call.
    double run(const Real* parameters, const Examples& batch, Dropout* dropout);
    /// The gradient of rows `row` … `row + rows - 1` of a layer's shared matrix, [rows, inputs]; at most
    /// LayerLoops::rowsAtOnce. Adds what these rows, as they are in `parameters`, contribute to the gradients of r: so they
    /// are moved afterwards, by `next`, and each is asked for once.
    void gradientRows(std::size_t layer, std::int64_t row, std::int64_t rows, const Real* parameters, Real* gradient,
                      const Movement<Real>& next);
    /// The gradient of all members' own numbers, as FastLayout has them; complete when all rows have been asked for.
    const Real* fastGradient() const { return fastGradient_.data(); }

private:
    struct Layer {
        std::int64_t in;
        std::int64_t out;
        std::int64_t matrix;  ///< where W begins in the parameters, and, of the first member, r, s and b
        std::int64_t r;
        std::int64_t s;
        std::int64_t b;
        std::vector<Real> products;  ///< (v ∘ r_k) W^T, [members * images, out]
        std::vector<Real> values;    ///< after ReLU and dropout
        std::vector<Real> errors;    ///< dz, and from `gradientsOfOutputs` on dz ∘ s_k
    };

    std::int64_t rows() const { return members_ * images_; }
    Real* gradientOf(std::int64_t parameter) { return fastGradient_.data() + (parameter - shared_); }
    const Real* inputs(std::size_t layer, std::int64_t member) const;
    void resize(std::int64_t images);
    void forward(const Real* parameters, Dropout* dropout);
    void scaleInputs(std::size_t layer, const Real* parameters);
    void activate(Layer& layer, bool hidden, const Real* parameters) const;
    void backward(const Real* parameters);
    void gradientsOfOutputs(Layer& layer, const Real* parameters);
    void throughInputs(const Layer& layer, Layer& before, const Real* parameters) const;

    const LayerLoops<Real>& loops_;
    const Heads& heads_;
    std::int64_t members_;
    std::int64_t shared_;  ///< numbers in front of the members' own
    std::int64_t apart_;   ///< from a member's own numbers to the next one's
    std::vector<Layer> layers_;
    std::int64_t images_ = 0;
    at::Tensor pixels_;               ///< of the batch, which all members see
    std::vector<Real> scaled_;        ///< v ∘ r_k of the layer under way
    std::vector<Real> zeros_;         ///< the bias of a product without one
    std::vector<Real> fastGradient_;  ///< [members, apart]
    Real kept_ = 1;                   ///< what dropout scales the units by that it keeps
};

extern template class EnsemblePass<float>;
extern template class EnsemblePass<double>;

}  // namespace isthmus::engine
