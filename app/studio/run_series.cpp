#include "app/studio/run_series.h"

#include <QCoreApplication>

namespace isthmus::app {

namespace {

struct SeriesWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::SeriesWords)
};

}  // namespace

RunSeries::RunSeries(const engine::Experiment& experiment) : experiment_(experiment.values()), runs_(experiment.eachSeed()) {}

std::vector<std::uint64_t> RunSeries::seeds() const
{
    std::vector<std::uint64_t> seeds;
    for (const engine::Experiment& run : runs_)
        seeds.push_back(run.seed());
    return seeds;
}

void RunSeries::note(const engine::RunOutcome& outcome)
{
    using engine::RunState;
    if (begun_ == 0 || (outcome.state != RunState::Diverged && outcome.state != RunState::Failed))
        return;
    const QString seed = QString::number(runs_[begun_ - 1].seed());
    const QString message = QString::fromStdString(outcome.message);
    // The message of a run that diverged says so itself.
    mishaps_ += outcome.state == RunState::Diverged ? SeriesWords::tr("Seed %1 %2").arg(seed, message)
                                                    : SeriesWords::tr("Seed %1 failed: %2").arg(seed, message);
}

}  // namespace isthmus::app
