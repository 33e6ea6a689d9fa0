#include "engine/landscapes/line.h"

#include "engine/models/evaluation.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

namespace {

std::size_t nearest(const std::vector<double>& t, double position)
{
    const auto found = std::min_element(t.begin(), t.end(), [position](double one, double other) {
        return std::abs(one - position) < std::abs(other - position);
    });
    return static_cast<std::size_t>(found - t.begin());
}

}  // namespace

std::vector<double> linePositions(int points, double margin)
{
    std::vector<double> t;
    for (int i = 0; i < points; ++i) {
        const double value = -margin + (1.0 + 2.0 * margin) * i / (points - 1);
        t.push_back(std::abs(value) < 1e-12 ? 0.0 : std::abs(value - 1.0) < 1e-12 ? 1.0 : value);
    }
    return t;
}

double barrier(const std::vector<double>& t, const std::vector<double>& loss)
{
    const double start = loss[nearest(t, 0.0)];
    const double end = loss[nearest(t, 1.0)];
    double height = 0.0;
    for (std::size_t i = 0; i < t.size(); ++i)
        if (t[i] >= 0.0 && t[i] <= 1.0)
            height = std::max(height, loss[i] - ((1.0 - t[i]) * start + t[i] * end));
    return height;
}

LandscapeLine evaluateLine(const Classifier& network, const at::Tensor& from, const at::Tensor& to,
                           const std::vector<LineExamples>& tasks, const std::vector<double>& t, std::stop_token stop)
{
    LandscapeLine line;
    line.t = t;
    line.distance = (to - from).to(at::kDouble).norm().item<double>();
    for (const LineExamples& task : tasks) {
        line.tasks.push_back({.task = task.task, .loss = {}, .accuracy = {}, .barrier = 0.0});
        line.samples = static_cast<int>(task.test.examples.count());
    }
    for (const double position : t) {
        // Exact at both ends, which a lerp is not.
        const at::Tensor weights = from * (1.0 - position) + to * position;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const Score score = evaluate(network, {weights}, tasks[i].test, stop);
            line.tasks[i].loss.push_back(score.loss);
            line.tasks[i].accuracy.push_back(score.accuracy);
        }
    }
    for (LineTask& task : line.tasks)
        task.barrier = barrier(t, task.loss);
    return line;
}

}  // namespace isthmus::engine
