#include "app/studio/queue_file.h"

#include "engine/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <array>

namespace isthmus::app {

namespace {

using widgets::QueueState;

struct QueueFile {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::QueueFile)
};

// In the order of QueueState; part of the file's format.
constexpr std::array words{"waiting", "on_hold", "running", "done", "stopped", "diverged", "failed"};

engine::Json asJson(const QueuedRun& run)
{
    engine::Json json = {{"state", words[static_cast<std::size_t>(run.shown.state)]},
                         {"series", run.series},
                         {"settings", run.shown.settings.toStdString()},
                         {"message", run.shown.message.toStdString()},
                         {"folder", run.shown.folder.toStdString()},
                         {"runs_dir", run.runsDir.string()},
                         {"experiment", run.experiment}};
    if (run.form != run.experiment)
        json["form"] = run.form;
    if (run.branch)
        json["branch"] = {
            {"parent", run.branch->parent}, {"after_task", run.branch->afterTask}, {"settings", run.branch->settings}};
    return json;
}

/// Throws when it is no run of a queue.
QueuedRun fromJson(const engine::Json& json)
{
    const auto text = [&](const char* key) { return QString::fromStdString(json.at(key).get<std::string>()); };
    const auto word = std::find(words.begin(), words.end(), json.at("state").get<std::string>());
    if (word == words.end())
        throw engine::badInput("is in no known state");
    QueuedRun run;
    run.experiment = engine::Experiment(json.at("experiment")).values();
    run.form = json.value("form", run.experiment);
    run.shown.name = QString::fromStdString(run.experiment.at("name").get<std::string>());
    run.shown.state = static_cast<QueueState>(word - words.begin());
    run.shown.settings = text("settings");
    run.shown.message = text("message");
    run.shown.folder = text("folder");
    run.runsDir = json.at("runs_dir").get<std::string>();
    run.series = json.at("series").get<quint64>();
    if (json.contains("branch")) {
        const engine::Json& branch = json.at("branch");
        run.branch = BranchPlan{.parent = branch.at("parent").get<std::string>(),
                                .afterTask = branch.at("after_task").get<int>(),
                                .settings = branch.at("settings").get<std::vector<std::string>>()};
    }
    return run;
}

}  // namespace

QString writeQueue(const std::filesystem::path& file, const QList<QueuedRun>& runs)
{
    engine::Json all = engine::Json::array();
    for (const QueuedRun& run : runs)
        all.push_back(asJson(run));
    const QByteArray text =
        QByteArray::fromStdString(
            engine::Json({{"version", 1}, {"runs", all}}).dump(1, ' ', false, engine::Json::error_handler_t::replace))
        + '\n';
    const QString path = QString::fromStdString(file.string());
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
        return out.errorString();
    return {};
}

QList<QueuedRun> readQueue(const std::filesystem::path& file, QString& problem)
{
    QList<QueuedRun> runs;
    if (!std::filesystem::exists(file))
        return runs;
    int lost = 0;
    try {
        const engine::Json all = engine::readJsonFile(file).at("runs");
        for (const engine::Json& one : all) {
            try {
                runs += fromJson(one);
            } catch (const std::exception& error) {
                ++lost;
                problem = QString::fromUtf8(error.what());
            }
        }
    } catch (const std::exception& error) {
        problem = QueueFile::tr("The queue could not be read: %1").arg(QString::fromUtf8(error.what()));
        return runs;
    }
    if (lost > 0)
        problem = QueueFile::tr("%1 of the queue could not be read: %2")
                      .arg(lost == 1 ? QueueFile::tr("1 experiment") : QueueFile::tr("%1 experiments").arg(lost), problem);
    return runs;
}

}  // namespace isthmus::app
