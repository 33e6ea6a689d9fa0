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

Chart curve(const ChartMaterial& material)
{
    const at::Tensor& from = material.anchors[0].weights;
    const at::Tensor& to = material.anchors[1].weights;
    const CurveKind kind = material.options.at("shape") == "chain" ? CurveKind::Chain : CurveKind::Bezier;
    const CurveTraining training{.epochs = material.options.at("epochs").get<int>(),
                                 .learningRate = material.options.at("learning_rate").get<double>(),
                                 .seed = material.options.at("seed").get<std::uint64_t>()};
    const Examples examples = material.training(material.options.at("training_examples").get<std::int64_t>());
    const at::Tensor control = trainCurve(material.network, kind, from, to, examples, training, {}, material.stop);

    Chart chart = chartOf("curve", Flat({from, to}, {Place{}, Place{1.0, 0.0, 0.0}}), material.anchors);
    chart.networks = {from, control, to};
    chart.shares = [kind](const Place& place) {
        const auto parts = shares(kind, place[0]);
        return std::vector<double>(parts.begin(), parts.end());
    };
    chart.flat = nullptr;
    chart.straight = false;
    setAxis(chart, 0, "t", evenPoints(material.options.at("resolution").get<int>(), 0.0, 1.0));
    chart.blank.notes.push_back("trained on " + std::to_string(examples.count()) + " training examples");
    return chart;
}

}  // namespace

extern const ChartInfo curveInfo;
const ChartInfo curveInfo{&declaration, 2, 2, [](const std::vector<std::string>& all) { return lastSolutions(all, 2); }, curve};

}  // namespace isthmus::engine
