#pragma once
#include "engine/models/layer_loops.h"
#include "engine/subspaces/companion.h"

#include <span>
#include <vector>

namespace isthmus::engine {

/// The first layer's matrix through several steps, read once before them and moved once behind them. Three quarters of a small
/// perceptron's weights lie there, and what they meet, the images, is known in advance.
///
/// Before step s a vertex is w_i(s) = w_i - e_s v_i - sum_{r<s} d_rs f_r,i G_r, where G_r = D_r^T X_r is the gradient of step r
/// (D_r the errors of its outputs, X_r its images), f_r,i the vertex's share of it, and with rate l and momentum m
///   e_s = l (m + … + m^s),   d_rs = l (1 + m + … + m^(s-r-1)).
/// So the products at the point sum_i a_i w_i(s) are those with the matrices as they were, which are computed for all steps in
/// one pass, less a combination of the errors of the steps before: X_s G_r^T = (X_s X_r^T) D_r, products of images with images.
/// Afterwards each row is moved by all gradients, one after the other, while it is in the first cache. This may be done in parts:
/// what was computed in the beginning serves all steps, and no bit of them changes.
template <typename Real>
class FirstLayerWindow {
public:
    /// One step: what it sees and where.
    struct Step {
        std::int64_t images;
        const Real* inputs;            ///< [images, in]; stays until all is moved
        std::vector<double> place;     ///< a, the vertices' shares of the point, [n]
        std::vector<double> gradient;  ///< f, the gradient's share of each vertex, [n]
    };

    FirstLayerWindow(std::int64_t in, std::int64_t out);

    /// Steps of `vertices`, whose first numbers are the matrix [out, in] (their shares are not looked at); all images together
    /// are at most LayerLoops::imagesOfWindow.
    void open(const std::vector<MovingVertex<Real>>& vertices, std::vector<Step> steps, double rate, double momentum,
              Companion* companion);
    /// The images of step `step` times the matrix at its place, [images, out]; the errors of all steps before are known.
    void products(std::size_t step, Real* result, Companion* companion);
    /// The gradient of the loss by those products, [images, out].
    void setErrors(std::size_t step, const Real* errors);
    /// Moves the matrices of all vertices by the steps before `step` that they have not been moved by; the errors of these are
    /// known.
    void moveTo(std::size_t step, Companion* companion);

private:
    /// Where a step's images begin among those of all steps.
    std::int64_t first(std::size_t step) const { return firsts_[step]; }
    void setFactors(std::size_t step, const std::vector<MovingVertex<Real>>& vertices);
    void multiplyImages(std::size_t step);

    const LayerLoops<Real>& loops_;
    std::int64_t in_;
    std::int64_t out_;
    Real rate_ = 0;
    Real momentum_ = 0;
    std::vector<Step> steps_;
    std::size_t moved_ = 0;  ///< steps that the matrices have been moved by
    std::vector<std::int64_t> firsts_;
    std::vector<Real> products_;              ///< of the matrices as they were when it was opened, [all images, out]
    std::vector<Real> errors_;                ///< [all images, out]
    std::vector<std::vector<Real>> factors_;  ///< of each step: - (X_s X_r^T) d_rs f_r.a_s for all r < s, [images, first(s)]
    std::vector<std::vector<Real>> mixes_;    ///< of each step: a, and - e_s a where there are velocities
    std::vector<std::vector<Real>> shares_;   ///< of each step: f
    std::vector<std::vector<MovingVertex<Real>>> moving_;  ///< of each step: the vertices with these shares
    std::vector<StepOfWindow<Real>> loopSteps_;
    std::vector<Real> noBias_;
};

extern template class FirstLayerWindow<float>;
extern template class FirstLayerWindow<double>;

}  // namespace isthmus::engine
