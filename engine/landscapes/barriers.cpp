#include "engine/landscapes/barriers.h"

#include "engine/results/landscape_line.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

constexpr double mostBytes = 5e8;  // of first layers that are kept at once

/// A perceptron's scorer on the processor keeps the first layer of each of its networks, so that one through all of them
/// computes it once for all lines. Any other scorer would only carry those along that a line does not go through.
bool keepsFirstLayers(const Classifier& network, const std::vector<at::Tensor>& weights)
{
    return network.model->perceptronWidths().size() > 2 && weights.front().device().is_cpu();
}

std::vector<double> onlyShare(std::size_t of, std::size_t networks)
{
    std::vector<double> shares(networks, 0.0);
    shares[of] = 1.0;
    return shares;
}

class Lines {
public:
    Lines(const Classifier& network, const std::vector<at::Tensor>& weights, const std::vector<TaskExamples>& tasks,
          const std::vector<double>& t, const std::stop_token& stop)
        : network_(network), weights_(weights), tasks_(tasks), t_(t), stop_(stop)
    {
        if (keepsFirstLayers(network, weights))
            throughAll_ = makeScorer(network, weights, tasks, stop);
    }

    /// [tasks]
    std::vector<double> barriers(std::size_t from, std::size_t to) const
    {
        const auto scores = throughAll_
                                ? throughAll_->score(row(from, to, weights_.size()), stop_)
                                : makeScorer(network_, {weights_[from], weights_[to]}, tasks_, stop_)->score(row(0, 1, 2), stop_);
        std::vector<double> heights;
        for (const std::vector<PointScore>& points : scores) {
            std::vector<double> loss;
            for (const PointScore& point : points)
                loss.push_back(point.loss);
            heights.push_back(barrier(t_, loss));
        }
        return heights;
    }

private:
    PointRow row(std::size_t from, std::size_t to, std::size_t networks) const
    {
        return {.first = onlyShare(from, networks), .last = onlyShare(to, networks), .positions = t_};
    }

    const Classifier& network_;
    const std::vector<at::Tensor>& weights_;
    std::vector<TaskExamples> tasks_;
    const std::vector<double>& t_;
    std::stop_token stop_;
    std::unique_ptr<LandscapeScorer> throughAll_;
};

/// How many tasks may be scored together.
std::size_t tasksAtOnce(const Classifier& network, const std::vector<at::Tensor>& weights, int images)
{
    if (!keepsFirstLayers(network, weights))
        return anyNumber;
    const double units = static_cast<double>(network.model->perceptronWidths()[1]) * images;
    const double bytes = units * static_cast<double>(weights.size()) * sizeof(float);
    return std::max<std::size_t>(1, static_cast<std::size_t>(mostBytes / std::max(bytes, 1.0)));
}

}  // namespace

BarrierTable barriers(const Classifier& network, const std::vector<ChartNetwork>& networks,
                      const std::vector<TaskExamples>& tasks, int points, const std::function<void(double)>& onProgress,
                      std::stop_token stop)
{
    const std::size_t count = networks.size();
    BarrierTable table{.networks = {}, .tasks = {}, .heights = {}, .points = points, .samples = 0};
    std::vector<at::Tensor> weights;
    for (const ChartNetwork& each : networks) {
        table.networks.push_back(each.name);
        weights.push_back(each.weights);
    }
    for (const TaskExamples& task : tasks) {
        table.tasks.push_back(task.task);
        table.heights.emplace_back(count * count, 0.0);
        table.samples = std::max(table.samples, static_cast<int>(task.test.examples.count()));
    }
    const std::vector<double> t = evenPoints(points, 0.0, 1.0);
    const auto all = static_cast<double>(count * (count - 1) / 2 * tasks.size());
    double done = 0.0;
    for (std::size_t begin = 0, end = 0; begin < tasks.size(); begin = end) {
        end = begin + std::min(tasks.size() - begin, tasksAtOnce(network, weights, table.samples));
        const auto at = tasks.begin();
        const std::vector<TaskExamples> some(at + static_cast<std::ptrdiff_t>(begin), at + static_cast<std::ptrdiff_t>(end));
        const Lines lines(network, weights, some, t, stop);
        for (std::size_t from = 0; from < count; ++from)
            for (std::size_t to = from + 1; to < count; ++to) {
                const std::vector<double> heights = lines.barriers(from, to);
                for (std::size_t i = 0; i < heights.size(); ++i) {
                    std::vector<double>& of = table.heights[begin + i];
                    of[from * count + to] = of[to * count + from] = heights[i];
                }
                done += static_cast<double>(some.size());
                if (onProgress)
                    onProgress(done / all);
            }
    }
    return table;
}

double barrierOperations(const Model& model, std::size_t networks, double images, int points)
{
    const auto lines = static_cast<double>(networks * (networks - 1) / 2);
    const auto widths = model.perceptronWidths();
    if (widths.size() <= 2)
        return images * lines * points * model.forwardOperations();
    // Its first layer is done once for each network, its second by three products for each line (perceptron_scorer.cpp).
    const double first = 2.0 * static_cast<double>(widths[0] * widths[1]);
    const double second = 2.0 * static_cast<double>(widths[1] * widths[2]);
    const double later = model.forwardOperations() - first - second;
    return images * (static_cast<double>(networks) * first + lines * (3.0 * second + points * later));
}

}  // namespace isthmus::engine
