// Around one network along random directions that are as long as the network's own filters (Li et al. 2018, arXiv 1712.09913):
// w + x d_1 + y d_2.
#include "engine/landscapes/chart.h"
#include "engine/landscapes/random_direction.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "random",
    .label = "Random directions",
    .help = "Around one network along one or two random directions, each filter as long as the network's own.",
    .source = "Li et al. 2018, arXiv:1712.09913",
    .options = {
        directionsOption(),
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

Chart random(const ChartMaterial& material)
{
    const ChartNetwork& anchor = material.anchors.front();
    const double span = material.options.at("span").get<double>();
    const auto seed = material.options.at("seed").get<std::uint64_t>();
    const auto directions = material.options.at("directions").get<std::size_t>();
    std::vector<at::Tensor> networks{anchor.weights};
    std::vector<Place> places{Place{}};
    for (std::size_t k = 0; k < directions; ++k) {
        const at::Tensor direction =
            randomDirection(material.network.model->layout(), anchor.weights, Random(seed, "random direction", k),
                            material.options.at("biases").get<bool>());
        networks.push_back(anchor.weights + direction);
        Place place{};
        place[k] = 1.0;
        places.push_back(place);
    }
    Chart chart = chartOf("random", Flat(std::move(networks), std::move(places)), material.anchors);
    for (std::size_t k = 0; k < directions; ++k)
        setAxis(chart, k, "random direction " + std::to_string(k + 1),
                evenPoints(material.options.at("resolution").get<int>(), -span, span));
    return chart;
}

}  // namespace

extern const ChartInfo randomInfo;
const ChartInfo randomInfo{&declaration, 1, 1, [](const std::vector<std::string>& all) { return lastSolutions(all, 1); }, random};

}  // namespace isthmus::engine
