// Around one network along the directions in which its loss curves most: the eigenvectors of the Hessian of the training loss
// whose eigenvalues have the greatest magnitude.
#include "engine/landscapes/hessian.h"
#include "engine/landscapes/chart.h"

#include <cstdio>

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "hessian",
    .label = "Hessian directions",
    .help = "Around one network along the one or two directions in which the training loss curves most.",
    .source = "Yao et al. 2020, arXiv:1912.07145",
    .options = {directionsOption(),
                {.key = "span",
                 .label = "Span",
                 .help = "How far the chart goes on both sides, as a Euclidean distance in weight space.",
                 .fallback = 1.0,
                 .min = 1e-6,
                 .max = 1e6},
                trainingExamplesOption(200)}};

std::string rounded(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

Chart hessian(const ChartMaterial& material)
{
    const ChartNetwork& anchor = material.anchors.front();
    const double span = material.options.at("span").get<double>();
    const auto directions = material.options.at("directions").get<std::size_t>();
    const Examples examples = material.training(material.options.at("training_examples").get<std::int64_t>());
    const Eigenpairs pairs =
        hessianEigenpairs(material.network, anchor.weights, examples, {.count = static_cast<int>(directions)}, {}, material.stop);
    std::vector<at::Tensor> networks{anchor.weights};
    std::vector<Place> places{Place{}};
    for (std::size_t k = 0; k < pairs.values.size(); ++k) {
        const at::Tensor direction = pairs.vectors[static_cast<std::int64_t>(k)] * span;
        networks.push_back((anchor.weights.to(at::kDouble) + direction).to(anchor.weights.scalar_type()));
        Place place{};
        place[k] = span;  // as far out as the chart goes, so that single precision holds the direction well
        places.push_back(place);
    }
    Chart chart = chartOf("hessian", Flat(std::move(networks), std::move(places)), material.anchors);
    for (std::size_t k = 0; k < pairs.values.size(); ++k) {
        setAxis(chart, k, "distance along eigenvector " + std::to_string(k + 1) + ", λ = " + rounded(pairs.values[k]),
                evenPoints(material.options.at("resolution").get<int>(), -span, span));
        chart.blank.notes.push_back("eigenvalue " + std::to_string(k + 1) + ": " + rounded(pairs.values[k]) + ", residual "
                                    + rounded(pairs.residuals[k]) + ", on " + std::to_string(examples.count())
                                    + " training examples");
    }
    return chart;
}

}  // namespace

extern const ChartInfo hessianInfo;
const ChartInfo hessianInfo{&declaration, 1, 1, [](const std::vector<std::string>& all) { return lastSolutions(all, 1); },
                            hessian};

}  // namespace isthmus::engine
