// Points on a segment of a perceptron's weight space, faster than one forward pass each. Along the segment
// - the first layer's values before ReLU are linear in the position, so those of the anchors are computed once for all points;
// - each of its units therefore turns on or off at most once, and while none does, the second layer's values before ReLU are a
//   quadratic curve. An image carries the three coefficients along and corrects them by the units that turn: a few of them
//   between two points, where a forward pass multiplies by all.
// Later layers are computed at every point.
#include "engine/landscapes/scorer.h"

#include "engine/error.h"
#include "engine/models/perceptron_layers.h"
#include "engine/results/statistics.h"

#include <ATen/core/grad_mode.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace isthmus::engine {

namespace {

constexpr std::int64_t pieceImages = 100;  // of one task, scored by one thread; between two pieces it may stop
constexpr std::int64_t blockImages = 10;   // whose curves stay in the first cache
constexpr std::size_t stretchPoints = 64;  // in one go: the later layers' weights of so many points stay in the cache

/// One task's images as the first layer of each anchor sees them.
struct TaskValues {
    std::vector<at::Tensor> first;  ///< of each anchor, [images, out(0)] before ReLU
    at::Tensor labels;
};

/// Images that one thread scores at all points.
struct Piece {
    std::size_t task;
    std::int64_t begin;
    std::int64_t count;
};

/// Sums over the images of a piece at one point.
struct Sum {
    double loss = 0.0;
    double lossSquared = 0.0;
    std::int64_t correct = 0;
};

/// What all images need to know of a stretch of points.
struct Stretch {
    std::vector<float> positions;
    std::vector<float> first;  ///< shares of the anchors
    std::vector<float> last;
    at::Tensor atFirst;  ///< arranged weights
    at::Tensor atLast;
    at::Tensor both;                   ///< the sum of their second matrices
    std::vector<at::Tensor> atPoints;  ///< arranged weights of each point, from the third layer on
};

std::vector<float> narrowed(const std::vector<double>& values) { return {values.begin(), values.end()}; }

/// One thread's arrays, and its way through a block of images.
class Walk {
public:
    Walk(const PerceptronLayers& layers, const Heads& heads, std::size_t points)
        : layers_(layers), heads_(heads), loops_(layerLoops<float>())
    {
        const std::int64_t units = layers.out(0);
        const std::int64_t width = layers.out(1);
        ends_ = at::empty({2, blockImages, units});
        through_ = at::empty({3, blockImages, units});
        products_ = at::empty({3, blockImages, width});
        curve_ = at::empty({3, width});
        values_ = at::empty({static_cast<std::int64_t>(points), blockImages, width});
        turning_.resize(static_cast<std::size_t>(units) + 1);
        turns_.resize(static_cast<std::size_t>(units));
    }

    /// Adds the scores of images `begin` … `begin + count - 1` to `sums` [points].
    void through(const TaskValues& task, std::int64_t begin, std::int64_t count, const Stretch& stretch, Sum* sums)
    {
        const std::int64_t points = std::ssize(stretch.positions);
        mixFirstLayer(task, begin, count, stretch);
        startCurves(count, stretch);
        for (std::int64_t i = 0; i < count; ++i)
            follow(i, stretch);
        for (std::int64_t p = 0; p < points; ++p)
            add(finish(p, count, stretch), task.labels.data_ptr<std::int64_t>() + begin, count, sums[p]);
    }

private:
    /// A unit of the first layer that turns before a point.
    struct Turning {
        std::int32_t unit;
        std::size_t before;
    };

    const float* secondMatrix(const at::Tensor& weights) const { return weights.data_ptr<float>() + layers_.matrix(1); }

    void mixFirstLayer(const TaskValues& task, std::int64_t begin, std::int64_t count, const Stretch& stretch)
    {
        const std::int64_t units = layers_.out(0);
        std::vector<Scaled<float>> rows(task.first.size());
        for (const int which : {0, 1}) {
            const std::vector<float>& shares = which == 0 ? stretch.first : stretch.last;
            for (std::size_t k = 0; k < rows.size(); ++k)
                rows[k] = {task.first[k].data_ptr<float>() + begin * units, shares[k]};
            loops_.combine(rows, count * units, ends_.data_ptr<float>() + which * blockImages * units);
        }
    }

    /// The products that the curves' coefficients at the first point are made of: what ReLU lets through there, at both ends and
    /// added up, with the matrices of both ends and their sum. Three products serve as four would.
    void startCurves(std::int64_t count, const Stretch& stretch)
    {
        const std::int64_t units = layers_.out(0);
        const std::int64_t width = layers_.out(1);
        const std::int64_t block = blockImages * units;
        const float* const atFirst = ends_.data_ptr<float>();
        const float* const atLast = atFirst + block;
        float* const through = through_.data_ptr<float>();
        for (std::int64_t u = 0; u < count * units; ++u) {
            const bool off = atFirst[u] <= 0.0F;  // and a NaN goes through
            through[u] = off ? 0.0F : atFirst[u];
            through[block + u] = off ? 0.0F : atLast[u];
            through[2 * block + u] = through[u] + through[block + u];
        }
        const float* const matrices[3] = {secondMatrix(stretch.atFirst), secondMatrix(stretch.atLast),
                                          stretch.both.data_ptr<float>()};
        for (std::int64_t k = 0; k < 3; ++k)
            loops_.product(through + k * block, count, units, matrices[k], width,
                           products_.data_ptr<float>() + k * blockImages * width);
    }

    /// Takes one image along the points, up to the second layer.
    void follow(std::int64_t image, const Stretch& stretch)
    {
        const std::int64_t width = layers_.out(1);
        const std::int64_t block = blockImages * width;
        const float* const product = products_.data_ptr<float>() + image * width;
        const float* const firstBias = stretch.atFirst.data_ptr<float>() + layers_.bias(1);
        const float* const lastBias = stretch.atLast.data_ptr<float>() + layers_.bias(1);
        float* const curve = curve_.data_ptr<float>();
        for (std::int64_t j = 0; j < width; ++j) {
            curve[j] = product[j] + firstBias[j];
            curve[width + j] = product[2 * block + j] - product[j] - product[block + j] + firstBias[j] + lastBias[j];
            curve[2 * width + j] = product[block + j] + lastBias[j];
        }
        findTurns(image, stretch.positions);
        float* values = values_.data_ptr<float>() + image * width;
        for (std::size_t p = 0; p < stretch.positions.size(); ++p, values += block) {
            const std::span<const Turn<float>> turns(turns_.data() + begins_[p], turns_.data() + begins_[p + 1]);
            loops_.follow(turns, secondMatrix(stretch.atFirst), secondMatrix(stretch.atLast), width, stretch.positions[p],
                          layers_.count() > 2, curve, values);
        }
    }

    /// The units that turn on or off between two points, sorted by the point they turn before: `turns_` from `begins_[p]` on.
    void findTurns(std::int64_t image, const std::vector<float>& positions)
    {
        const std::int64_t units = layers_.out(0);
        const float* const atFirst = ends_.data_ptr<float>() + image * units;
        const float* const atLast = atFirst + blockImages * units;
        std::size_t found = 0;
        for (std::int64_t u = 0; u < units; ++u) {
            turning_[found].unit = static_cast<std::int32_t>(u);
            found += (atFirst[u] > 0.0F) != (atLast[u] > 0.0F) ? 1 : 0;
        }
        begins_.assign(positions.size() + 2, 0);
        for (std::size_t i = 0; i < found; ++i) {
            Turning& turning = turning_[i];
            turning.before = pointAfter(atFirst[turning.unit] / (atFirst[turning.unit] - atLast[turning.unit]), positions);
            ++begins_[turning.before + 1];
        }
        for (std::size_t p = 1; p < begins_.size(); ++p)
            begins_[p] += begins_[p - 1];
        places_.assign(begins_.begin(), begins_.end());
        for (std::size_t i = 0; i < found; ++i) {
            const std::int32_t u = turning_[i].unit;
            const float sign = atLast[u] > atFirst[u] ? 1.0F : -1.0F;
            turns_[places_[turning_[i].before]++] = {u, sign * atFirst[u], sign * atLast[u]};
        }
    }

    /// The first point after a place in [0, 1]; their number where there is none, as for a place that is not a number.
    static std::size_t pointAfter(float where, const std::vector<float>& positions)
    {
        const std::size_t points = positions.size();
        if (!(where >= 0.0F && where < 1.0F))
            return points;
        // Where it would be among evenly spaced points, and then where it is.
        auto p = static_cast<std::size_t>(where * static_cast<float>(points - 1));
        while (p > 0 && positions[p - 1] > where)
            --p;
        while (p < points && positions[p] <= where)
            ++p;
        return p;
    }

    /// The layers after the second at one point; their logits [images, classes].
    float* finish(std::int64_t point, std::int64_t count, const Stretch& stretch)
    {
        float* values = values_.data_ptr<float>() + point * blockImages * layers_.out(1);
        for (std::size_t l = 2; l < layers_.count(); ++l) {
            // The arranged weights of a point begin with the third layer.
            const float* const weights = stretch.atPoints[static_cast<std::size_t>(point)].data_ptr<float>() - layers_.matrix(2);
            std::vector<float>& out = later_[l % 2];
            out.resize(static_cast<std::size_t>(count * layers_.out(l)));
            layers_.run(l, weights, values, count, l + 1 < layers_.count(), out.data());
            values = out.data();
        }
        return values;
    }

    void add(float* logits, const std::int64_t* labels, std::int64_t count, Sum& sum)
    {
        const std::int64_t width = layers_.out(layers_.count() - 1);
        for (std::int64_t i = 0; i < count && !heads_.one(); ++i)
            for (std::int64_t c = 0; c < layers_.classes(); ++c)
                if (!heads_.competes(c, labels[i]))
                    logits[i * width + c] = never;
        float losses[blockImages];
        bool correct[blockImages];
        loops_.crossEntropy(logits, count, width, labels, losses, correct);
        for (std::int64_t i = 0; i < count; ++i) {
            const double loss = losses[i];
            sum.loss += loss;
            sum.lossSquared += loss * loss;
            sum.correct += correct[i] ? 1 : 0;
        }
    }

    const PerceptronLayers& layers_;
    const Heads& heads_;
    const LayerLoops<float>& loops_;
    at::Tensor ends_;      ///< [2, images, units] the first layer before ReLU, at both ends
    at::Tensor through_;   ///< [3, images, units] without the units that are off at the first: both ends and their sum
    at::Tensor products_;  ///< [3, images, width]
    at::Tensor curve_;     ///< [3, width] of the image at hand
    at::Tensor values_;    ///< [points, images, width] the second layer
    std::vector<Turning> turning_;
    std::vector<Turn<float>> turns_;
    std::vector<std::size_t> begins_;
    std::vector<std::size_t> places_;
    std::vector<float> later_[2];
};

class PerceptronScorer final : public LandscapeScorer {
public:
    PerceptronScorer(const Classifier& network, const std::vector<at::Tensor>& anchors, const std::vector<TaskExamples>& tasks)
        : layers_(network.model->perceptronWidths()), heads_(network.heads)
    {
        const at::NoGradGuard noGradients;
        for (const at::Tensor& anchor : anchors)
            arranged_.push_back(layers_.arranged(anchor));
        for (const TaskExamples& task : tasks) {
            TaskValues values{.first = {}, .labels = task.test.examples.labels.contiguous()};
            for (const at::Tensor& weights : arranged_)
                values.first.push_back(layers_.firstValues(weights, task.test.examples.images.contiguous()));
            tasks_.push_back(std::move(values));
        }
        for (std::size_t t = 0; t < tasks_.size(); ++t)
            for (std::int64_t begin = 0; begin < count(t); begin += pieceImages)
                pieces_.push_back({t, begin, std::min(pieceImages, count(t) - begin)});
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
    std::int64_t count(std::size_t task) const { return tasks_[task].labels.size(0); }

    Stretch stretchOf(const PointRow& row, std::size_t begin) const
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
        Stretch stretch{.positions = {},
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

    void scoreStretch(const Stretch& stretch, const std::stop_token& stop, std::vector<std::vector<PointScore>>& scores) const
    {
        const std::size_t points = stretch.positions.size();
        std::vector<Sum> sums(pieces_.size() * points);
        std::atomic<std::size_t> next{0};
        at::parallel_for(0, at::get_num_threads(), 1, [&](std::int64_t, std::int64_t) {
            const at::NoGradGuard noGradients;
            Walk walk(layers_, heads_, points);
            for (std::size_t i = next++; i < pieces_.size(); i = next++) {
                if (stop.stop_requested())
                    throw Error(Error::Kind::Interrupted, "stopped");
                const Piece& piece = pieces_[i];
                for (std::int64_t begin = 0; begin < piece.count; begin += blockImages)
                    walk.through(tasks_[piece.task], piece.begin + begin, std::min(blockImages, piece.count - begin), stretch,
                                 &sums[i * points]);
            }
        });
        for (std::size_t p = 0; p < points; ++p) {
            std::vector<Sum> ofTask(tasks_.size());
            for (std::size_t i = 0; i < pieces_.size(); ++i) {
                Sum& sum = ofTask[pieces_[i].task];
                sum.loss += sums[i * points + p].loss;
                sum.lossSquared += sums[i * points + p].lossSquared;
                sum.correct += sums[i * points + p].correct;
            }
            for (std::size_t t = 0; t < tasks_.size(); ++t) {
                const auto n = static_cast<double>(count(t));
                scores[t].push_back({ofTask[t].loss / n, static_cast<double>(ofTask[t].correct) / n,
                                     standardError(ofTask[t].loss, ofTask[t].lossSquared, n)});
            }
        }
    }

    PerceptronLayers layers_;
    Heads heads_;
    std::vector<at::Tensor> arranged_;  ///< of each anchor
    std::vector<TaskValues> tasks_;
    std::vector<Piece> pieces_;
};

}  // namespace

std::unique_ptr<LandscapeScorer> makePerceptronScorer(const Classifier& network, const std::vector<at::Tensor>& anchors,
                                                      const std::vector<TaskExamples>& tasks)
{
    return std::make_unique<PerceptronScorer>(network, anchors, tasks);
}

}  // namespace isthmus::engine
