#include "engine/methods/connecting_method.h"

#include "engine/error.h"

namespace isthmus::engine {

namespace {

/// Shares of the vertices, and the anchor's as the last one.
Place on(std::vector<double> shares, const at::Tensor& anchor)
{
    const double b = shares.back();
    shares.pop_back();
    return {std::move(shares), anchor, b};
}

}  // namespace

std::vector<OptionSpec> connectOptions(const ConnectDefaults& defaults)
{
    return {
        memoryOption(),
        {.key = "connect_steps",
         .label = "Connecting steps",
         .help = "Optimiser steps of the second phase, which joins the new solution to the one before.",
         .fallback = defaults.steps,
         .min = 0,
         .max = 1000000,
         .unit = "steps",
         .zeroMeans = "do not connect"},
        {.key = "connect_batch_size",
         .label = "Connecting batch",
         .help = "Examples of each of the two terms in a connecting step: from memory, and of the current task.",
         .fallback = defaults.batchSize,
         .min = 1,
         .max = 4096,
         .unit = "images"},
        {.key = "connect_learning_rate",
         .label = "Connecting learning rate",
         .help = "Learning rate of the second phase, the same for every task.",
         .fallback = defaults.learningRate,
         .min = 1e-8,
         .max = 100.0,
         .live = true},
        {.key = "connect_schedule",
         .label = "Connecting schedule",
         .help = "Whether that rate stays, or falls to zero in a straight line over the phase.",
         .fallback = defaults.schedule,
         .choices = {{"constant", "Constant"}, {"linear", "Falls to zero"}},
         .rare = true},
        {.key = "connect_momentum",
         .label = "Connecting momentum",
         .help = "Momentum of the second phase.",
         .fallback = 0.0,
         .min = 0.0,
         .max = 0.999,
         .live = true,
         .rare = true},
        {.key = "connect_dropout",
         .label = "Connecting dropout",
         .help = "The share of hidden units silenced at random in each step of the second phase.",
         .fallback = defaults.dropout,
         .min = 0.0,
         .max = 0.9,
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
         .fallback = defaults.currentExamples,
         .min = 0,
         .max = 1000000,
         .unit = "images",
         .zeroMeans = "those kept in memory",
         .rare = true},
        {.key = "memory_share",
         .label = "Memory's share",
         .help = "How much the memory's term weighs against the current task's: at 0.5 both weigh the same.",
         .fallback = defaults.memoryShare,
         .min = 0.0,
         .max = 0.99,
         .zeroMeans = "every task weighs the same",
         .rare = true},
        {.key = "chain_factor",
         .label = "Chain factor",
         .help = "Scale the gradient of a vertex by its share of the point. Public MC-SGD codes leave the anchor's part out; off "
                 "reproduces them.",
         .fallback = defaults.chainFactor,
         .rare = true},
        {.key = "replay_while_learning",
         .label = "Replay while learning",
         .help = "Add as many examples from memory to each batch of the first phase.",
         .fallback = false,
         .rare = true},
    };
}

std::vector<Phase> ConnectingMethod::phases(int task, const TrainCounts& train, const TrainingSettings& settings) const
{
    std::vector<Phase> phases{{"learn", learnSteps(task, train, settings)}};
    const auto steps = options_.at("connect_steps").get<std::int64_t>();
    if (task > 1 && steps > 0)
        phases.push_back({"connect", steps});
    return phases;
}

void ConnectingMethod::beginPhase(const std::string& phase, const TaskContext& context)
{
    PlainLearner::beginPhase(phase, context);
    if (phase == "connect")
        beginConnecting(context);
    else
        startVertices_ = learner_.simplex().vertices.clone();
}

at::Tensor ConnectingMethod::step(const std::string& phase, std::int64_t step, const TaskContext& context)
{
    return phase == "connect" ? connect(step, context) : PlainLearner::step(phase, step, context);
}

std::int64_t ConnectingMethod::stepsTogether(const std::string& phase, const TrainingSettings& settings) const
{
    return phase == "connect" ? 1 : PlainLearner::stepsTogether(phase, settings);
}

std::vector<at::Tensor> ConnectingMethod::steps(const std::string& phase, std::int64_t first, std::int64_t count,
                                                const TaskContext& context)
{
    return phase == "connect" ? Method::steps(phase, first, count, context) : PlainLearner::steps(phase, first, count, context);
}

void ConnectingMethod::endTask(const TaskContext& context)
{
    memory_.add(context.task, forMemory(context));
    previous_ = learner_.midpoint();
    current_ = {};
    learned_ = at::Tensor();
    startVertices_ = at::Tensor();
}

bool ConnectingMethod::replays() const { return options_.at("replay_while_learning").get<bool>() && !memory_.empty(); }

Examples ConnectingMethod::batch(std::int64_t step, const TaskContext& context)
{
    const Examples batch = context.batch(step);
    if (!replays())
        return batch;
    Random pick = context.memoryStream("replay", step);
    return joined(batch, memory_.draw(batch.count(), pick));
}

std::int64_t ConnectingMethod::batchSize(const TrainingSettings& settings) const
{
    return settings.batchSize * (replays() ? 2 : 1);
}

void ConnectingMethod::beginConnecting(const TaskContext& context)
{
    learned_ = learner_.midpoint();
    const auto examples = options_.at("current_examples").get<std::int64_t>();
    if (examples == 0) {
        current_ = forMemory(context);
    } else {
        Random pick = context.memoryStream("current", 0);
        const auto chosen = pick.sample(std::min(examples, context.train.count()), context.train.count());
        current_ = context.train.at(sent(at::tensor(chosen, at::kLong), context.train.labels.device()));
    }
    const auto start = options_.at("connect_start").get<double>();
    if (start < 1.0)
        learner_.simplex().vertices.lerp_(startVertices_, 1.0 - start);
}

std::vector<Place> ConnectingMethod::onPaths(Random& random) const
{
    std::vector<Place> all;
    for (const Places& where : places(random)) {
        all.push_back(on(where.old, previous_));
        all.push_back(on(where.recent, learned_));
    }
    return all;
}

at::Tensor ConnectingMethod::connect(std::int64_t step, const TaskContext& context)
{
    Random stream = context.stream("connect", step);
    Random following = context.stream("connect", step + 1);
    const std::vector<Place> here = onPaths(stream);
    const std::vector<Place> next = onPaths(following);
    const auto batch = options_.at("connect_batch_size").get<std::int64_t>();
    Random pick = context.memoryStream("connect", step);
    const Examples old = memory_.draw(batch, pick);
    const Examples recent = EpisodicMemory::drawFrom(current_, batch, pick);
    const double share = memoryShare(context.task);
    const auto pairs = static_cast<double>(here.size()) / 2.0;
    std::vector<LossTerm> terms;
    for (std::size_t k = 0; k < here.size(); k += 2) {
        terms.push_back({.batch = old, .place = here[k], .weight = 2.0 * share / pairs});
        terms.push_back({.batch = recent, .place = here[k + 1], .weight = 2.0 * (1.0 - share) / pairs});
    }
    return learner_.step(terms,
                         {.rate = connectingRate(step),
                          .momentum = options_.at("connect_momentum").get<double>(),
                          .dropout = options_.at("connect_dropout").get<double>(),
                          .chainFactor = options_.at("chain_factor").get<bool>(),
                          .companion = context.companion},
                         stream, next);
}

double ConnectingMethod::connectingRate(std::int64_t step) const
{
    const auto rate = options_.at("connect_learning_rate").get<double>();
    if (options_.at("connect_schedule") == "constant")
        return rate;
    return rate * (1.0 - static_cast<double>(step) / options_.at("connect_steps").get<double>());
}

double ConnectingMethod::memoryShare(int task) const
{
    const auto share = options_.at("memory_share").get<double>();
    return share == 0.0 ? (task - 1.0) / task : share;
}

Examples ConnectingMethod::forMemory(const TaskContext& context) const
{
    return balancedSubset(context.train, options_.at("memory_per_class").get<std::int64_t>(), context.memoryStream("memory", 0));
}

NamedTensors ConnectingMethod::state() const
{
    NamedTensors state = PlainLearner::state();
    keep(state, "current.images", current_.images);
    keep(state, "current.labels", current_.labels);
    keep(state, "midpoint.previous", previous_);
    keep(state, "midpoint.learned", learned_);
    keep(state, "vertices.start", startVertices_);
    return state;
}

void ConnectingMethod::restore(const NamedTensors& state)
{
    PlainLearner::restore(state);
    const at::Tensor& vertices = learner_.simplex().vertices;
    current_ = {kept(state, "current.images", {-1, -1}), kept(state, "current.labels", {-1})};
    previous_ = kept(state, "midpoint.previous", {vertices.size(1)});
    learned_ = kept(state, "midpoint.learned", {vertices.size(1)});
    startVertices_ = kept(state, "vertices.start", vertices.sizes());
    if (current_.labels.defined() != current_.images.defined()
        || (current_.labels.defined() && current_.images.size(0) != current_.labels.size(0)))
        throw badInput("holds examples that do not match their labels");
}

double ConnectingMethod::stepOperations(const std::string& phase, const TrainingSettings& settings) const
{
    if (phase == "connect")
        return learner_.stepOperations(options_.at("connect_batch_size").get<double>(), 2 * placesPerStep(), true);
    return learner_.stepOperations(static_cast<double>(batchSize(settings)), 1, false);
}

double ConnectingMethod::storedFloats() const
{
    return PlainLearner::storedFloats() + (previous_.defined() ? networkFloats() : 0.0);
}

std::string ConnectingMethod::rateOption(const std::string& phase) const
{
    return phase == "connect" ? "method.connect_learning_rate" : PlainLearner::rateOption(phase);
}

}  // namespace isthmus::engine
