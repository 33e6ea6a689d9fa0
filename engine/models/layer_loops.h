#pragma once
#include <cstdint>
#include <span>

namespace isthmus::engine {

/// A row of numbers and what it is multiplied with.
template <typename Real>
struct Scaled {
    const Real* row;
    Real factor;
};

/// A vertex that moves: v <- momentum v + sum_k shares[k] gradient_k, w <- w - rate v. Without velocity the sum itself is v.
template <typename Real>
struct MovingVertex {
    Real* weights;
    Real* velocity;      ///< null: none
    const Real* shares;  ///< one for each gradient
};

/// A point that is mixed from the moved vertices: sum_i shares[i] w_i + anchorShare anchor.
template <typename Real>
struct MixedPoint {
    Real* point;
    const Real* shares;  ///< one for each vertex
    const Real* anchor;  ///< null: none
    Real anchorShare;
};

/// All vertices, and the points wanted of them next.
template <typename Real>
struct Movement {
    std::span<const MovingVertex<Real>> vertices;
    std::span<const MixedPoint<Real>> points;
    Real rate;
    Real momentum;
};

/// One of several steps that a first layer takes together (FirstLayerWindow).
template <typename Real>
struct StepOfWindow {
    std::int64_t images;
    const Real* inputs;  ///< [images, width]
    const Real* errors;  ///< [images, outputs]
    Real* products;      ///< [images, outputs]
    const Real* mix;     ///< what the vertices' weights are multiplied with [n], and their velocities [n]
    std::span<const MovingVertex<Real>> vertices;
};

/// A logit so low that its probability is zero; finite, so that 0 times it is 0.
inline constexpr float never = -1e9F;

/// An input that ReLU lets through from here on, or no longer, and what that adds to it at both ends of a line.
template <typename Real>
struct Turn {
    std::int64_t unit;
    Real first;
    Real last;
};

/// What one layer of a batch ensemble sees: images that are the members' own, member by member, on their way through a matrix
/// whose inputs each member multiplies by factors r of its own (FastWeights).
template <typename Real>
struct MemberImages {
    std::int64_t members;
    std::int64_t images;  ///< of each member
    const Real* errors;   ///< [members * images, errorWidth]
    std::int64_t errorWidth;
    const Real* inputs;         ///< of the first member, [images, width], before its factors
    std::int64_t inputsApart;   ///< numbers from a member's inputs to the next one's; 0: all members have the same
    const Real* factors;        ///< r of the first member, [width]
    std::int64_t factorsApart;  ///< numbers from a member's factors to the next one's
};

/// The loops of a perceptron, compiled once for each kind of processor. Matrices are row-major and dense.
/// What memory costs decides their shape: every weight of every vertex is read and written once a step, in `move`.
template <typename Real>
struct LayerLoops {
    /// Widths that are a multiple of this fill vectors on every processor.
    static constexpr std::int64_t padding = 16;
    /// Rows of outputs that `gradientRows` computes at a time: as many as the registers hold.
    static constexpr std::int64_t rowsAtOnce = 4;
    static constexpr std::int64_t stepsOfWindow = 8;     ///< the most that are taken together, and
    static constexpr std::int64_t imagesOfWindow = 128;  ///< the most images in all of them

    /// values [images, outputs] = inputs [images, width] matrix^T [outputs, width] + bias, and ReLU where `rectified`. An
    /// image's values begin `valueStride` after those of the one before.
    void (*forward)(const Real* inputs, std::int64_t images, std::int64_t width, const Real* matrix, const Real* bias,
                    std::int64_t outputs, bool rectified, Real* values, std::int64_t valueStride);
    /// result [images, width] = factors [images, terms] matrix [terms, width]. Rows of the matrix and of the result begin
    /// `stride` after those before.
    void (*product)(const Real* factors, std::int64_t images, std::int64_t terms, const Real* matrix, std::int64_t width,
                    std::int64_t stride, Real* result);
    /// result [images, width] = (factors - background) matrix, with factors [images, terms] and a dense matrix [terms, width]
    /// whose width is a multiple of `padding`. A term costs nothing where all images of a few have the background; an image's
    /// result does not depend on the others.
    void (*productOfDifferences)(const Real* factors, std::int64_t images, std::int64_t terms, Real background,
                                 const Real* matrix, std::int64_t width, Real* result);
    /// gradient [rows, width] = errors^T inputs, of the first `rows` columns of errors [images, errorWidth] and of
    /// inputs [images, width]; rows is at most `rowsAtOnce`. With `next`, the weights from `offset` on that `move` is about
    /// to touch are fetched meanwhile.
    void (*gradientRows)(const Real* errors, std::int64_t errorWidth, std::int64_t rows, std::int64_t images, const Real* inputs,
                         std::int64_t width, Real* gradient, const Movement<Real>* next, std::int64_t offset);
    /// The same of a batch ensemble. With E_k = errors_k^T inputs_k, the rows of member k: gradient [rows, width] is the sum of
    /// E_k ∘ r_k over the members, and to factorGradient_k [width] is added the sum of E_k ∘ matrix [rows, width] over the
    /// rows; these are as far apart as the factors. The matrix is read here, so what `next` fetches are the rows after these.
    void (*memberRows)(const MemberImages<Real>& images, std::int64_t rows, const Real* matrix, std::int64_t width,
                       Real* gradient, Real* factorGradient, const Movement<Real>& next, std::int64_t offset);
    /// Moves the weights `offset` … `offset + count - 1` of all vertices by gradients [count], then mixes the points there.
    void (*move)(const Movement<Real>& movement, std::span<const Real* const> gradients, std::int64_t offset, std::int64_t count);
    /// point [size] = sum over the rows of factor * row; there is at least one row. To the last bit what `move` mixes.
    void (*combine)(std::span<const Scaled<Real>> rows, std::int64_t size, Real* point);
    /// products = inputs mixed^T for rows `row` … `row + rows - 1` of a matrix [outputs, width] that begins at `offset` of the
    /// vertices, for each of the steps, whose images are at most `imagesOfWindow` together: mixed is that step's combination
    /// of the vertices' weights and velocities. Rows is at most `rowsAtOnce`.
    void (*productsOfWindow)(std::span<const StepOfWindow<Real>> steps, std::int64_t row, std::int64_t rows, std::int64_t outputs,
                             std::int64_t width, std::int64_t offset);
    /// Moves those rows of all vertices by the steps' gradients, errors^T inputs, one step after the other.
    void (*moveByWindow)(std::span<const StepOfWindow<Real>> steps, Real rate, Real momentum, std::int64_t row, std::int64_t rows,
                         std::int64_t outputs, std::int64_t width, std::int64_t offset);
    /// What ReLU lets through at both ends of a line of the units [units] that are on at the first one, and the two added. A
    /// NaN goes through.
    void (*letThrough)(const Real* atFirst, const Real* atLast, std::int64_t units, Real* first, Real* last, Real* both);
    /// One image's values [width], with ReLU where `rectified`, of a layer whose inputs and weights both run along a line: at
    /// `position` s in [0, 1] they are (1-s)^2 c_0 + (1-s) s c_1 + s^2 c_2 with `curve` = c [3, width]. First the curve is
    /// changed by the inputs that turn; `first` and `last` are the layer's matrices [inputs, width] at both ends. The width is
    /// a multiple of `padding`.
    void (*follow)(std::span<const Turn<Real>> turns, const Real* first, const Real* last, std::int64_t width, Real position,
                   bool rectified, Real* curve, Real* values);
    /// The cross-entropy of each row of logits [images, width] against its label, and whether its label is the first of its
    /// highest. The width is a multiple of `padding`; what pads it is `never`.
    void (*crossEntropy)(const Real* logits, std::int64_t images, std::int64_t width, const std::int64_t* labels, Real* losses,
                         bool* correct);
};

/// The loops for the processor at hand, float and double.
template <typename Real>
const LayerLoops<Real>& layerLoops();
template <>
const LayerLoops<float>& layerLoops<float>();
template <>
const LayerLoops<double>& layerLoops<double>();

}  // namespace isthmus::engine
