#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/run_results.h"
#include "engine/results/training_trace.h"

#include <filesystem>

namespace isthmus::engine {

/// What events.jsonl tells: the same values whether a run is going on or was read back from its folder.
struct RunHistory {
    explicit RunHistory(int tasks) : results(tasks) {}

    RunResults results;
    TrainingTrace trace;
};

/// How the run predicts on one task, measured at the end of another or the same.
struct AccuracyEvent {
    std::int64_t step = 0;
    int afterTask = 0;
    int task = 0;
    double accuracy = 0.0;
    double loss = 0.0;
    double calibrationError = 0.0;
    double brier = 0.0;
    std::int64_t examples = 0;
};

/// One line of events.jsonl each. Steps count from 1 over the whole run, tasks from 1; accuracies are in [0, 1].
namespace events {

Json phase(int task, const std::string& phase, std::int64_t afterStep, std::int64_t steps);
Json loss(std::int64_t step, double meanLoss);
/// Accuracy on tasks 1 … n while a task trains, on the first `examples` test images of each.
Json probe(std::int64_t step, const std::vector<double>& accuracy, std::int64_t examples);
/// Accuracy of the network before any training, on every task.
Json untrained(const std::vector<double>& accuracy);
Json accuracy(const AccuracyEvent& measured);
/// How much the networks kept differ at a task's end, on the first `examples` test images of each task so far.
Json diversity(std::int64_t step, int afterTask, double cosine, const std::vector<double>& disagreement,
               const std::vector<double>& divergence, std::int64_t examples);
Json cost(int afterTask, const RunCost& cost);
Json option(std::int64_t step, const std::string& path, const Json& value);
Json done(std::int64_t step);
Json diverged(std::int64_t step, const std::string& message);
Json failed(std::int64_t step, const std::string& message);

/// Adds one event to the history; kinds unknown to this version are passed over. Throws on a record that is not an event.
void apply(const Json& event, RunHistory& history);

}  // namespace events

/// The append-only file of a run's measurements, in order.
class EventLog {
public:
    /// Opens the file and cuts it to `keepBytes` (from a checkpoint; what comes after will be measured again), or, when it is
    /// shorter than that, to its last whole line.
    explicit EventLog(const std::filesystem::path& file, std::uint64_t keepBytes = 0);
    ~EventLog();
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;

    /// Appends one line in one write. Throws Error(Failed) when the disk is full; the file then ends with whole lines.
    void append(const Json& event);
    void flush();  ///< to the disk
    std::uint64_t bytes() const { return bytes_; }
    bool endWasLost() const { return endWasLost_; }  ///< the file was shorter than its checkpoint says

private:
    std::filesystem::path file_;
    int descriptor_ = -1;
    std::uint64_t bytes_ = 0;
    bool endWasLost_ = false;
};

/// A log read back.
struct EventFile {
    RunHistory history;
    std::vector<std::string> problems;  ///< "line 17 is damaged and was left out"
};

/// Reads what is whole. An unterminated last line means that the run was interrupted there and is passed over; a damaged
/// earlier line costs that record alone. A missing file gives an empty history.
EventFile readEvents(const std::filesystem::path& file, int tasks);

}  // namespace isthmus::engine
