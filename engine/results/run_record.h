#pragma once
#include "engine/results/run_snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace isthmus::engine {

/// A run as one row of a library: what is known of it without reading its history.
struct RunRecord {
    std::string folder;  ///< the run folder's path
    std::string name;    ///< the experiment's name
    RunState state = RunState::Idle;
    std::string message;  ///< one line for a run that diverged, failed or is lost
    std::uint64_t seed = 0;
    std::int64_t started = 0;  ///< seconds since 1970, UTC; 0 when unknown
    int tasks = 0;
    int learned = 0;     ///< tasks
    std::string method;  ///< as reports name it: "vanilla_ensemble of mc_sgd"
    std::string benchmark;
    /// Every option of the resolved experiment by its path and as the file writes it, in the file's order:
    /// {"method.kind", "sgd"}, {"training.learning_rate", "0.05"}.
    std::vector<std::pair<std::string, std::string>> options;
    /// Measures by their id, after the last task learned; what is undefined is left out.
    std::vector<std::pair<std::string, double>> measures;
    std::vector<std::string> tags;
    std::string note;
    std::string parent;  ///< folder name of the run that this one was branched from; empty: none
    int branchedAt = 0;  ///< after this task of it

    /// The option's text; null when the experiment has none of this path.
    const std::string* option(const std::string& path) const;
    std::optional<double> measure(const std::string& id) const;
};

/// A run whose history has been read.
struct ComparedRun {
    RunRecord record;
    RunSnapshotPtr snapshot;
};

/// Runs that are shown as one, with a mean and a band: those of an experiment that differ in their seeds, or have chosen
/// options in common.
struct RunSet {
    std::string label;
    std::vector<ComparedRun> runs = {};
};

/// The options in which runs differ, beside their seed, name and "execution", in the order of the first run's options.
std::vector<std::string> differingOptions(const std::vector<ComparedRun>& runs);

/// Runs with the same values of the options `by` together; `by` empty: of all in differingOptions(). In the order in which the
/// first of each comes. Of runs that are alike in everything, their seed too, the one that has learned most counts, of equals
/// the last. Each set is labelled with its method where that tells them apart, and with what else does: "ewc, strength 100".
std::vector<RunSet> setsOf(const std::vector<ComparedRun>& runs, const std::vector<std::string>& by);

/// An option's path as a heading: "training.learning_rate" is "learning rate", "method.base.strength" "base strength".
std::string optionWords(const std::string& path);

}  // namespace isthmus::engine
