#include "engine/landscapes/line.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

std::vector<double> linePositions(int points, double margin)
{
    std::vector<double> t;
    for (int i = 0; i < points; ++i) {
        const double value = -margin + (1.0 + 2.0 * margin) * i / (points - 1);
        t.push_back(std::abs(value) < 1e-12 ? 0.0 : std::abs(value - 1.0) < 1e-12 ? 1.0 : value);
    }
    return t;
}

LandscapeLine evaluateLine(const Classifier& network, const at::Tensor& from, const at::Tensor& to,
                           const std::vector<TaskExamples>& tasks, const std::vector<double>& t, std::stop_token stop)
{
    LandscapeLine line;
    line.t = t;
    line.distance = (to - from).to(at::kDouble).norm().item<double>();
    const double first = t.front();
    const double length = t.back() - first;
    PointRow row{.first = {1.0 - first, first}, .last = {1.0 - t.back(), t.back()}, .positions = {}};
    for (const double position : t)
        row.positions.push_back((position - first) / length);
    const auto scores = makeScorer(network, {from, to}, tasks, stop)->score(row, stop);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        LineTask& task = line.tasks.emplace_back();
        task.task = tasks[i].task;
        for (const PointScore& score : scores[i]) {
            task.loss.push_back(score.loss);
            task.accuracy.push_back(score.accuracy);
        }
        task.barrier = barrier(t, task.loss);
        line.samples = static_cast<int>(tasks[i].test.examples.count());
    }
    return line;
}

}  // namespace isthmus::engine
