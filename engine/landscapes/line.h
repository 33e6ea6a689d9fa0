#pragma once
#include "engine/landscapes/scorer.h"
#include "engine/results/landscape_line.h"

#include <stop_token>

namespace isthmus::engine {

/// `points` values of t, evenly spaced from -margin to 1 + margin; 0 and 1 are exact whenever the spacing meets them.
std::vector<double> linePositions(int points, double margin = 0.0);

/// Loss and accuracy of every task at w(t) = (1-t) from + t to, for each t. Throws Error(Interrupted) within 100 ms of a
/// stop request.
LandscapeLine evaluateLine(const Classifier& network, const at::Tensor& from, const at::Tensor& to,
                           const std::vector<TaskExamples>& tasks, const std::vector<double>& t, std::stop_token stop);

}  // namespace isthmus::engine
