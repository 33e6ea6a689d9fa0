#include "app/studio/dropped_files.h"

#include "engine/data/datasets.h"
#include "engine/error.h"
#include "engine/runs/experiment.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace isthmus::app {

namespace {

using Kind = DroppedFiles::Kind;

constexpr qint64 longestDescription = 16 << 20;  ///< bytes; it is read while the mouse moves

struct Drop {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::Drop)
};

bool isRun(const QString& folder) { return QFileInfo(folder + QLatin1String("/experiment.json")).isFile(); }

bool holdsRuns(const QString& folder)
{
    const QStringList inside = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return std::any_of(inside.begin(), inside.end(),
                       [&](const QString& each) { return isRun(folder + QLatin1Char('/') + each); });
}

/// True when a data set is found there that is not found everywhere.
bool holdsData(const QString& folder)
{
    const auto table = engine::datasetTable();
    return std::any_of(table.begin(), table.end(), [&](const engine::DatasetInfo& info) {
        const std::filesystem::path nowhere = (folder + QLatin1String("/nowhere")).toStdString();
        return info.missing({folder.toStdString()}).empty() && !info.missing({nowhere}).empty();
    });
}

Kind kindOfDescription(const QString& file)
{
    if (QFileInfo(file).size() > longestDescription)
        return Kind::Unknown;
    try {
        const engine::Json json = engine::readJsonFile(file.toStdString());
        if (json.contains("panels"))
            return Kind::Figure;
        const auto sections = engine::experimentSchema().sections;
        const bool known =
            std::any_of(sections.begin(), sections.end(), [&](const auto& section) { return json.contains(section.key); });
        return known ? Kind::Experiment : Kind::Unknown;
    } catch (const engine::Error&) {
        return Kind::Unknown;
    }
}

Kind kindOf(const QString& path)
{
    const QFileInfo file(path);
    if (file.isDir())
        return isRun(path) ? Kind::Run : holdsRuns(path) ? Kind::Runs : holdsData(path) ? Kind::DataFolder : Kind::Unknown;
    const QString ending = file.suffix().toLower();
    if (ending == QLatin1String("json"))
        return kindOfDescription(path);
    const bool exported = QStringList{"pdf", "svg", "png", "tex"}.contains(ending);
    return exported && file.isFile() ? Kind::Figure : Kind::Unknown;
}

QString wordsFor(Kind kind, const QString& name)
{
    switch (kind) {
    case Kind::Run:
        return Drop::tr("Open the run “%1”").arg(name);
    case Kind::Runs:
        return Drop::tr("Compare the runs in “%1”").arg(name);
    case Kind::Experiment:
        return Drop::tr("Fill the form with the experiment “%1”").arg(name);
    case Kind::Figure:
        return Drop::tr("Open the figure “%1”").arg(name);
    case Kind::DataFolder:
        return Drop::tr("Look for data sets in “%1”").arg(name);
    case Kind::Unknown:
        break;
    }
    return Drop::tr("“%1” is no run folder, experiment, figure or data folder").arg(name);
}

}  // namespace

DroppedFiles lookAt(const QStringList& paths)
{
    if (paths.isEmpty())
        return {Kind::Unknown, {}, Drop::tr("Only files and folders can be dropped here")};
    const auto isOfRuns = [](const QString& path) {
        const Kind kind = kindOf(path);
        return kind == Kind::Run || kind == Kind::Runs;
    };
    if (paths.size() == 1) {
        const Kind kind = kindOf(paths.front());
        return {kind, paths, wordsFor(kind, QFileInfo(paths.front()).fileName())};
    }
    if (std::all_of(paths.begin(), paths.end(), isOfRuns))
        return {Kind::Runs, paths, Drop::tr("Compare the runs in %n folders", nullptr, static_cast<int>(paths.size()))};
    return {Kind::Unknown, paths, Drop::tr("Several things at once must all be run folders")};
}

}  // namespace isthmus::app
