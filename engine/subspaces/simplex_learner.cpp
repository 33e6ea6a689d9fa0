#include "engine/subspaces/simplex_learner.h"

#include "engine/error.h"

namespace isthmus::engine {

std::vector<OptionSpec> simplexOptions()
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
         .fallback = "independent",
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

SimplexLearner::SimplexLearner(std::shared_ptr<const Model> model, int vertices, Start start, double multiplier,
                               std::uint64_t seed, const at::Device& device)
    : model_(std::move(model)),
      multiplier_(multiplier > 0.0 ? multiplier : static_cast<double>(vertices)),
      kernel_(makeAutogradStep(*model_))
{
    std::vector<at::Tensor> rows;
    for (int i = 0; i < vertices; ++i) {
        const int stream = start == Start::Same ? 0 : i;
        rows.push_back(model_->initialWeights(Random(seed, "initialisation", static_cast<std::uint64_t>(stream))));
    }
    simplex_.vertices = at::stack(rows).to(device);
}

SimplexLearner::SimplexLearner(std::shared_ptr<const Model> model, const Json& options, std::uint64_t seed,
                               const at::Device& device)
    : SimplexLearner(std::move(model), options.at("vertices").get<int>(),
                     options.at("initialisation") == "same" ? Start::Same : Start::Independent,
                     options.at("vertex_rate_multiplier").get<double>(), seed, device)
{
}

at::Tensor SimplexLearner::learn(const Examples& batch, const StepSettings& settings, Random stream)
{
    const LossTerm term{.images = batch.images, .labels = batch.labels, .a = sampleSimplex(count(), stream)};
    return step({&term, 1}, settings, stream);
}

at::Tensor SimplexLearner::step(std::span<const LossTerm> terms, StepSettings settings, Random stream)
{
    settings.rate *= multiplier_;
    return kernel_->take(simplex_, terms, settings, stream);
}

std::vector<at::Tensor> SimplexLearner::members(int count, std::uint64_t seed) const
{
    if (count == 0)
        return {simplex_.midpoint()};
    std::vector<at::Tensor> points;
    for (int k = 0; k < count; ++k) {
        Random random(seed, "members", static_cast<std::uint64_t>(k));
        points.push_back(simplex_.point(sampleSimplex(this->count(), random)));
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
    const auto vertices = state.find("vertices");
    if (vertices == state.end())
        throw badInput("holds no vertices");
    requireShape(vertices->second, "vertices", simplex_.vertices.sizes());
    if (!vertices->second.is_floating_point() || !vertices->second.isfinite().all().item<bool>())
        throw badInput("holds vertices that are not finite numbers");
    const at::Device device = simplex_.vertices.device();
    const auto velocity = state.find("velocity");
    if (velocity != state.end())
        requireShape(velocity->second, "velocity", simplex_.vertices.sizes());
    simplex_.vertices = vertices->second.to(device);
    simplex_.velocity = velocity == state.end() ? at::Tensor() : velocity->second.to(device);
}

void requireShape(const at::Tensor& tensor, const std::string& name, at::IntArrayRef shape)
{
    bool same = tensor.dim() == static_cast<std::int64_t>(shape.size());
    for (std::size_t i = 0; same && i < shape.size(); ++i)
        same = shape[i] == -1 || tensor.size(static_cast<std::int64_t>(i)) == shape[i];
    if (!same)
        throw badInput("holds " + name + " of another shape than this run's");
}

double SimplexLearner::stepOperations(double batch, int terms, bool anchored) const
{
    const double n = count();
    const auto weights = static_cast<double>(model_->layout().size());
    const double mixing = n == 1.0 && !anchored ? 0.0 : 2.0 * n - 1.0 + (anchored ? 2.0 : 0.0);
    return terms * (3.0 * batch * model_->forwardOperations() + mixing * weights) + 2.0 * n * weights;
}

}  // namespace isthmus::engine
