// What the studio does with files and folders: experiments, runs, data.
#include "app/studio/done_command.h"
#include "app/studio/main_window.h"
#include "app/studio/settings.h"
#include "app/studio/studio.h"
#include "engine/data/datasets.h"
#include "widgets/forms/experiment_form.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace isthmus::app {

std::filesystem::path Studio::dataDir() const { return folders_.data.empty() ? settings_.dataDir() : folders_.data; }

std::filesystem::path Studio::runsDir() const { return folders_.runs.empty() ? settings_.runsDir() : folders_.runs; }

void Studio::newExperiment(const engine::Json& given)
{
    if (!mayFillForm())
        return;
    fillForm(given);
    if (!training()) {
        showQueued(false);
        showLineage({});
        showSnapshot(nullptr);
    }
    window_.showWorkspace();
}

void Studio::openExperiment(const QString& file)
{
    if (!mayFillForm())
        return;
    try {
        fillForm(engine::readJsonFile(file.toStdString()));
        window_.showWorkspace();
        settings_.addRecentExperiment(file);
        Q_EMIT recentChanged();
    } catch (const engine::Error& error) {
        tell(tr("The experiment could not be opened"), QString::fromUtf8(error.what()));
    }
    refreshCommands();
}

void Studio::saveExperiment(const QString& file)
{
    QSaveFile out(file);
    const QByteArray text = QByteArray::fromStdString(window_.form().experiment().dump(2)) + '\n';
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit()) {
        tell(tr("The experiment could not be saved"), tr("%1: %2").arg(file, out.errorString()));
        return;
    }
    settings_.addRecentExperiment(file);
    Q_EMIT recentChanged();
    Q_EMIT formIsSafe();
}

void Studio::openRun(const QString& folder) { reader_.open(folder); }

void Studio::runDemonstration()
{
    QFile preset(QStringLiteral(":/isthmus/presets/demonstration.json"));
    if (!preset.open(QIODevice::ReadOnly))
        qFatal("the demonstration is not among the resources");
    fillForm(engine::Json::parse(preset.readAll().toStdString(), nullptr, true, true));
    start();
}

void Studio::chooseDataDir(const QString& folder)
{
    settings_.setDataDir(folder);
    folders_.data.clear();
    window_.form().setExtraChecks([this](const engine::Json& resolved) { return formProblems(resolved); });
    Q_EMIT datasetsChanged();
}

void Studio::chooseRunsDir(const QString& folder)
{
    settings_.setRunsDir(folder);
    folders_.runs.clear();
    runs_.look(folder);
    desk_.setRunsDir(runsDir());
}

void Studio::rememberRun(const QString& folder)
{
    settings_.addRecentRun(folder);
    Q_EMIT recentChanged();
}

void Studio::rememberFigure(const QString& file)
{
    settings_.addRecentFigure(file);
    Q_EMIT recentChanged();
}

void Studio::moveToTrash(const QStringList& runs)
{
    // What cannot be moved leaves nothing to be undone.
    runs_.moveToTrash(runs, [this](const QStringList& moved) {
        history_.push(new DoneCommand(
            tr("moving %n run(s) to the trash", nullptr, static_cast<int>(moved.size())), [this, moved] { runs_.restore(moved); },
            [this, moved] { runs_.moveToTrash(moved); }));
    });
}

void Studio::setNotes(const QString& run, const QStringList& tags, const QString& note)
{
    engine::RunNotes notes{.tags = {}, .note = note.toStdString()};
    for (const QString& tag : tags)
        notes.tags.push_back(tag.toStdString());
    runs_.setNotes(run, notes, [this, run, notes](const engine::RunNotes& before) {
        if (before != notes)
            history_.push(new DoneCommand(
                tr("tags and note of %1").arg(QFileInfo(run).fileName()), [this, run, before] { runs_.setNotes(run, before); },
                [this, run, notes] { runs_.setNotes(run, notes); }));
    });
}

std::vector<engine::OptionProblem> Studio::formProblems(const engine::Json& resolved) const
{
    std::vector<engine::OptionProblem> problems = engine::combinationProblems(resolved);
    const engine::Json& benchmark = resolved.at("benchmark");
    const engine::DatasetInfo& dataset = engine::findDataset(benchmark.at("dataset").get<std::string>());
    if (const std::string missing = dataset.missing(engine::DataPlace::of(benchmark, dataDir())); !missing.empty())
        problems.push_back(
            {"benchmark.dataset",
             tr("was not found: %1; File › Data folder… says where to look").arg(QString::fromStdString(missing)).toStdString()});
    return problems;
}

}  // namespace isthmus::app
