#pragma once
#include "engine/results/run_record.h"

namespace isthmus::tests {

/// A run of one of two methods that learned `learned` of five tasks: its average accuracy after task t is accuracy - 0.02 (t -
/// 1), its forgetting 0.02 (t - 1).
inline engine::RunRecord runRecord(const std::string& method, std::uint64_t seed, double rate, double accuracy, int learned = 5)
{
    engine::RunRecord run;
    run.name = "rotated-" + method;
    run.folder = "/runs/" + run.name + "-" + std::to_string(seed) + "-" + std::to_string(rate);
    run.state = learned == 5 ? engine::RunState::Done : engine::RunState::Lost;
    run.seed = seed;
    run.started = 1790000000 + static_cast<std::int64_t>(seed);
    run.tasks = 5;
    run.learned = learned;
    run.method = method;
    run.benchmark = "rotated mnist";
    std::string written = std::to_string(rate);
    written.erase(written.find_last_not_of('0') + 1);
    run.options = {{"name", run.name},      {"seed", std::to_string(seed)},      {"benchmark.kind", "rotated"},
                   {"method.kind", method}, {"training.learning_rate", written}, {"execution.threads", std::to_string(seed)}};
    std::vector<double> average, forgetting;
    for (int t = 1; t <= learned; ++t) {
        average.push_back(accuracy - 0.02 * (t - 1));
        forgetting.push_back(0.02 * (t - 1));
    }
    if (learned > 0)
        run.measures = {{"average_accuracy", average.back()}, {"forgetting", forgetting.back()}};
    run.courses = {{"average_accuracy", average}, {"forgetting", forgetting}};
    return run;
}

inline engine::RunRecords records(const std::vector<engine::RunRecord>& runs)
{
    engine::RunRecords all;
    for (const engine::RunRecord& run : runs)
        all.push_back(std::make_shared<const engine::RunRecord>(run));
    return all;
}

}  // namespace isthmus::tests
