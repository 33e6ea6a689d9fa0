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
constexpr auto windowKey = "layout/window";
constexpr auto workspaceKey = "layout/workspace";
constexpr auto landscapeKey = "layout/landscape";
constexpr auto comparisonKey = "layout/comparison";
constexpr auto recentKey = "recentRuns";
constexpr int mostRecent = 12;

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
QByteArray Settings::windowState() const { return QSettings().value(QLatin1String(windowKey)).toByteArray(); }
QByteArray Settings::workspaceState() const { return QSettings().value(QLatin1String(workspaceKey)).toByteArray(); }

QByteArray Settings::landscapeState() const { return QSettings().value(QLatin1String(landscapeKey)).toByteArray(); }

QByteArray Settings::comparisonState() const { return QSettings().value(QLatin1String(comparisonKey)).toByteArray(); }

void Settings::setComparisonState(const QByteArray& state) { QSettings().setValue(QLatin1String(comparisonKey), state); }

void Settings::setLayout(const QByteArray& geometry, const QByteArray& window, const QByteArray& workspace,
                         const QByteArray& landscape)
{
    QSettings settings;
    settings.setValue(QLatin1String(geometryKey), geometry);
    settings.setValue(QLatin1String(windowKey), window);
    settings.setValue(QLatin1String(workspaceKey), workspace);
    settings.setValue(QLatin1String(landscapeKey), landscape);
}

QStringList Settings::recentRuns() const
{
    QStringList runs = QSettings().value(QLatin1String(recentKey)).toStringList();
    runs.erase(std::remove_if(runs.begin(), runs.end(), [](const QString& run) { return !QFileInfo(run).isDir(); }), runs.end());
    return runs;
}

void Settings::addRecentRun(const QString& folder)
{
    QStringList runs = recentRuns();
    runs.removeAll(folder);
    runs.prepend(folder);
    QSettings().setValue(QLatin1String(recentKey), runs.mid(0, mostRecent));
}

}  // namespace isthmus::app
