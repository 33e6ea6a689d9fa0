#pragma once
#include "engine/results/run_snapshot.h"

#include <vector>

namespace isthmus::widgets {

/// One phase of training on the axis of steps, from the end of the phase before to its own end (so far).
struct PhaseSpan {
    int task = 0;  ///< from 1
    bool connects = false;
    double begin = 0.0;
    double end = 0.0;

    bool operator==(const PhaseSpan&) const = default;
};

/// The phases begun so far; the last one reaches up to the step the run is at.
std::vector<PhaseSpan> phaseSpans(const engine::RunSnapshot& snapshot);

/// The phase that step `step` (from 1) belongs to; null before the first.
const PhaseSpan* phaseAt(const std::vector<PhaseSpan>& spans, double step);
/// Its task; 0 before the first.
int taskAt(const std::vector<PhaseSpan>& spans, double step);

}  // namespace isthmus::widgets
