#pragma once
#include "engine/methods/method.h"
#include "engine/runs/recorder.h"
#include "engine/runs/resume_point.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/run_parts.h"
#include "engine/runs/session.h"
#include "engine/runs/summary.h"

#include <spdlog/logger.h>

namespace isthmus::engine {

/// The work of a session: tasks, their phases, their steps; between any two steps it can be paused, stopped or saved.
class RunLoop {
public:
    struct Setting {
        Experiment experiment;
        RunFolder folder;
        std::uint64_t runId = 0;
        const SessionListener& listener;
        Control& control;
        std::shared_ptr<spdlog::logger> log;
    };

    /// `resume` is where an interrupted run goes on; without it a fresh run begins and its first files are written.
    RunLoop(Setting setting, RunParts& parts, const std::optional<ResumePoint>& resume);

    /// To the end. Throws Error(Interrupted) after a stop request and Error(Diverged) when the loss stops being finite,
    /// with the last good checkpoint in the folder.
    void run(std::stop_token stop);
    /// The last snapshot, with the run's final state and message.
    void conclude(RunState state, const std::string& message);

private:
    void restore(const ResumePoint& point);
    void runTask(std::stop_token stop);
    void runPhase(const Phase& phase, std::stop_token stop);
    void step(const Phase& phase);
    void endTask(std::stop_token stop);
    void obey(std::stop_token stop);  ///< stop, pause, option changes, weights wanted: before every step
    void change(const std::string& path, const Json& value);
    void probe(std::stop_token stop);
    void offerWeights();
    void saveTask();
    void checkpoint(bool stopped);
    void finishRun();
    void takeSettings();
    void showProgress(const std::string& phase, std::int64_t step, std::int64_t steps);
    [[noreturn]] void diverge(std::int64_t step);
    RunCost cost() const;
    TaskContext context() { return {position_.task, train_, *order_, settings_, setting_.experiment.seed()}; }
    bool allFinite() const;

    Setting setting_;
    RunParts& parts_;
    std::unique_ptr<Method> method_;
    TrainingSettings settings_;
    RunPosition position_;
    EventLog events_;
    Recorder recorder_;
    std::int64_t trainCount_ = 0;  ///< training examples of a task
    std::int64_t totalSteps_ = 0;
    Examples train_;  ///< of the current task
    std::optional<BatchOrder> order_;
    std::vector<Phase> phases_;  ///< of the current task
    at::Tensor previous_;        ///< [P], what the run predicted with after the task before
};

}  // namespace isthmus::engine
