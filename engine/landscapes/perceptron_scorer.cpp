// Points on a segment of a perceptron's weight space, faster than one forward pass each. Along the segment
// - the first layer's values before ReLU are linear in the position, so those of the anchors are computed once for all points;
// - each of its units therefore turns on or off at most once, and while none does, the second layer's values before ReLU are a
//   quadratic curve. An image carries the three coefficients along and corrects them by the units that turn: a few of them
//   between two points, where a forward pass multiplies by all.
// Later layers are computed at every point.
#include "engine/landscapes/scorer.h"

#include "engine/error.h"
#include "engine/landscapes/perceptron_walk.h"
#include "engine/results/statistics.h"

#include <ATen/core/grad_mode.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <atomic>

namespace isthmus::engine {

namespace {

constexpr std::int64_t pieceImages = 100;     // of one task, scored by one thread; between two pieces it may stop
constexpr std::int64_t imagesPerLook = 1000;  // at the stop token, while the first layer is computed
constexpr std::size_t stretchPoints = 64;     // in one go: the later layers' weights of so many points stay in the cache

/// Images of one label that one thread scores at all points.
struct Piece {
    std::size_t task;
    std::int64_t label;
    std::int64_t begin;
    std::int64_t count;
};

std::vector<float> narrowed(const std::vector<double>& values) { return {values.begin(), values.end()}; }

class PerceptronScorer final : public LandscapeScorer {
public:
    PerceptronScorer(const Classifier& network, const std::vector<at::Tensor>& anchors, const std::vector<TaskExamples>& tasks,
                     const std::stop_token& stop)
        : layers_(network.model->perceptronWidths()), heads_(network.heads)
    {
        const at::NoGradGuard noGradients;
        for (const at::Tensor& anchor : anchors)
            arranged_.push_back(layers_.arranged(anchor));
        for (const TaskExamples& task : tasks) {
            // In the order of their labels, so that a piece has one and its right answers are those of a class.
            const at::Tensor order = at::argsort(task.test.examples.labels, /*stable=*/true, /*dim=*/0, /*descending=*/false);
            FirstValues values{.first = {}, .labels = task.test.examples.labels.index_select(0, order)};
            for (const at::Tensor& weights : arranged_)
                values.first.push_back(firstValues(weights, task.test.examples.images, order, stop));
            tasks_.push_back(std::move(values));
            cut(tasks_.size() - 1);
        }
    }

    std::vector<std::vector<PointScore>> score(const PointRow& row, std::stop_token stop) override
    {
        const at::NoGradGuard noGradients;
        std::vector<std::vector<PointScore>> scores(tasks_.size());
        for (std::size_t begin = 0; begin < row.positions.size(); begin += stretchPoints)
            scoreStretch(stretchOf(row, begin), stop, scores);
        return scores;
    }

private:
    static void obey(const std::stop_token& stop)
    {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
    }

    at::Tensor firstValues(const at::Tensor& weights, const at::Tensor& images, const at::Tensor& order,
                           const std::stop_token& stop) const
    {
        at::Tensor values = at::empty({images.size(0), layers_.out(0)});
        for (std::int64_t begin = 0; begin < images.size(0); begin += imagesPerLook) {
            obey(stop);
            const std::int64_t n = std::min(imagesPerLook, images.size(0) - begin);
            const at::Tensor some = images.index_select(0, order.narrow(0, begin, n));
            values.narrow(0, begin, n).copy_(layers_.firstValues(weights, some));
        }
        return values;
    }

    /// Appends a task's pieces.
    void cut(std::size_t task)
    {
        const std::int64_t* const labels = tasks_[task].labels.data_ptr<std::int64_t>();
        for (std::int64_t begin = 0, end = 0; begin < count(task); begin = end) {
            while (end < count(task) && labels[end] == labels[begin] && end - begin < pieceImages)
                ++end;
            pieces_.push_back({task, labels[begin], begin, end - begin});
        }
    }

    std::int64_t count(std::size_t task) const { return tasks_[task].labels.size(0); }

    RowStretch stretchOf(const PointRow& row, std::size_t begin) const
    {
        const std::size_t end = std::min(begin + stretchPoints, row.positions.size());
        const double from = row.positions[begin];
        const double to = row.positions[end - 1];
        const auto sharesAt = [&](double s) {
            std::vector<double> shares;
            for (std::size_t k = 0; k < row.first.size(); ++k)
                shares.push_back((1.0 - s) * row.first[k] + s * row.last[k]);
            return shares;
        };
        RowStretch stretch{.positions = {},
                           .first = narrowed(sharesAt(from)),
                           .last = narrowed(sharesAt(to)),
                           .atFirst = mixed(arranged_, sharesAt(from)),
                           .atLast = mixed(arranged_, sharesAt(to)),
                           .both = {},
                           .atPoints = {}};
        stretch.both = (stretch.atFirst + stretch.atLast).slice(0, layers_.matrix(1), layers_.bias(1));
        for (std::size_t i = begin; i < end; ++i) {
            stretch.positions.push_back(to > from ? static_cast<float>((row.positions[i] - from) / (to - from)) : 0.0F);
            if (layers_.count() > 2)
                stretch.atPoints.push_back(mixed(laterOf(arranged_), sharesAt(row.positions[i])));
        }
        return stretch;
    }

    /// Their part from the third layer on.
    std::vector<at::Tensor> laterOf(const std::vector<at::Tensor>& arranged) const
    {
        std::vector<at::Tensor> later;
        for (const at::Tensor& weights : arranged)
            later.push_back(weights.slice(0, layers_.matrix(2)));
        return later;
    }

    void scoreStretch(const RowStretch& stretch, const std::stop_token& stop, std::vector<std::vector<PointScore>>& scores) const
    {
        const std::size_t points = stretch.positions.size();
        std::vector<ScoreSum> sums(pieces_.size() * points);
        std::atomic<std::size_t> next{0};
        at::parallel_for(0, at::get_num_threads(), 1, [&](std::int64_t, std::int64_t) {
            const at::NoGradGuard noGradients;
            PerceptronWalk walk(layers_, heads_, points);
            for (std::size_t i = next++; i < pieces_.size(); i = next++) {
                obey(stop);
                const Piece& piece = pieces_[i];
                for (std::int64_t begin = 0; begin < piece.count; begin += PerceptronWalk::blockImages)
                    walk.through(tasks_[piece.task], piece.begin + begin,
                                 std::min(PerceptronWalk::blockImages, piece.count - begin), stretch, &sums[i * points]);
            }
        });
        for (std::size_t p = 0; p < points; ++p)
            for (std::size_t i = 0, t = 0; t < tasks_.size(); ++t) {
                ScoreSum sum;
                std::vector<double> right(static_cast<std::size_t>(layers_.classes()), 0.0);
                for (; i < pieces_.size() && pieces_[i].task == t; ++i) {
                    const ScoreSum& of = sums[i * points + p];
                    sum.loss += of.loss;
                    sum.lossSquared += of.lossSquared;
                    sum.correct += of.correct;
                    right[static_cast<std::size_t>(pieces_[i].label)] += static_cast<double>(of.correct);
                }
                const auto n = static_cast<double>(count(t));
                scores[t].push_back({sum.loss / n, static_cast<double>(sum.correct) / n,
                                     standardError(sum.loss, sum.lossSquared, n), std::move(right)});
            }
    }

    PerceptronLayers layers_;
    Heads heads_;
    std::vector<at::Tensor> arranged_;  ///< of each anchor
    std::vector<FirstValues> tasks_;
    std::vector<Piece> pieces_;  ///< task after task
};

}  // namespace

std::unique_ptr<LandscapeScorer> makePerceptronScorer(const Classifier& network, const std::vector<at::Tensor>& anchors,
                                                      const std::vector<TaskExamples>& tasks, std::stop_token stop)
{
    return std::make_unique<PerceptronScorer>(network, anchors, tasks, stop);
}

}  // namespace isthmus::engine
