#pragma once
#include "engine/runs/session.h"

#include <QStringList>

namespace isthmus::app {

/// The runs of one experiment, one for each of its seeds, in their order.
class RunSeries {
public:
    RunSeries() = default;  ///< no runs
    explicit RunSeries(const engine::Experiment& experiment);

    bool empty() const { return runs_.empty(); }
    bool several() const { return runs_.size() > 1; }
    bool hasNext() const { return begun_ < runs_.size(); }
    /// The experiment of the run to begin now. Asks for hasNext().
    const engine::Experiment& next() { return runs_[begun_++]; }

    /// What the runs are of, with all its seeds. Asks for a series that is not empty.
    const engine::Json& experiment() const { return experiment_; }
    std::vector<std::uint64_t> seeds() const;
    std::size_t begun() const { return begun_; }  ///< runs begun so far

    /// Keeps how the run begun last has ended.
    void note(const engine::RunOutcome& outcome);
    /// One line for each run that diverged or failed: "Seed 7 diverged: …".
    QStringList mishaps() const { return mishaps_; }

private:
    engine::Json experiment_;
    std::vector<engine::Experiment> runs_;
    std::size_t begun_ = 0;
    QStringList mishaps_;
};

}  // namespace isthmus::app
