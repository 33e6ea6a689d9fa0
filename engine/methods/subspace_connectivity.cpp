// Subspace-Connectivity (Doan, Mirzadeh and Farajtabar, arXiv 2202.09826): a simplex of networks whose midpoint stays
// connected, by a path of low loss, to the midpoint of the task before. Task t has two phases:
//   learn    W^_t  = argmin_W E_{a ~ U(Delta_n)} L_t(W^T a), from W*_{t-1}
//   connect  W*_t  = argmin_W E_{(a,b) ~ U(Delta_{n+1})} [ L_B(W^T a + b w*_{t-1,mid}) + L_t(W^T a + b w^_{t,mid}) ], t > 1
// where L_B is measured on the memory B of earlier tasks and L_t on a few examples of the current one.
#include "engine/data/episodic_memory.h"
#include "engine/error.h"
#include "engine/methods/method.h"
#include "engine/subspaces/simplex_learner.h"

namespace isthmus::engine {

namespace {

std::vector<OptionSpec> options()
{
    std::vector<OptionSpec> all = simplexOptions();
    const std::vector<OptionSpec> own = {
        {.key = "memory_per_class",
         .label = "Memory per class",
         .help = "Training examples of each class kept from every task, for connecting.",
         .fallback = 10,
         .min = 1,
         .max = 10000,
         .unit = "images"},
        {.key = "connect_steps",
         .label = "Connecting steps",
         .help = "Optimiser steps of the second phase, which joins the new midpoint to the one before.",
         .fallback = 200,
         .min = 0,
         .max = 1000000,
         .unit = "steps",
         .zeroMeans = "do not connect"},
        {.key = "connect_batch_size",
         .label = "Connecting batch",
         .help = "Examples of each of the two terms in a connecting step: from memory, and of the current task.",
         .fallback = 32,
         .min = 1,
         .max = 4096,
         .unit = "images"},
        {.key = "connect_learning_rate",
         .label = "Connecting learning rate",
         .help = "Learning rate of the second phase, the same for every task.",
         .fallback = 0.05,
         .min = 1e-8,
         .max = 100.0,
         .live = true},
        {.key = "connect_momentum",
         .label = "Connecting momentum",
         .help = "Momentum of the second phase.",
         .fallback = 0.0,
         .min = 0.0,
         .max = 0.999,
         .live = true,
         .rare = true},
        {.key = "connect_start",
         .label = "Connecting start",
         .help = "Where the second phase starts: 0 at the vertices of the task before, 1 at those just learned.",
         .fallback = 1.0,
         .min = 0.0,
         .max = 1.0,
         .rare = true},
        {.key = "current_examples",
         .label = "Current examples",
         .help = "Examples of the current task that the second phase sees.",
         .fallback = 0,
         .min = 0,
         .max = 1000000,
         .unit = "images",
         .zeroMeans = "those kept in memory",
         .rare = true},
        {.key = "shared_coefficients",
         .label = "Shared coefficients",
         .help = "One random point for both terms of a connecting step, or one for each.",
         .fallback = true,
         .rare = true},
        {.key = "chain_factor",
         .label = "Chain factor",
         .help = "Scale the gradient of a vertex by its share of the point. Public MC-SGD codes leave the anchor's part out; off "
                 "reproduces them.",
         .fallback = true,
         .rare = true},
        {.key = "replay_while_learning",
         .label = "Replay while learning",
         .help = "Add as many examples from memory to each batch of the first phase.",
         .fallback = false,
         .rare = true},
    };
    all.insert(all.begin() + 1, own.begin(), own.end());
    return all;
}

const OptionGroup declaration{
    .id = "subspace_connectivity",
    .label = "Subspace-Connectivity",
    .help = "A simplex of networks learned at the cost of one, then joined to the solution before by a path of low loss.",
    .source = "Doan, Mirzadeh and Farajtabar, arXiv 2202.09826",
    .options = options()};

class SubspaceConnectivity final : public Method {
public:
    explicit SubspaceConnectivity(const MethodContext& context)
        : options_(context.options), seed_(context.seed), learner_(context.model, options_, seed_, context.device)
    {
    }

    std::vector<Phase> phases(int task, std::int64_t train, const TrainingSettings& settings) const override
    {
        std::vector<Phase> phases{{"learn", learnSteps(train, settings)}};
        const auto steps = options_.at("connect_steps").get<std::int64_t>();
        if (task > 1 && steps > 0)
            phases.push_back({"connect", steps});
        return phases;
    }

    void beginPhase(const std::string& phase, const TaskContext& context) override
    {
        learner_.simplex().rest();
        if (phase == "connect")
            beginConnecting(context);
        else
            startVertices_ = learner_.simplex().vertices.clone();
    }

    at::Tensor step(const std::string& phase, std::int64_t step, const TaskContext& context) override
    {
        return phase == "connect" ? connect(step, context) : learn(step, context);
    }

    void changeOptions(const Json& options) override { options_ = options; }

    void endTask(const TaskContext& context) override
    {
        memory_.add(kept(context));
        previous_ = learner_.simplex().midpoint();
        current_ = {};
        learned_ = at::Tensor();
        startVertices_ = at::Tensor();
    }

    at::Tensor weights() const override { return learner_.simplex().midpoint(); }
    std::vector<at::Tensor> members() const override
    {
        return learner_.members(options_.at("inference_members").get<int>(), seed_);
    }
    at::Tensor vertices() const override { return learner_.simplex().vertices; }

    NamedTensors state() const override
    {
        NamedTensors state;
        learner_.save(state);
        const auto keep = [&](const char* name, const at::Tensor& tensor) {
            if (tensor.defined())
                state[name] = tensor;
        };
        keep("memory.images", memory_.examples().images);
        keep("memory.labels", memory_.examples().labels);
        keep("current.images", current_.images);
        keep("current.labels", current_.labels);
        keep("midpoint.previous", previous_);
        keep("midpoint.learned", learned_);
        keep("vertices.start", startVertices_);
        return state;
    }

    void restore(const NamedTensors& state) override
    {
        learner_.restore(state);
        const at::Tensor& vertices = learner_.simplex().vertices;
        const auto kept = [&](const char* name, at::IntArrayRef shape) {
            const auto found = state.find(name);
            if (found == state.end())
                return at::Tensor();
            requireShape(found->second, name, shape);
            return found->second.to(vertices.device());
        };
        const std::int64_t anySize = -1;
        memory_.restore({kept("memory.images", {anySize, anySize}), kept("memory.labels", {anySize})});
        current_ = {kept("current.images", {anySize, anySize}), kept("current.labels", {anySize})};
        previous_ = kept("midpoint.previous", {vertices.size(1)});
        learned_ = kept("midpoint.learned", {vertices.size(1)});
        startVertices_ = kept("vertices.start", vertices.sizes());
        requireExamples(memory_.examples());
        requireExamples(current_);
    }

    double stepOperations(const std::string& phase, const TrainingSettings& settings) const override
    {
        if (phase == "connect")
            return learner_.stepOperations(options_.at("connect_batch_size").get<double>(), 2, true);
        const bool replay = options_.at("replay_while_learning").get<bool>() && !memory_.empty();
        return learner_.stepOperations(static_cast<double>(settings.batchSize) * (replay ? 2.0 : 1.0), 1, false);
    }

    double storedFloats() const override
    {
        const double memory = memory_.empty() ? 0.0 : static_cast<double>(memory_.examples().images.numel());
        const double anchor = previous_.defined() ? static_cast<double>(previous_.numel()) : 0.0;
        return static_cast<double>(learner_.simplex().vertices.numel()) + anchor + memory;
    }

private:
    at::Tensor learn(std::int64_t step, const TaskContext& context)
    {
        const TrainingSettings& now = context.settings;
        Examples batch = context.batch(step);
        if (options_.at("replay_while_learning").get<bool>() && !memory_.empty()) {
            Random replay = context.stream("replay", step);
            const Examples old = memory_.draw(batch.count(), replay);
            batch = {at::cat({batch.images, old.images}), at::cat({batch.labels, old.labels})};
        }
        return learner_.learn(batch, {.rate = now.rateAt(context.task), .momentum = now.momentum, .dropout = now.dropout},
                              context.stream("learn", step));
    }

    void beginConnecting(const TaskContext& context)
    {
        learned_ = learner_.simplex().midpoint();
        const auto examples = options_.at("current_examples").get<std::int64_t>();
        if (examples == 0) {
            current_ = kept(context);
        } else {
            Random pick = context.stream("current", 0);
            const auto chosen = pick.sample(std::min(examples, context.train.count()), context.train.count());
            current_ = context.train.at(at::tensor(chosen, at::kLong).to(context.train.labels.device()));
        }
        const auto start = options_.at("connect_start").get<double>();
        if (start < 1.0)
            learner_.simplex().vertices.lerp_(startVertices_, 1.0 - start);
    }

    at::Tensor connect(std::int64_t step, const TaskContext& context)
    {
        Random stream = context.stream("connect", step);
        const int n = learner_.count();
        std::vector<double> forOld = sampleSimplex(n + 1, stream);
        std::vector<double> forNew = options_.at("shared_coefficients").get<bool>() ? forOld : sampleSimplex(n + 1, stream);
        const auto batch = options_.at("connect_batch_size").get<std::int64_t>();
        const Examples old = memory_.draw(batch, stream);
        const Examples recent = EpisodicMemory::drawFrom(current_, batch, stream);
        const LossTerm terms[] = {termAt(std::move(forOld), old, previous_), termAt(std::move(forNew), recent, learned_)};
        return learner_.step(terms,
                             {.rate = options_.at("connect_learning_rate").get<double>(),
                              .momentum = options_.at("connect_momentum").get<double>(),
                              .chainFactor = options_.at("chain_factor").get<bool>()},
                             stream);
    }

    /// The loss of `batch` where the last of `shares` belongs to the anchor.
    static LossTerm termAt(std::vector<double> shares, const Examples& batch, const at::Tensor& anchor)
    {
        const double b = shares.back();
        shares.pop_back();
        return {.images = batch.images, .labels = batch.labels, .a = std::move(shares), .anchor = anchor, .b = b};
    }

    static void requireExamples(const Examples& examples)
    {
        if (examples.labels.defined() != examples.images.defined()
            || (examples.labels.defined() && examples.images.size(0) != examples.labels.size(0)))
            throw badInput("holds examples that do not match their labels");
    }

    /// The examples of this task that go into memory.
    Examples kept(const TaskContext& context) const
    {
        return balancedSubset(context.train, options_.at("memory_per_class").get<std::int64_t>(), context.stream("memory", 0));
    }

    Json options_;
    std::uint64_t seed_;
    SimplexLearner learner_;
    EpisodicMemory memory_;
    Examples current_;          ///< of the current task, while connecting
    at::Tensor previous_;       ///< w*_{t-1,mid}
    at::Tensor learned_;        ///< w^_{t,mid}, while connecting
    at::Tensor startVertices_;  ///< W*_{t-1}, while in a task
};

}  // namespace

extern const MethodInfo subspaceConnectivityInfo;
const MethodInfo subspaceConnectivityInfo{&declaration, [](const MethodContext& context) -> std::unique_ptr<Method> {
                                              return std::make_unique<SubspaceConnectivity>(context);
                                          }};

}  // namespace isthmus::engine
