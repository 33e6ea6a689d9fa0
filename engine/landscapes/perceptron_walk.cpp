#include "engine/landscapes/perceptron_walk.h"

#include <algorithm>

namespace isthmus::engine {

PerceptronWalk::PerceptronWalk(const PerceptronLayers& layers, const Heads& heads, std::size_t points)
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

void PerceptronWalk::through(const FirstValues& task, std::int64_t begin, std::int64_t count, const RowStretch& stretch,
                             ScoreSum* sums)
{
    const std::int64_t points = std::ssize(stretch.positions);
    mixFirstLayer(task, begin, count, stretch);
    startCurves(count, stretch);
    for (std::int64_t i = 0; i < count; ++i)
        follow(i, stretch);
    for (std::int64_t p = 0; p < points; ++p)
        add(finish(p, count, stretch), task.labels.data_ptr<std::int64_t>() + begin, count, sums[p]);
}

void PerceptronWalk::mixFirstLayer(const FirstValues& task, std::int64_t begin, std::int64_t count, const RowStretch& stretch)
{
    const std::int64_t units = layers_.out(0);
    std::vector<Scaled<float>> rows;
    for (const int which : {0, 1}) {
        const std::vector<float>& shares = which == 0 ? stretch.first : stretch.last;
        rows.clear();
        for (std::size_t k = 0; k < shares.size(); ++k)
            if (shares[k] != 0.0F)  // of many anchors, a line between two has a part of these alone
                rows.push_back({task.first[k].data_ptr<float>() + begin * units, shares[k]});
        loops_.combine(rows, count * units, ends_.data_ptr<float>() + which * blockImages * units);
    }
}

void PerceptronWalk::startCurves(std::int64_t count, const RowStretch& stretch)
{
    const std::int64_t units = layers_.out(0);
    const std::int64_t width = layers_.out(1);
    const std::int64_t block = blockImages * units;
    const float* const atFirst = ends_.data_ptr<float>();
    const float* const atLast = atFirst + block;
    float* const through = through_.data_ptr<float>();
    loops_.letThrough(atFirst, atLast, count * units, through, through + block, through + 2 * block);
    const float* const matrices[3] = {secondMatrix(stretch.atFirst), secondMatrix(stretch.atLast),
                                      stretch.both.data_ptr<float>()};
    for (std::int64_t k = 0; k < 3; ++k)
        loops_.product(through + k * block, count, units, matrices[k], width, width,
                       products_.data_ptr<float>() + k * blockImages * width);
}

void PerceptronWalk::follow(std::int64_t image, const RowStretch& stretch)
{
    const std::int64_t width = layers_.out(1);
    const std::int64_t block = blockImages * width;
    const float* const product = products_.data_ptr<float>() + image * width;
    const float* const firstBias = stretch.atFirst.data_ptr<float>() + layers_.bias(1);
    const float* const lastBias = stretch.atLast.data_ptr<float>() + layers_.bias(1);
    const float* const firstMatrix = secondMatrix(stretch.atFirst);
    const float* const lastMatrix = secondMatrix(stretch.atLast);
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
        loops_.follow(turns, firstMatrix, lastMatrix, width, stretch.positions[p], layers_.count() > 2, curve, values);
    }
}

void PerceptronWalk::findTurns(std::int64_t image, const std::vector<float>& positions)
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

std::size_t PerceptronWalk::pointAfter(float where, const std::vector<float>& positions)
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

float* PerceptronWalk::finish(std::int64_t point, std::int64_t count, const RowStretch& stretch)
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

void PerceptronWalk::add(float* logits, const std::int64_t* labels, std::int64_t count, ScoreSum& sum)
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

}  // namespace isthmus::engine
