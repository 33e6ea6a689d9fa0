#include "engine/subspaces/simplex_learner.h"

#include "engine/error.h"

#include <cassert>

namespace isthmus::engine {

namespace {

/// The layers of a network: arrays whose names differ only after the last dot ("fc1.weight", "fc1.bias").
std::vector<Slice> layersOf(const WeightLayout& layout)
{
    std::vector<Slice> layers;
    std::string before;
    for (const WeightShape& shape : layout.shapes()) {
        const std::string layer = shape.name.substr(0, shape.name.rfind('.'));
        if (layers.empty() || layer != before)
            layers.push_back({shape.offset, 0});
        layers.back().size += shape.size();
        before = layer;
    }
    return layers;
}

}  // namespace

std::vector<OptionSpec> simplexOptions(const char* initialisation)
{
    return {
        {.key = "vertices",
         .label = "Vertices",
         .help = "Networks at the corners of the simplex. A step costs one forward and one backward pass whatever their number.",
         .fallback = 3,
         .min = 1,
         .max = 64},
        {.key = "initialisation",
         .label = "Initialisation",
         .help = "Whether the vertices begin at different random weights or all at the same.",
         .fallback = initialisation,
         .choices = {{"independent", "Independent"}, {"same", "Same for all"}},
         .rare = true},
        {.key = "vertex_rate_multiplier",
         .label = "Vertex rate multiplier",
         .help = "Scales the learning rate of the vertices: each receives only its share of the gradient, 1/n on average.",
         .fallback = 0.0,
         .min = 0.0,
         .max = 1000.0,
         .zeroMeans = "as many as vertices",
         .rare = true},
        {.key = "inference_members",
         .label = "Members at inference",
         .help = "Random points of the simplex whose predictions are averaged. The midpoint alone costs one network's pass.",
         .fallback = 0,
         .min = 0,
         .max = 256,
         .zeroMeans = "the midpoint alone",
         .rare = true},
    };
}

std::vector<OptionSpec> subspaceOptions()
{
    return {
        {.key = "form",
         .label = "Form",
         .help = "What the vertices span: a line (2 vertices), a simplex, or a quadratic Bezier curve (two ends and a control "
                 "point).",
         .fallback = "simplex",
         .choices = {{"line", "Line"}, {"simplex", "Simplex"}, {"bezier", "Bezier curve"}}},
        {.key = "layerwise",
         .label = "Layer by layer",
         .help = "Draw a point of its own for every layer of the network, and not one for all.",
         .fallback = false,
         .rare = true},
        {.key = "diversity",
         .label = "Diversity",
         .help = "Factor of the squared cosine between the weights of a random pair of vertices, which is added to the loss and "
                 "drives them apart. Biases and normalisation are left out.",
         .fallback = 0.0,
         .min = 0.0,
         .max = 1e4,
         .zeroMeans = "no such term",
         .rare = true},
    };
}

std::string subspaceProblem(const Json& options)
{
    const auto form = options.at("form").get<std::string>();
    const int vertices = options.at("vertices").get<int>();
    if (form == "line" && vertices != 2)
        return "a line has 2 vertices, not " + std::to_string(vertices);
    if (form == "bezier" && vertices != 3)
        return "a quadratic Bezier curve has 3 vertices, two ends and a control point, not " + std::to_string(vertices);
    return {};
}

SimplexLearner::SimplexLearner(std::shared_ptr<const Classifier> network, const Seeds& seeds, const at::Device& device)
    : network_(std::move(network)), kernel_(makeStep(network_, device))
{
    fill(1, false, seeds, device);
}

SimplexLearner::SimplexLearner(std::shared_ptr<const Classifier> network, const Json& options, const Seeds& seeds,
                               const at::Device& device)
    : network_(std::move(network)),
      multiplier_(options.at("vertex_rate_multiplier").get<double>()),
      bezier_(options.value("form", "") == "bezier"),
      layerwise_(options.value("layerwise", false)),
      diversity_(options.value("diversity", 0.0)),
      kernel_(makeStep(network_, device))
{
    const int vertices = options.at("vertices").get<int>();
    if (multiplier_ == 0.0)
        multiplier_ = vertices;  // because E[a_i] = 1/n would slow them n times
    fill(vertices, options.at("initialisation") == "same", seeds, device);
}

void SimplexLearner::fill(int vertices, bool alike, const Seeds& seeds, const at::Device& device)
{
    std::vector<at::Tensor> rows;
    for (int i = 0; i < vertices; ++i) {
        const auto stream = static_cast<std::uint64_t>(alike ? 0 : i);
        rows.push_back(network_->model->initialWeights(Random(seeds.initialisation, "initialisation", stream)));
    }
    simplex_.vertices = onCacheLines(at::stack(rows).to(device));
    simplex_.layers = layersOf(network_->model->layout());
}

std::vector<double> SimplexLearner::sampleOnce(Random& random) const
{
    if (!bezier_)
        return sampleSimplex(count(), random);
    const double t = random.uniform();
    return {(1.0 - t) * (1.0 - t), t * t, 2.0 * t * (1.0 - t)};
}

std::vector<double> SimplexLearner::sample(Random& random) const
{
    std::vector<double> a = sampleOnce(random);
    for (std::size_t layer = 1; layerwise_ && layer < simplex_.layers.size(); ++layer) {
        const std::vector<double> more = sampleOnce(random);
        a.insert(a.end(), more.begin(), more.end());
    }
    return a;
}

at::Tensor SimplexLearner::midpoint() const { return bezier_ ? simplex_.point({0.25, 0.25, 0.5}) : simplex_.vertices.mean(0); }

at::Tensor SimplexLearner::learn(const Examples& batch, StepSettings settings, Random stream, std::optional<Random> following)
{
    const LossTerm term{.batch = batch, .place = {.a = sample(stream)}};
    std::vector<Place> next;
    if (following)
        next.push_back({.a = sample(*following)});
    if (diversity_ > 0.0 && count() > 1) {
        const auto pair = stream.sample(2, count());
        settings.cosine = {.factor = diversity_, .i = static_cast<int>(pair[0]), .j = static_cast<int>(pair[1])};
    }
    return step({&term, 1}, settings, stream, next);
}

/// The cosine's pair is another one in each step, and points layer by layer are rare: neither is taken together.
std::int64_t SimplexLearner::stepsTogether(std::int64_t batch) const
{
    return diversity_ > 0.0 || layerwise_ ? 1 : kernel_->stepsTogether(simplex_, batch);
}

void SimplexLearner::begin(std::span<const Examples> batches, StepSettings settings, std::span<const Random> streams)
{
    assert(diversity_ == 0.0 && !layerwise_);
    settings.rate *= multiplier_;
    std::vector<TermOfStep> steps;
    for (std::size_t k = 0; k < batches.size(); ++k) {
        Random stream = streams[k];
        LossTerm term{.batch = batches[k], .place = {.a = sample(stream)}};
        steps.push_back({std::move(term), stream});
    }
    kernel_->begin(simplex_, std::move(steps), settings);
}

at::Tensor SimplexLearner::step(std::span<const LossTerm> terms, StepSettings settings, Random stream,
                                std::span<const Place> next)
{
    settings.rate *= multiplier_;
    return kernel_->take(simplex_, terms, settings, stream, next);
}

void SimplexLearner::descend(const at::Tensor& gradient, const StepSettings& settings)
{
    const std::pair<std::vector<double>, at::Tensor> only{{1.0}, gradient};
    SimplexStep::descend(simplex_, {&only, 1}, settings);
}

std::vector<at::Tensor> SimplexLearner::members(int count, std::uint64_t seed) const
{
    if (count == 0)
        return {midpoint()};
    std::vector<at::Tensor> points;
    for (int k = 0; k < count; ++k) {
        Random random(seed, "members", static_cast<std::uint64_t>(k));
        points.push_back(simplex_.point(sample(random)));
    }
    return points;
}

void SimplexLearner::save(NamedTensors& state) const
{
    state["vertices"] = simplex_.vertices;
    if (simplex_.velocity.defined())
        state["velocity"] = simplex_.velocity;
}

void SimplexLearner::restore(const NamedTensors& state)
{
    const at::Device device = simplex_.vertices.device();
    const at::Tensor vertices = take(state, "vertices", simplex_.vertices.sizes(), device);
    if (!vertices.defined())
        throw badInput("holds no vertices");
    if (!vertices.is_floating_point() || !vertices.isfinite().all().item<bool>())
        throw badInput("holds vertices that are not finite numbers");
    const at::Tensor velocity = take(state, "velocity", simplex_.vertices.sizes(), device);
    simplex_.velocity = velocity.defined() ? onCacheLines(velocity, velocityLinesIn) : velocity;
    simplex_.vertices = onCacheLines(vertices);
}

double SimplexLearner::stepOperations(double batch, int terms, bool anchored) const
{
    const double n = count();
    const auto weights = static_cast<double>(network_->model->layout().size());
    const double mixing = n == 1.0 && !anchored ? 0.0 : 2.0 * n - 1.0 + (anchored ? 2.0 : 0.0);
    return terms * (3.0 * batch * network_->model->forwardOperations() + mixing * weights) + 2.0 * n * weights;
}

}  // namespace isthmus::engine
