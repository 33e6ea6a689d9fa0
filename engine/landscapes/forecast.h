#pragma once
#include "engine/landscapes/chart.h"

namespace isthmus::engine {

/// What filling the chart will take, from a few of the chart's points and a few of the examples: within some 0.3 s, whatever
/// the network. Throws Error(Interrupted) within 100 ms of a stop request.
LandscapeForecast forecast(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks, bool perClass,
                           std::stop_token stop);

}  // namespace isthmus::engine
