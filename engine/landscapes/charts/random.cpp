// Around one network along random directions that are as long as the network's own filters (Li et al. 2018, arXiv 1712.09913):
// w + x d_1 + y d_2. Of several draws of the directions, the values are means.
#include "engine/landscapes/chart.h"
#include "engine/landscapes/random_direction.h"

namespace isthmus::engine {

namespace {

constexpr int mostDirections = 2;  // of a draw

const OptionGroup declaration{
    .id = "random",
    .label = "Random directions",
    .help = "Around one network along one or two random directions, each filter as long as the network's own.",
    .source = "Li et al. 2018, arXiv:1712.09913",
    .options = {
        directionsOption(),
        {.key = "draws",
         .label = "Draws",
         .help = "How many times the directions are drawn: the values are means over the draws, beside their standard deviation.",
         .fallback = 1,
         .min = 1,
         .max = 32},
        {.key = "span",
         .label = "Span",
         .help = "How far the chart goes on both sides, as a multiple of the directions; 1 is as far as the weights are long.",
         .fallback = 1.0,
         .min = 1e-6,
         .max = 1e6},
        {.key = "biases",
         .label = "Biases move too",
         .help = "Biases and normalisation layers follow their own numbers; otherwise they stay.",
         .fallback = false,
         .rare = true},
        seedOption("Another seed, other directions.")}};

/// Draws directions around an anchor. Keeps what it takes, so that draws can be made one after the other.
struct Drawing {
    WeightLayout layout;
    at::Tensor anchor;
    std::uint64_t seed;
    int directions;
    bool biases;

    /// The anchor, and a step along each direction of a draw.
    std::vector<at::Tensor> networks(int draw) const
    {
        std::vector<at::Tensor> all{anchor};
        for (int k = 0; k < directions; ++k) {
            const auto position = static_cast<std::uint64_t>(mostDirections * draw + k);
            all.push_back(anchor + randomDirection(layout, anchor, Random(seed, "random direction", position), biases));
        }
        return all;
    }
};

Chart random(const ChartMaterial& material)
{
    const Json& options = material.options;
    const Drawing drawing{.layout = material.network.model->layout(),
                          .anchor = material.anchors.front().weights,
                          .seed = options.at("seed").get<std::uint64_t>(),
                          .directions = options.at("directions").get<int>(),
                          .biases = options.at("biases").get<bool>()};
    std::vector<at::Tensor> networks = drawing.networks(0);
    std::vector<Place> places(networks.size());
    for (std::size_t k = 1; k < places.size(); ++k)
        places[k][k - 1] = 1.0;
    Chart chart = chartOf("random", Flat(std::move(networks), std::move(places)), material.anchors);
    const double span = options.at("span").get<double>();
    for (std::size_t k = 0; k + 1 < chart.networks.size(); ++k)
        setAxis(chart, k, "random direction " + std::to_string(k + 1),
                evenPoints(options.at("resolution").get<int>(), -span, span));
    if (const int draws = options.at("draws").get<int>(); draws > 1) {
        chart.furtherDraw = [drawing](int draw) { return drawing.networks(draw); };
        chart.flat = nullptr;
        chart.blank.draws = draws;
        chart.blank.notes.push_back("mean of " + std::to_string(draws) + " draws, each with another network at a point");
    }
    return chart;
}

}  // namespace

extern const ChartInfo randomInfo;
const ChartInfo randomInfo{&declaration, 1, 1, [](const std::vector<std::string>& all) { return lastSolutions(all, 1); }, random};

}  // namespace isthmus::engine
