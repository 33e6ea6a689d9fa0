#include "app/studio/settings.h"

#include "engine/data/datasets.h"
#include "engine/runs/run_folder.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace isthmus::app {

namespace {

constexpr auto themeKey = "theme";
constexpr auto dataDirKey = "dataDir";
constexpr auto runsDirKey = "runsDir";
constexpr auto libraryKey = "layout/library";
constexpr auto geometryKey = "layout/geometry";
constexpr auto layoutKey = "layout/panels";
constexpr auto namedLayoutsKey = "layout/named";
constexpr auto recentRunsKey = "recentRuns";
constexpr auto recentExperimentsKey = "recentExperiments";
constexpr auto recentFiguresKey = "recentFigures";
constexpr auto recentCommandsKey = "recentCommands";
constexpr int mostRecent = 12;

QStringList list(const char* key) { return QSettings().value(QLatin1String(key)).toStringList(); }

QStringList thoseThere(QStringList paths)
{
    paths.erase(std::remove_if(paths.begin(), paths.end(), [](const QString& path) { return !QFileInfo::exists(path); }),
                paths.end());
    return paths;
}

void prepend(const char* key, const QString& entry, QStringList others)
{
    others.removeAll(entry);
    others.prepend(entry);
    QSettings().setValue(QLatin1String(key), others.mid(0, mostRecent));
}

}  // namespace

Settings::Theme Settings::theme() const
{
    const QString word = QSettings().value(QLatin1String(themeKey)).toString();
    return word == QLatin1String("dark") ? Theme::Dark : word == QLatin1String("light") ? Theme::Light : Theme::System;
}

void Settings::setTheme(Theme theme)
{
    QSettings().setValue(QLatin1String(themeKey), QLatin1String(theme == Theme::Dark    ? "dark"
                                                                : theme == Theme::Light ? "light"
                                                                                        : "system"));
}

std::filesystem::path Settings::dataDir() const
{
    const QString chosen = QSettings().value(QLatin1String(dataDirKey)).toString();
    return chosen.isEmpty() ? engine::defaultDataDir() : std::filesystem::path(chosen.toStdString());
}

void Settings::setDataDir(const QString& folder) { QSettings().setValue(QLatin1String(dataDirKey), folder); }

std::filesystem::path Settings::runsDir() const
{
    const QString chosen = QSettings().value(QLatin1String(runsDirKey)).toString();
    return chosen.isEmpty() ? engine::defaultRunsDir() : std::filesystem::path(chosen.toStdString());
}

void Settings::setRunsDir(const QString& folder) { QSettings().setValue(QLatin1String(runsDirKey), folder); }

QByteArray Settings::libraryState() const { return QSettings().value(QLatin1String(libraryKey)).toByteArray(); }
void Settings::setLibraryState(const QByteArray& state) { QSettings().setValue(QLatin1String(libraryKey), state); }

QByteArray Settings::windowGeometry() const { return QSettings().value(QLatin1String(geometryKey)).toByteArray(); }
void Settings::setWindowGeometry(const QByteArray& geometry) { QSettings().setValue(QLatin1String(geometryKey), geometry); }

QByteArray Settings::layout() const { return QSettings().value(QLatin1String(layoutKey)).toByteArray(); }
void Settings::setLayout(const QByteArray& layout) { QSettings().setValue(QLatin1String(layoutKey), layout); }

QStringList Settings::layoutNames() const { return QSettings().value(QLatin1String(namedLayoutsKey)).toMap().keys(); }

QByteArray Settings::namedLayout(const QString& name) const
{
    return QSettings().value(QLatin1String(namedLayoutsKey)).toMap().value(name).toByteArray();
}

void Settings::setNamedLayout(const QString& name, const QByteArray& layout)
{
    QVariantMap all = QSettings().value(QLatin1String(namedLayoutsKey)).toMap();
    if (layout.isEmpty())
        all.remove(name);
    else
        all.insert(name, layout);
    QSettings().setValue(QLatin1String(namedLayoutsKey), all);
}

QStringList Settings::recentRuns() const { return thoseThere(list(recentRunsKey)); }
QStringList Settings::recentExperiments() const { return thoseThere(list(recentExperimentsKey)); }
QStringList Settings::recentFigures() const { return thoseThere(list(recentFiguresKey)); }
QStringList Settings::recentCommands() const { return list(recentCommandsKey); }

void Settings::addRecentRun(const QString& folder) { prepend(recentRunsKey, folder, recentRuns()); }
void Settings::addRecentExperiment(const QString& file) { prepend(recentExperimentsKey, file, recentExperiments()); }
void Settings::addRecentFigure(const QString& file) { prepend(recentFiguresKey, file, recentFigures()); }
void Settings::addRecentCommand(const QString& id) { prepend(recentCommandsKey, id, recentCommands()); }

}  // namespace isthmus::app
