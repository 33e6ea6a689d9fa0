#include "engine/models/score.h"

#include "engine/results/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isthmus::engine {

namespace {

constexpr int bins = 15;

/// The bin of a confidence: (0, 1/15] is the first.
std::size_t binOf(double confidence)
{
    return static_cast<std::size_t>(std::clamp(std::ceil(confidence * bins) - 1.0, 0.0, bins - 1.0));
}

template <typename Real>
Score scoreOfRows(const Real* row, std::int64_t count, std::size_t classes, const std::int64_t* labels)
{
    Score score{.right = std::vector<double>(classes, 0.0)};
    double lossSquared = 0.0;
    std::array<double, bins> surplus{};  // of each bin: how many are right, less their confidence
    for (std::int64_t i = 0; i < count; ++i, row += classes) {
        const auto label = static_cast<std::size_t>(labels[i]);
        const auto highest = static_cast<std::size_t>(std::max_element(row, row + classes) - row);
        Real squares = 0;
        for (std::size_t c = 0; c < classes; ++c) {
            const Real probability = std::exp(row[c]);
            squares += probability * probability;
        }
        const double logarithm = row[label];
        score.loss -= logarithm;
        lossSquared += logarithm * logarithm;
        score.brier += squares - 2.0 * std::exp(logarithm) + 1.0;  // sum over c of (p_c - [c = label])^2
        const bool isNumber = !std::isnan(squares);
        const double confidence = isNumber ? std::exp(row[highest]) : Real(0);
        const double correct = isNumber && highest == label ? 1.0 : 0.0;
        surplus[binOf(confidence)] += correct - confidence;
        score.right[label] += correct;
        score.accuracy += correct;
    }
    const auto n = static_cast<double>(count);
    for (const double of : surplus)
        score.calibrationError += std::abs(of) / n;
    score.lossError = standardError(score.loss, lossSquared, n);
    score.loss /= n;
    score.brier /= n;
    score.accuracy /= n;
    return score;
}

}  // namespace

Score scoreOf(const at::Tensor& logProbabilities, const at::Tensor& labels)
{
    const at::Tensor rows = logProbabilities.contiguous();
    const at::Tensor label = labels.contiguous();
    const auto classes = static_cast<std::size_t>(rows.size(1));
    const auto score = [&]<typename Real>(const Real* row) {
        return scoreOfRows(row, rows.size(0), classes, label.data_ptr<std::int64_t>());
    };
    return rows.scalar_type() == at::kFloat ? score(rows.data_ptr<float>()) : score(rows.data_ptr<double>());
}

}  // namespace isthmus::engine
