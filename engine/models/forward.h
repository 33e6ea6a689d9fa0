#pragma once
#include "engine/models/batch_normalisation.h"
#include "engine/models/weight_layout.h"
#include "engine/random.h"
#include "engine/tensor.h"

#include <span>
#include <vector>

namespace isthmus::engine {

/// Units dropped at random while training: each with `probability`, the rest scaled by 1 / (1 - probability).
struct Dropout {
    double probability = 0.0;
    Random random{0};
    at::Tensor drawn = {};   ///< numbers of masks drawn beforehand, [n]; undefined: each is drawn when it is asked for
    std::int64_t asked = 0;  ///< numbers of masks that were asked for

    float factor() const { return static_cast<float>(1.0 / (1.0 - probability)); }  ///< of what is kept
    /// Draws numbers of masks: 0 or the factor each.
    void draw(std::span<float> numbers);
    /// Multiplies values by the numbers that `draw` would give.
    template <typename Real>
    void silence(std::span<Real> values);
    /// A mask [rows, columns] of 0 and 1/(1-p), of the type and on the device of `like`.
    at::Tensor mask(std::int64_t rows, std::int64_t columns, const at::Tensor& like);
};

/// What a network's normalisation layers subtract and divide by, layer by layer, [channels] each.
struct NormalisationStatistics {
    std::vector<at::Tensor> mean;
    std::vector<at::Tensor> variance;
};

/// Rank-one changes of shared weights, one for each member of a batch ensemble (Wen et al. 2020): member i has the weights
/// W ∘ (s_i r_i^T) and vectors (biases, scales) of its own. Indexed as the arrays of the layout; images of all members come
/// in one batch, member by member.
struct FastWeights {
    std::int64_t members = 1;
    std::vector<at::Tensor> input;    ///< r, [members, inputs] of each array with two dimensions or more; else undefined
    std::vector<at::Tensor> output;   ///< s, [members, outputs]
    std::vector<at::Tensor> vectors;  ///< [members, size] of each array with one dimension; else undefined
};

/// What a forward pass may need beside weights and images.
struct Pass {
    Dropout* dropout = nullptr;                           ///< null: none
    const NormalisationStatistics* statistics = nullptr;  ///< null: those of the batch at hand
    NormalisationStatistics* record = nullptr;            ///< not null: takes those of the batch at hand
    const FastWeights* fast = nullptr;                    ///< null: every image goes through the weights as they are
};

/// A forward pass under way: its layers take the arrays of the flat weights one after the other, in the order of the layout,
/// so a model is the list of its layers and a pure function of its weights.
class Forward {
public:
    Forward(const WeightLayout& layout, const at::Tensor& weights, const Pass& pass);

    /// [N, inputs] -> [N, outputs], with the bias that comes next in the layout.
    at::Tensor linear(const at::Tensor& h);
    /// [N, inputs, height, width] -> [N, outputs, …], 3 × 3 with padding 1 or 1 × 1; with a bias if `bias`.
    at::Tensor convolution(const at::Tensor& h, std::int64_t stride, bool bias);
    /// Batch normalisation over [N, channels, height, width], of the images of one member at a time; with the scale and
    /// shift that come next in the layout if `affine`; and what follows it.
    at::Tensor normalised(const at::Tensor& h, bool affine, const AfterNormalisation& after);
    /// Silences units of [N, units], or whole channels of [N, channels, height, width].
    at::Tensor dropped(const at::Tensor& h) const;

private:
    at::Tensor next();
    at::Tensor scaled(const at::Tensor& h, const at::Tensor& perMember) const;
    at::Tensor plusVector(const at::Tensor& h);

    std::vector<at::Tensor> arrays_;  ///< of the layout
    const Pass& pass_;
    std::size_t array_ = 0;          ///< the next array of the layout
    std::size_t normalisation_ = 0;  ///< the next normalisation layer
};

}  // namespace isthmus::engine
