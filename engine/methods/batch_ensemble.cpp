// BatchEnsemble (Wen, Tran and Ba 2020, arXiv 2002.06715): the members share weights W; member i has W ∘ (s_i r_i^T) with fast
// weights r_i (inputs) and s_i (outputs) of its own, and biases of its own. The whole batch goes through all members in one
// pass, whose loss is the mean over members.
#include "engine/methods/method.h"

#include "engine/error.h"
#include "engine/subspaces/ensemble_step.h"
#include "engine/subspaces/simplex.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "batch_ensemble",
    .label = "Batch ensemble",
    .help = "Networks that share their weights up to rank-one factors, trained in one pass; their predictions are averaged.",
    .source = "Wen et al. 2020, arXiv:2002.06715",
    .options = {{.key = "members",
                 .label = "Members",
                 .help = "Networks in the ensemble. Each sees the whole batch.",
                 .fallback = 3,
                 .min = 2,
                 .max = 64},
                {.key = "fast_weights",
                 .label = "Fast weights",
                 .help = "How the members' factors begin: normal around 1, or random signs.",
                 .fallback = "normal",
                 .choices = {{"normal", "Normal around 1"}, {"signs", "Random signs"}}},
                {.key = "fast_deviation",
                 .label = "Deviation",
                 .help = "Standard deviation of the factors at the beginning.",
                 .fallback = 0.1,
                 .min = 0.0,
                 .max = 10.0,
                 .when = OptionCondition{"fast_weights", "normal"}}},
    .defaults = {{"training.learning_rate", 0.2}, {"training.learning_rate_decay", 0.8}}};

class BatchEnsemble final : public Method {
public:
    explicit BatchEnsemble(const MethodContext& context)
        : network_(context.network),
          layout_(network_->model->layout(), context.options.at("members").get<std::int64_t>()),
          kernel_(makeEnsembleStep(network_, layout_, context.device))
    {
        std::vector<at::Tensor> parts{network_->model->initialWeights(Random(context.seeds.initialisation, "initialisation"))};
        for (std::int64_t k = 0; k < layout_.members(); ++k)
            parts.push_back(initialFast(context, parts.front(), k));
        weights_.parameters = onCacheLines(at::cat(parts).to(context.device).unsqueeze(0))[0];
    }

    std::vector<Phase> phases(int task, const TrainCounts& train, const TrainingSettings& settings) const override
    {
        return {{"learn", learnSteps(task, train, settings)}};
    }

    void beginPhase(const std::string&, const TaskContext&) override { weights_.velocity = at::Tensor(); }

    at::Tensor step(const std::string&, std::int64_t step, const TaskContext& context) override
    {
        const TrainingSettings& now = context.settings;
        return kernel_->take(weights_, context.batch(step),
                             {.rate = now.rateAt(context.task), .momentum = now.momentum, .dropout = now.dropout},
                             context.stream("learn", step));
    }

    void endTask(const TaskContext&) override {}

    at::Tensor weights() const override { return memberWeights(0); }

    std::vector<at::Tensor> members() const override
    {
        std::vector<at::Tensor> all;
        for (std::int64_t k = 0; k < layout_.members(); ++k)
            all.push_back(memberWeights(k));
        return all;
    }

    std::vector<NamedNetwork> parts() const override
    {
        std::vector<NamedNetwork> all;
        for (std::int64_t k = 0; k < layout_.members(); ++k)
            all.push_back({"member-" + std::to_string(k + 1), memberWeights(k)});
        return all;
    }

    NamedTensors state() const override
    {
        NamedTensors state{{"parameters", weights_.parameters}};
        if (weights_.velocity.defined())
            state["velocity"] = weights_.velocity;
        return state;
    }

    void restore(const NamedTensors& state) override
    {
        const at::Device device = weights_.parameters.device();
        const at::Tensor parameters = take(state, "parameters", {layout_.total()}, device);
        if (!parameters.defined() || !parameters.is_floating_point() || !parameters.isfinite().all().item<bool>())
            throw badInput("holds no shared and fast weights that are finite numbers");
        const at::Tensor velocity = take(state, "velocity", {layout_.total()}, device);
        weights_.velocity = velocity.defined() ? onCacheLines(velocity.unsqueeze(0), velocityLinesIn)[0] : velocity;
        weights_.parameters = onCacheLines(parameters.unsqueeze(0))[0];
    }

    double stepOperations(const std::string&, const TrainingSettings& settings) const override
    {
        const auto images = static_cast<double>(layout_.members() * settings.batchSize);
        return 3.0 * images * network_->model->forwardOperations() + 2.0 * storedFloats();
    }

    double storedFloats() const override { return static_cast<double>(layout_.total()); }

private:
    const std::vector<WeightShape>& shapes() const { return network_->model->layout().shapes(); }

    /// r, s and vectors of one member, array by array; vectors begin as the shared ones.
    at::Tensor initialFast(const MethodContext& context, const at::Tensor& shared, std::int64_t member) const
    {
        Random random(context.seeds.initialisation, "fast weights", static_cast<std::uint64_t>(member));
        const bool signs = context.options.at("fast_weights") == "signs";
        const double deviation = context.options.value("fast_deviation", 0.0);
        std::vector<at::Tensor> parts;
        for (const WeightShape& shape : shapes()) {
            if (shape.shape.size() == 1) {
                parts.push_back(part(shared, shape));
                continue;
            }
            std::vector<float> factors(static_cast<std::size_t>(shape.shape[0] + shape.shape[1]));
            for (float& factor : factors)
                factor = static_cast<float>(signs ? (random.uniform() < 0.5 ? -1.0 : 1.0) : 1.0 + deviation * random.normal());
            parts.push_back(at::tensor(factors));
        }
        return at::cat(parts);
    }

    /// The network that member k is: W ∘ (s_k r_k^T), and its own vectors; [P].
    at::Tensor memberWeights(std::int64_t k) const
    {
        const FastWeights fast = layout_.views(weights_.parameters);
        std::vector<at::Tensor> arrays;
        for (std::size_t i = 0; i < shapes().size(); ++i) {
            if (shapes()[i].shape.size() == 1) {
                arrays.push_back(fast.vectors[i][k]);
                continue;
            }
            const at::Tensor weights = part(weights_.parameters, shapes()[i]);
            std::vector<std::int64_t> outer(static_cast<std::size_t>(weights.dim()), 1);
            outer[0] = weights.size(0);
            outer[1] = weights.size(1);
            arrays.push_back((weights * at::outer(fast.output[i][k], fast.input[i][k]).view(outer)).flatten());
        }
        return at::cat(arrays);
    }

    std::shared_ptr<const Classifier> network_;
    FastLayout layout_;
    std::unique_ptr<EnsembleStep> kernel_;
    EnsembleWeights weights_;
};

}  // namespace

extern const MethodInfo batchEnsembleInfo;
const MethodInfo batchEnsembleInfo{&declaration, [](const MethodContext& context) -> std::unique_ptr<Method> {
                                       return std::make_unique<BatchEnsemble>(context);
                                   }};

}  // namespace isthmus::engine
