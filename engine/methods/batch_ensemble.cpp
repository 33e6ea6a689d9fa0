// BatchEnsemble (Wen, Tran and Ba 2020, arXiv 2002.06715): the members share weights W; member i has W ∘ (s_i r_i^T) with fast
// weights r_i (inputs) and s_i (outputs) of its own, and biases of its own. The whole batch goes through all members in one
// pass, whose loss is the mean over members.
#include "engine/methods/method.h"

#include "engine/error.h"

#include <torch/csrc/autograd/autograd.h>

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
        : network_(context.network), members_(context.options.at("members").get<std::int64_t>())
    {
        const at::Tensor shared = network_->model->initialWeights(Random(context.seeds.initialisation, "initialisation"));
        std::vector<at::Tensor> own;
        for (std::int64_t k = 0; k < members_; ++k)
            own.push_back(initialFast(context, shared, k));
        parameters_ = at::cat({shared, at::cat(own)}).to(context.device);
    }

    std::vector<Phase> phases(int task, const TrainCounts& train, const TrainingSettings& settings) const override
    {
        return {{"learn", learnSteps(task, train, settings)}};
    }

    void beginPhase(const std::string&, const TaskContext&) override { velocity_ = at::Tensor(); }

    at::Tensor step(const std::string&, std::int64_t step, const TaskContext& context) override
    {
        const TrainingSettings& now = context.settings;
        Dropout dropout{now.dropout, context.stream("learn", step)};
        const Examples batch = context.batch(step);
        const at::Tensor leaf = parameters_.detach().requires_grad_(true);
        const FastWeights fast = fastOf(leaf);
        const Examples repeated{batch.images.repeat({members_, 1}), batch.labels.repeat({members_})};
        const at::Tensor logits = network_->logits(leaf, repeated, {.dropout = &dropout, .fast = &fast});
        const at::Tensor loss = at::cross_entropy_loss(logits, repeated.labels);
        const at::Tensor gradient = torch::autograd::grad({loss}, {leaf}).front();
        descend(gradient, now.rateAt(context.task), now.momentum);
        return loss.detach();
    }

    void endTask(const TaskContext&) override {}

    at::Tensor weights() const override { return memberWeights(0); }

    std::vector<at::Tensor> members() const override
    {
        std::vector<at::Tensor> all;
        for (std::int64_t k = 0; k < members_; ++k)
            all.push_back(memberWeights(k));
        return all;
    }

    std::vector<NamedNetwork> parts() const override
    {
        std::vector<NamedNetwork> all;
        for (std::int64_t k = 0; k < members_; ++k)
            all.push_back({"member-" + std::to_string(k + 1), memberWeights(k)});
        return all;
    }

    NamedTensors state() const override
    {
        NamedTensors state{{"parameters", parameters_}};
        if (velocity_.defined())
            state["velocity"] = velocity_;
        return state;
    }

    void restore(const NamedTensors& state) override
    {
        const at::Device device = parameters_.device();
        const at::Tensor parameters = take(state, "parameters", parameters_.sizes(), device);
        if (!parameters.defined() || !parameters.is_floating_point() || !parameters.isfinite().all().item<bool>())
            throw badInput("holds no shared and fast weights that are finite numbers");
        velocity_ = take(state, "velocity", parameters_.sizes(), device);
        parameters_ = parameters;
    }

    double stepOperations(const std::string&, const TrainingSettings& settings) const override
    {
        const double images = static_cast<double>(members_ * settings.batchSize);
        return 3.0 * images * network_->model->forwardOperations() + 2.0 * static_cast<double>(parameters_.numel());
    }

    double storedFloats() const override { return static_cast<double>(parameters_.numel()); }

private:
    const std::vector<WeightShape>& shapes() const { return network_->model->layout().shapes(); }

    /// Numbers that one member has for an array of the layout: r and s of a matrix or kernel, a vector of its own.
    static std::int64_t fastSize(const WeightShape& shape)
    {
        return shape.shape.size() > 1 ? shape.shape[0] + shape.shape[1] : shape.shape[0];
    }

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
            std::vector<float> factors(static_cast<std::size_t>(fastSize(shape)));
            for (float& factor : factors)
                factor = static_cast<float>(signs ? (random.uniform() < 0.5 ? -1.0 : 1.0) : 1.0 + deviation * random.normal());
            parts.push_back(at::tensor(factors));
        }
        return at::cat(parts);
    }

    /// Views of the parameters behind the shared weights: [members, fast numbers of one member].
    at::Tensor fastRows(const at::Tensor& parameters) const
    {
        const std::int64_t p = network_->model->layout().size();
        return parameters.narrow(0, p, parameters.size(0) - p).view({members_, -1});
    }

    FastWeights fastOf(const at::Tensor& parameters) const
    {
        const at::Tensor rows = fastRows(parameters);
        FastWeights fast{.members = members_, .input = {}, .output = {}, .vectors = {}};
        std::int64_t begin = 0;
        for (const WeightShape& shape : shapes()) {
            const bool matrix = shape.shape.size() > 1;
            const std::int64_t inputs = matrix ? shape.shape[1] : 0;
            fast.input.push_back(matrix ? rows.narrow(1, begin, inputs) : at::Tensor());
            fast.output.push_back(matrix ? rows.narrow(1, begin + inputs, shape.shape[0]) : at::Tensor());
            fast.vectors.push_back(matrix ? at::Tensor() : rows.narrow(1, begin, shape.shape[0]));
            begin += fastSize(shape);
        }
        return fast;
    }

    /// The network that member k is: W ∘ (s_k r_k^T), and its own vectors; [P].
    at::Tensor memberWeights(std::int64_t k) const
    {
        const FastWeights fast = fastOf(parameters_);
        std::vector<at::Tensor> arrays;
        for (std::size_t i = 0; i < shapes().size(); ++i) {
            if (shapes()[i].shape.size() == 1) {
                arrays.push_back(fast.vectors[i][k]);
                continue;
            }
            const at::Tensor weights = part(parameters_, shapes()[i]);
            std::vector<std::int64_t> outer(static_cast<std::size_t>(weights.dim()), 1);
            outer[0] = weights.size(0);
            outer[1] = weights.size(1);
            arrays.push_back((weights * at::outer(fast.output[i][k], fast.input[i][k]).view(outer)).flatten());
        }
        return at::cat(arrays);
    }

    void descend(const at::Tensor& gradient, double rate, double momentum)
    {
        if (momentum > 0.0) {
            velocity_ = velocity_.defined() ? velocity_.mul_(momentum).add_(gradient) : gradient.clone();
            parameters_.sub_(velocity_, rate);
        } else {
            velocity_ = at::Tensor();
            parameters_.sub_(gradient, rate);
        }
    }

    std::shared_ptr<const Classifier> network_;
    std::int64_t members_;
    at::Tensor parameters_;  ///< shared weights [P], then the fast weights of each member
    at::Tensor velocity_;    ///< undefined while momentum has not been used
};

}  // namespace

extern const MethodInfo batchEnsembleInfo;
const MethodInfo batchEnsembleInfo{&declaration, [](const MethodContext& context) -> std::unique_ptr<Method> {
                                       return std::make_unique<BatchEnsemble>(context);
                                   }};

}  // namespace isthmus::engine
