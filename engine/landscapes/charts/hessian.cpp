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

/// The eigenvalues "values" [k] and "residuals" [k], the eigenvectors "vectors" [k, P], and [1] of how many "examples".
NamedTensors directionsOf(const ChartMaterial& material)
{
    const at::Tensor& weights = material.anchors.front().weights;
    const int count = material.options.at("directions").get<int>();
    const auto perTask = material.options.at("training_examples").get<std::int64_t>();
    return material.found({{"directions", count}, {"training_examples", perTask}}, [&]() -> NamedTensors {
        const Examples examples = material.training(perTask);
        const Eigenpairs pairs =
            hessianEigenpairs(material.network, weights, examples, {.count = count}, material.onSearch, material.stop);
        return {{"values", at::tensor(pairs.values, at::kDouble)},
                {"vectors", pairs.vectors.to(weights.scalar_type())},
                {"residuals", at::tensor(pairs.residuals, at::kDouble)},
                {"examples", at::tensor(examples.count(), at::kLong).view({1})}};
    });
}

Chart hessian(const ChartMaterial& material)
{
    const ChartNetwork& anchor = material.anchors.front();
    const double span = material.options.at("span").get<double>();
    const NamedTensors found = directionsOf(material);
    const at::Tensor vectors = found.at("vectors").to(anchor.weights.device());
    std::vector<at::Tensor> networks{anchor.weights};
    std::vector<Place> places{Place{}};
    for (std::int64_t k = 0; k < vectors.size(0); ++k) {
        const at::Tensor direction = vectors[k].to(at::kDouble) * span;
        networks.push_back((anchor.weights.to(at::kDouble) + direction).to(anchor.weights.scalar_type()));
        Place place{};
        // As far out as the chart goes, so that single precision holds the direction well.
        place[static_cast<std::size_t>(k)] = span;
        places.push_back(place);
    }
    Chart chart = chartOf("hessian", Flat(std::move(networks), std::move(places)), material.anchors);
    for (std::int64_t k = 0; k < vectors.size(0); ++k) {
        const std::string number = std::to_string(k + 1);
        const std::string value = rounded(found.at("values")[k].item<double>());
        setAxis(chart, static_cast<std::size_t>(k), "distance along eigenvector " + number + ", λ = " + value,
                evenPoints(material.options.at("resolution").get<int>(), -span, span));
        chart.blank.notes.push_back("eigenvalue " + number + ": " + value + ", residual "
                                    + rounded(found.at("residuals")[k].item<double>()) + ", on "
                                    + std::to_string(found.at("examples")[0].item<std::int64_t>()) + " training examples");
    }
    return chart;
}

}  // namespace

extern const ChartInfo hessianInfo;
const ChartInfo hessianInfo{&declaration, 1, 1, [](const std::vector<std::string>& all) { return lastSolutions(all, 1); },
                            hessian};

}  // namespace isthmus::engine
