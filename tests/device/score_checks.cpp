// Scores of networks, and landscapes between them.
#include "engine/landscapes/grid_filling.h"
#include "engine/landscapes/line.h"
#include "engine/models/evaluation.h"
#include "tests/device/checks.h"
#include "tests/device/side.h"

namespace isthmus::tests {

using namespace isthmus::engine;

namespace {

constexpr std::int64_t images = 600;         // more than one block of them
constexpr double oneImage = 1.001 / images;  // whose two likeliest classes are so near to each other that rounding decides

const std::vector<int> twoHeads{0, 0, 0, 0, 0, 1, 1, 1, 1, 1};

Score scoreOf(const NetworkKind& kind, const Side& side, int members)
{
    std::vector<at::Tensor> weights;
    for (int k = 1; k <= members; ++k)
        weights.push_back(side.weights(static_cast<std::uint64_t>(k)));
    return evaluate(*side.network, weights, {side.examples(kind, images, 5), side.examples(kind, 100, 6).images});
}

void compareScores(const NetworkKind& kind, int members, const std::vector<int>& heads, const at::Device& device)
{
    const Score expected = scoreOf(kind, referenceSide(kind, heads), members);
    const Score found = scoreOf(kind, deviceSide(kind, device, heads), members);
    agree("accuracy", expected.accuracy, found.accuracy, oneImage);
    agree("loss", expected.loss, found.loss, 1e-4 * (1.0 + expected.loss));
    agree("standard error of the loss", expected.lossError, found.lossError, 1e-4 * (1.0 + expected.lossError));
    agree("calibration error", expected.calibrationError, found.calibrationError, 1e-4 + oneImage);
    agree("Brier score", expected.brier, found.brier, 1e-4);
}

std::vector<TaskExamples> twoTasks(const NetworkKind& kind, const Side& side)
{
    return {{1, {side.examples(kind, images, 7)}}, {2, {side.examples(kind, images / 2, 8)}}};
}

/// The tasks of a line or of a grid.
template <typename Tasks>
void compareTasks(const Tasks& expected, const Tasks& found)
{
    for (std::size_t t = 0; t < expected.size(); ++t)
        for (std::size_t i = 0; i < expected[t].loss.size(); ++i) {
            const std::string where = " of task " + std::to_string(t + 1) + " at point " + std::to_string(i + 1);
            const double loss = expected[t].loss[i];
            agree("loss" + where, loss, found[t].loss[i], 1e-4 * (1.0 + loss));
            agree("accuracy" + where, expected[t].accuracy[i], found[t].accuracy[i], 2.0 * oneImage);
        }
}

void compareLines(const NetworkKind& kind, const at::Device& device)
{
    const auto line = [&](const Side& side) {
        return evaluateLine(*side.network, side.weights(1), side.weights(2), twoTasks(kind, side), linePositions(7, 0.2), {});
    };
    compareTasks(line(referenceSide(kind)).tasks, line(deviceSide(kind, device)).tasks);
}

void comparePlanes(const NetworkKind& kind, const at::Device& device)
{
    const auto plane = [&](const Side& side) {
        const std::vector<ChartNetwork> anchors{{"1", side.weights(1)}, {"2", side.weights(2)}, {"3", side.weights(3)}};
        const std::vector<TaskExamples> tasks = twoTasks(kind, side);
        const Json options{{"kind", "plane"}, {"resolution", 5}, {"margin", 0.2}};
        return fillGrid(*side.network, makeChart({*side.network, anchors, options}), tasks, true, nullptr, {}, {});
    };
    const LandscapeGrid expected = plane(referenceSide(kind));
    const LandscapeGrid found = plane(deviceSide(kind, device));
    const std::vector<double>& x = expected.axes[0].points;
    for (std::size_t i = 0; i < x.size(); ++i)
        agree("x of column " + std::to_string(i + 1), x[i], found.axes[0].points[i], 1e-4 * (1.0 + std::abs(x[i])));
    compareTasks(expected.tasks, found.tasks);
}

}  // namespace

std::vector<Check> scoreChecks()
{
    std::vector<Check> checks;
    const auto scores = [&](const std::string& name, const NetworkKind& kind, int members, const std::vector<int>& heads) {
        checks.push_back({"scores of " + name, [=](const at::Device& device) { compareScores(kind, members, heads, device); }});
    };
    scores("a perceptron", perceptronKind(), 1, {});
    scores("a perceptron with heads", perceptronKind(), 1, twoHeads);
    scores("three perceptrons together", perceptronKind(), 3, {});
    for (const char* normalisation : {"batch", "recomputed", "none"})
        scores(resnetKind(normalisation).name, resnetKind(normalisation), 1, {});
    for (const NetworkKind& kind : {perceptronKind(), resnetKind()}) {
        checks.push_back({"line, " + kind.name, [=](const at::Device& device) { compareLines(kind, device); }});
        checks.push_back({"plane, " + kind.name, [=](const at::Device& device) { comparePlanes(kind, device); }});
    }
    return checks;
}

}  // namespace isthmus::tests
