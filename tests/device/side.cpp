#include "tests/device/side.h"

#include "engine/runs/experiment.h"

namespace isthmus::tests {

using namespace isthmus::engine;

namespace {

/// The same network, with nothing that a loop of the engine's own could know it by.
class PlainModel final : public Model {
public:
    explicit PlainModel(std::unique_ptr<Model> model) : model_(std::move(model)) {}

    const WeightLayout& layout() const override { return model_->layout(); }
    at::Tensor initialWeights(Random random) const override { return model_->initialWeights(random); }
    at::Tensor logits(const at::Tensor& weights, const at::Tensor& images, const Pass& pass) const override
    {
        return model_->logits(weights, images, pass);
    }
    double forwardOperations() const override { return model_->forwardOperations(); }
    bool recomputesStatistics() const override { return model_->recomputesStatistics(); }

private:
    std::unique_ptr<Model> model_;
};

std::unique_ptr<Model> modelOf(const NetworkKind& kind)
{
    return makeModel(Experiment(Json{{"model", kind.model}}).section("model"), kind.shape);
}

Side side(const at::Device& device, at::ScalarType type, std::unique_ptr<Model> model, const std::vector<int>& headOfClass)
{
    Heads heads;
    if (!headOfClass.empty())
        heads = Heads(headOfClass, device);
    return {device, type, std::make_shared<const Classifier>(Classifier{std::move(model), heads})};
}

}  // namespace

NetworkKind perceptronKind() { return {"perceptron", {{"kind", "mlp"}, {"hidden", {256, 256}}}, {}}; }

NetworkKind resnetKind(const std::string& normalisation)
{
    return {"resnet18, normalisation " + normalisation,
            {{"kind", "resnet18"}, {"feature_maps", 4}, {"normalisation", normalisation}},
            {.channels = 3, .height = 16, .width = 16, .classes = 10}};
}

Examples Side::examples(const NetworkKind& kind, std::int64_t count, std::uint64_t which) const
{
    at::manual_seed(which);
    const at::Tensor images = at::rand({count, std::int64_t{kind.shape.channels} * kind.shape.height * kind.shape.width});
    return {here(images), at::randint(kind.shape.classes, {count}, at::kLong).to(device)};
}

at::Tensor Side::weights(std::uint64_t which) const { return here(network->model->initialWeights(Random(which)) * 2.0); }

Side deviceSide(const NetworkKind& kind, const at::Device& device, const std::vector<int>& headOfClass)
{
    return side(device, at::kFloat, modelOf(kind), headOfClass);
}

Side referenceSide(const NetworkKind& kind, const std::vector<int>& headOfClass)
{
    return side(at::kCPU, at::kDouble, std::make_unique<PlainModel>(modelOf(kind)), headOfClass);
}

}  // namespace isthmus::tests
