// A curve of low loss between two networks, trained for the purpose (Garipov et al. 2018, arXiv 1802.10026).
#include "engine/landscapes/curve.h"
#include "engine/landscapes/chart.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "curve",
    .label = "Trained curve",
    .help = "A curve between two networks, trained so that the loss is low all along it.",
    .source = "Garipov et al. 2018, arXiv:1802.10026",
    .options = {
        {.key = "shape",
         .label = "Shape",
         .help = "Two straight pieces with a bend between them, or a quadratic Bezier curve.",
         .fallback = "bezier",
         .choices = {{"chain", "Chain"}, {"bezier", "Bezier curve"}}},
        trainingExamplesOption(1000),
        {.key = "epochs", .label = "Epochs", .help = "Passes over these examples.", .fallback = 10, .min = 1, .max = 100000},
        {.key = "learning_rate",
         .label = "Learning rate",
         .help = "For the first half of the steps; it falls evenly to a hundredth over the second half.",
         .fallback = 0.05,
         .min = 1e-9,
         .max = 1000.0},
        seedOption("Of the batches and of the points of the curve that are trained at.")}};

Chart trainedCurve(const ChartMaterial& material)
{
    const at::Tensor& from = material.anchors[0].weights;
    const at::Tensor& to = material.anchors[1].weights;
    const Json& options = material.options;
    const CurveKind kind = options.at("shape") == "chain" ? CurveKind::Chain : CurveKind::Bezier;
    Json training;
    for (const char* key : {"shape", "training_examples", "epochs", "learning_rate", "seed"})
        training[key] = options.at(key);
    const NamedTensors curve = material.found(training, [&]() -> NamedTensors {
        const Examples examples = material.training(options.at("training_examples").get<std::int64_t>());
        const CurveTraining how{.epochs = options.at("epochs").get<int>(),
                                .learningRate = options.at("learning_rate").get<double>(),
                                .seed = options.at("seed").get<std::uint64_t>()};
        return {{"control", trainCurve(material.network, kind, from, to, examples, how, material.onSearch, material.stop)},
                {"examples", at::tensor(examples.count(), at::kLong).view({1})}};
    });
    const at::Tensor control = curve.at("control").to(from.device());

    Chart chart = chartOf("curve", Flat({from, to}, {Place{}, Place{1.0, 0.0, 0.0}}), material.anchors);
    chart.networks = {from, control, to};
    chart.shares = [kind](const Place& place) {
        const auto parts = shares(kind, place[0]);
        return std::vector<double>(parts.begin(), parts.end());
    };
    chart.flat = nullptr;
    chart.straight = false;
    setAxis(chart, 0, "t", evenPoints(options.at("resolution").get<int>(), 0.0, 1.0));
    chart.blank.notes.push_back("trained on " + std::to_string(curve.at("examples")[0].item<std::int64_t>())
                                + " training examples");
    return chart;
}

}  // namespace

extern const ChartInfo curveInfo;
const ChartInfo curveInfo{&declaration, 2, 2, [](const std::vector<std::string>& all) { return lastSolutions(all, 2); },
                          trainedCurve};

}  // namespace isthmus::engine
