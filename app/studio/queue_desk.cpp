#include "app/studio/queue_desk.h"

#include "app/studio/sweep_expander.h"
#include "engine/error.h"
#include "engine/runs/branch_options.h"
#include "widgets/queue/branch_dialog.h"
#include "widgets/queue/queue_panel.h"
#include "widgets/queue/sweep_dialog.h"
#include "widgets/theme/number_format.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace isthmus::app {

namespace {

engine::Sweep sweepOf(const engine::Json& given, const engine::Json& axes, bool list)
{
    return {.experiment = given, .axes = axes, .combine = list ? engine::Sweep::Combine::List : engine::Sweep::Combine::Grid};
}

/// Without what changes nothing of how long a run takes.
engine::Json work(engine::Json experiment)
{
    for (const char* key : {"name", "seed", "seeds", "task_seed", "order_seed", "initialisation_seed", "memory_seed"})
        experiment.erase(key);
    for (const char* key : {"learning_rate", "learning_rate_decay", "momentum"})
        experiment.at("training").erase(key);
    return experiment;
}

/// What these runs take, if each does the same work as one that is done; else nothing.
QString forecast(const std::vector<engine::SweepRun>& runs, const engine::Json& done, const engine::RunResults& results)
{
    const engine::Json like = work(done);
    const auto alike = [&](const engine::SweepRun& run) { return work(run.experiment.values()) == like; };
    if (!results.time || !std::all_of(runs.begin(), runs.end(), alike))
        return {};
    const double seconds = results.time->trainingSeconds + results.time->evaluationSeconds;
    return QueueDesk::tr("about %1").arg(widgets::durationText(seconds * static_cast<double>(runs.size())));
}

/// The form's experiment as a branch of a run with this experiment: one run, of its seed.
engine::Experiment asBranch(const engine::Json& form, const engine::Json& parent)
{
    engine::Json given = form;
    if (given.contains("seeds")) {
        given.erase("seeds");
        given["seed"] = parent.at("seed");
    }
    given["name"] = parent.at("name");
    return engine::Experiment(given);
}

widgets::BranchDialog::Outlook outlookOf(const engine::Json& form, const engine::Json& parent, int afterTask)
{
    widgets::BranchDialog::Outlook outlook;
    try {
        const engine::Experiment wanted = asBranch(form, parent);
        for (const engine::BranchChange& change : engine::branchChanges(parent, wanted.values()))
            outlook.changes.push_back(
                {QString::fromStdString(change.path), QString::fromStdString(engine::displayText(change.before)),
                 QString::fromStdString(engine::displayText(change.after)), QString::fromStdString(change.refusal)});
        if (afterTask >= wanted.at("benchmark.tasks").get<int>())
            outlook.problem = QueueDesk::tr("after the last task nothing is left to learn; give it more tasks in the form first");
    } catch (const engine::Error& error) {
        outlook.problem = QString::fromUtf8(error.what());
    }
    return outlook;
}

}  // namespace

QueueDesk::QueueDesk(QWidget& window, const std::filesystem::path& file, std::filesystem::path runsDir)
    : window_(window), runsDir_(std::move(runsDir)), queue_(file)
{
    wirePanel();
    connect(&branchReader_, &BranchReader::found, this, &QueueDesk::showBranchDialog);
    connect(&branchReader_, &BranchReader::failed, this,
            [this](const QString& message) { Q_EMIT problem(tr("The run cannot be branched"), message); });
    if (!queue_.problem().isEmpty())
        spdlog::warn("{}", queue_.problem().toStdString());
}

void QueueDesk::wirePanel()
{
    auto* panel = window_.findChild<widgets::QueuePanel*>();
    panel->setEntries(queue_.entries());
    connect(&queue_, &RunQueue::changed, panel, [this, panel] { panel->setEntries(queue_.entries()); });
    connect(&queue_, &RunQueue::changed, this, [this, told = QString()]() mutable {
        if (queue_.problem() != told && !queue_.problem().isEmpty())
            spdlog::warn("the queue was not saved: {}", queue_.problem().toStdString());
        told = queue_.problem();
    });
    connect(panel, &widgets::QueuePanel::continueRequested, this, [this] {
        queue_.goOn();
        Q_EMIT added();
    });
    connect(panel, &widgets::QueuePanel::moveRequested, &queue_, &RunQueue::move);
    connect(panel, &widgets::QueuePanel::removeRequested, &queue_, &RunQueue::remove);
    connect(panel, &widgets::QueuePanel::clearFinishedRequested, &queue_, &RunQueue::clearFinished);
    connect(panel, &widgets::QueuePanel::cancelRequested, this, &QueueDesk::cancelRequested);
    connect(panel, &widgets::QueuePanel::openRequested, this, &QueueDesk::openRequested);
}

void QueueDesk::addExperiment(const engine::Json& given)
{
    const engine::Experiment experiment(given);
    queue_.add(engine::expand({.experiment = experiment.values()}), experiment.values(), runsDir_);
    Q_EMIT added();
}

void QueueDesk::askForSweep(const engine::Json& given, const engine::RunSnapshotPtr& like, bool runNow)
{
    const QueuedRun* known =
        like && like->state == engine::RunState::Done ? queue_.runIn(QString::fromStdString(like->folder)) : nullptr;
    const engine::Json done = known != nullptr ? known->experiment : engine::Json();
    auto* dialog = new widgets::SweepDialog(widgets::optionPaths(engine::experimentSchema()), runNow, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* expander = new SweepExpander(dialog);
    connect(dialog, &widgets::SweepDialog::axesChanged, expander,
            [expander, given](const engine::Json& axes, bool list) { expander->expand(sweepOf(given, axes, list)); });
    connect(expander, &SweepExpander::failed, dialog,
            [dialog](const QString& message) { dialog->setOutlook({.runs = 0, .problem = message, .forecast = {}}); });
    connect(expander, &SweepExpander::expanded, dialog, [=](const SweepRunsPtr& runs) {
        dialog->setOutlook({.runs = static_cast<int>(runs->size()),
                            .problem = {},
                            .forecast = done.is_null() ? QString() : forecast(*runs, done, *like->results)});
    });
    connect(dialog, &widgets::SweepDialog::chosen, this, [this, expander] {
        queue_.add(*expander->runs(), {}, runsDir_);
        Q_EMIT added();
    });
    dialog->open();
}

void QueueDesk::askForBranch(const QString& folder, const engine::Json& given, bool runNow)
{
    wanted_ = given;
    runNow_ = runNow;
    branchReader_.read(folder);
}

void QueueDesk::showBranchDialog(const BranchPointsPtr& points)
{
    std::vector<int> tasks;
    for (const auto& [task, experiment] : points->experiments)
        tasks.push_back(task);
    const auto judge = [form = wanted_, points](int task) { return outlookOf(form, points->experiments.at(task), task); };
    const QString parent = QString::fromStdString(std::filesystem::path(points->folder).filename().string());
    auto* dialog = new widgets::BranchDialog(parent, tasks, judge, runNow_, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &widgets::BranchDialog::branchChosen, this,
            [this, points](int afterTask, const QString& name) { addBranch(*points, afterTask, name); });
    dialog->open();
}

void QueueDesk::addBranch(const BranchPoints& points, int afterTask, const QString& name)
{
    const engine::Json& parent = points.experiments.at(afterTask);
    engine::Json wanted = asBranch(wanted_, parent).values();
    if (!name.isEmpty())
        wanted["name"] = name.toStdString();
    BranchPlan plan{.parent = points.folder, .afterTask = afterTask, .settings = {}};
    for (const engine::BranchChange& change : engine::branchChanges(parent, wanted))
        plan.settings.push_back(change.path + "=" + change.after.dump());
    try {
        queue_.addBranch(engine::Experiment(wanted), std::move(plan), runsDir_);
        Q_EMIT added();
    } catch (const engine::Error& error) {
        Q_EMIT problem(tr("The run cannot be branched"), QString::fromUtf8(error.what()));
    }
}

}  // namespace isthmus::app
