#pragma once
#include "engine/landscapes/chart.h"
#include "engine/methods/method.h"
#include "engine/models/evaluation.h"
#include "engine/results/barrier_table.h"
#include "engine/runs/recorder.h"
#include "engine/runs/resume_point.h"
#include "engine/runs/run_clock.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/run_parts.h"
#include "engine/runs/session.h"
#include "engine/runs/summary.h"

#include <spdlog/logger.h>

namespace isthmus::engine {

/// The work of a session: tasks, their phases, their steps; between the stretches of steps that its method computes together it
/// can be paused, stopped or saved. The order of the work is in run_loop.cpp, measuring in run_loop_measuring.cpp, the files in
/// run_loop_folder.cpp.
class RunLoop {
public:
    struct Setting {
        Experiment experiment;
        RunFolder folder;
        Json provenance;
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
    // The order of the work
    void runTask(std::stop_token stop);
    void runPhase(const Phase& phase, std::stop_token stop);
    void takeSteps(const Phase& phase);
    /// Whether the steps that are computed together are done, so that the run may stand still.
    bool betweenStretches(const Phase& phase) const;
    std::int64_t stepsUntilProbe(const Phase& phase) const;
    void endTask(std::stop_token stop);
    void obey(std::stop_token stop);  ///< stop, pause, option changes, weights wanted: before steps
    void change(const std::string& path, const Json& value);
    void offerWeights();
    void takeSettings();
    void countSteps();  ///< of the whole run, seen from its position
    void showProgress(const std::string& phase, std::int64_t step, std::int64_t steps);
    TaskContext context();
    int tasks() const { return parts_.tasks->tasks(); }
    const Json& execution() const { return setting_.experiment.section("execution"); }

    // Measuring
    struct TaskMeasurement {
        std::vector<Score> scores;     ///< on tasks 1 … the last one measured
        std::vector<Diversity> apart;  ///< on tasks 1 … current; empty when one network is kept
        double cosine = 0.0;
    };
    void measureUntrained(std::stop_token stop);
    TaskMeasurement measureTask(std::stop_token stop);
    void recordTask(const TaskMeasurement& measured);
    int lastMeasured() const;  ///< the last task that a task's end is measured on
    void planProbes();
    bool isProbed(std::int64_t stepsAhead) const;  ///< whether accuracy is probed after so many more steps of the phase
    bool takeDueProbe(std::stop_token stop);
    void probe(const DueProbe& due, std::stop_token stop);
    /// Between the task solutions; nothing where there are fewer than two, or where nobody wants them or should wait for them.
    std::optional<BarrierTable> solutionBarriers(std::stop_token stop);
    std::vector<ChartNetwork> solutions() const;
    RunCost cost() const;
    double sgdStepOperations() const;

    // The folder
    void restore(const ResumePoint& point);
    void saveTask();
    void checkpoint(bool stopped);
    void keepTaskEnd();  ///< where another run can branch off
    void finishRun(std::stop_token stop);
    void saveTime();
    Json summary(const std::string& state, const std::string& message);
    [[noreturn]] void diverge(std::int64_t step);
    void recordFailure(const std::string& message);  ///< for readers; never throws
    bool allFinite() const;

    Setting setting_;
    RunParts& parts_;
    EpisodicMemory memory_;
    std::unique_ptr<Method> method_;
    TrainingSettings settings_;
    RunPosition position_;
    RunClock clock_;
    EventLog events_;
    Recorder recorder_;
    TrainCounts trainCounts_;
    std::int64_t totalSteps_ = 0;
    Examples train_;  ///< of the current task
    std::optional<BatchOrder> order_;
    std::vector<Phase> phases_;             ///< of the current task
    std::vector<std::int64_t> probeSteps_;  ///< of the current task, when they are chosen automatically
    std::vector<DueProbe> dueProbes_;
    at::Tensor previous_;  ///< [P], what the run predicted with after the task before
};

}  // namespace isthmus::engine
