#pragma once
#include "engine/models/forward.h"
#include "engine/options/option_spec.h"

#include <memory>
#include <span>

namespace isthmus::engine {

/// What a network looks at and tells apart.
struct InputShape {
    int channels = 1;
    int height = 28;
    int width = 28;
    int classes = 10;
};

/// A network as a pure function of flat weights.
class Model {
public:
    virtual ~Model() = default;

    virtual const WeightLayout& layout() const = 0;
    /// Fresh weights [P], float32 on the CPU.
    virtual at::Tensor initialWeights(Random random) const = 0;
    /// Logits [N, classes] of images [N, channels*height*width] at weights [P].
    virtual at::Tensor logits(const at::Tensor& weights, const at::Tensor& images, const Pass& pass = {}) const = 0;
    /// Floating-point operations of one image's forward pass (a multiply-add counts as two).
    virtual double forwardOperations() const = 0;
    /// Inputs, hidden layers and classes of a plain multi-layer perceptron, which has kernels of its own; empty for others.
    virtual std::span<const std::int64_t> perceptronWidths() const { return {}; }
    /// True when normalisation statistics are to be computed from training images at every point of weight space that is
    /// evaluated; false when those of the batch at hand serve, or nothing is normalised.
    virtual bool recomputesStatistics() const { return false; }
};

/// One row of the table of models.
struct ModelInfo {
    const OptionGroup* declaration;
    std::unique_ptr<Model> (*make)(const Json& options, const InputShape& input);  ///< options: the resolved "model" object
};

std::span<const ModelInfo> modelTable();
/// How many times as many weights as its options say the network is to have, "scaled" by its width: "parameter_multiple".
double parameterMultiple(const Json& options);
std::unique_ptr<Model> makeModel(const Json& options, const InputShape& input);

/// Fresh weights [P], float32 on the CPU, as PyTorch's layers have them: uniform in ±1/sqrt(inputs), where an array with one
/// dimension counts the inputs of the one before.
at::Tensor uniformWeights(const WeightLayout& layout, Random random);

/// A view of one named array of the weights [P], in its own shape.
at::Tensor part(const at::Tensor& weights, const WeightShape& shape);

}  // namespace isthmus::engine
