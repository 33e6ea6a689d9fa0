#include "widgets/plots/task_spans.h"

#include <algorithm>

namespace isthmus::widgets {

std::vector<PhaseSpan> phaseSpans(const engine::RunSnapshot& snapshot)
{
    std::vector<PhaseSpan> spans;
    for (const engine::PhaseStart& start : snapshot.trace->phases) {
        const auto begin = static_cast<double>(start.step);
        if (!spans.empty())
            spans.back().end = begin;
        spans.push_back({start.task, start.phase == "connect", begin, begin});
    }
    if (!spans.empty())
        spans.back().end = std::max(spans.back().begin, static_cast<double>(snapshot.progress.step));
    return spans;
}

const PhaseSpan* phaseAt(const std::vector<PhaseSpan>& spans, double step)
{
    const auto after = std::partition_point(spans.begin(), spans.end(), [step](const PhaseSpan& s) { return s.begin < step; });
    return after == spans.begin() ? nullptr : &*(after - 1);
}

int taskAt(const std::vector<PhaseSpan>& spans, double step)
{
    const PhaseSpan* phase = phaseAt(spans, step);
    return phase ? phase->task : 0;
}

}  // namespace isthmus::widgets
