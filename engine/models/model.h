#pragma once
#include "engine/models/weight_layout.h"
#include "engine/options/option_spec.h"
#include "engine/random.h"
#include "engine/tensor.h"

#include <memory>
#include <span>

namespace isthmus::engine {

/// Units dropped at random while training: each with `probability`, the rest scaled by 1 / (1 - probability).
struct Dropout {
    double probability = 0.0;
    Random random{0};

    /// A mask [rows, columns] of 0 and 1/(1-p), of the type and on the device of `like`.
    at::Tensor mask(std::int64_t rows, std::int64_t columns, const at::Tensor& like);
};

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
    /// Logits [N, classes] of images [N, channels*height*width] at weights [P]; no dropout when `dropout` is null.
    virtual at::Tensor logits(const at::Tensor& weights, const at::Tensor& images, Dropout* dropout) const = 0;
    /// Floating-point operations of one image's forward pass (a multiply-add counts as two).
    virtual double forwardOperations() const = 0;
};

/// One row of the table of models.
struct ModelInfo {
    const OptionGroup* declaration;
    std::unique_ptr<Model> (*make)(const Json& options, const InputShape& input);  ///< options: the resolved "model" object
};

std::span<const ModelInfo> modelTable();
std::unique_ptr<Model> makeModel(const Json& options, const InputShape& input);

/// A view of one named array of the weights [P], in its own shape.
at::Tensor part(const at::Tensor& weights, const WeightShape& shape);

}  // namespace isthmus::engine
