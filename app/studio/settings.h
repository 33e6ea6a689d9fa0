#pragma once
#include <QByteArray>
#include <QStringList>

#include <filesystem>

namespace isthmus::app {

/// What the studio remembers between two starts (QSettings; XDG_CONFIG_HOME on Linux). Unknown or damaged entries read as
/// their defaults.
class Settings {
public:
    enum class Theme { System, Light, Dark };

    Theme theme() const;
    void setTheme(Theme theme);

    /// Where data sets are; the engine's default until the user has chosen.
    std::filesystem::path dataDir() const;
    void setDataDir(const QString& folder);

    /// Where runs are kept; the engine's default until the user has chosen.
    std::filesystem::path runsDir() const;
    void setRunsDir(const QString& folder);

    QByteArray libraryState() const;
    void setLibraryState(const QByteArray& state);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);
    QByteArray layout() const;
    void setLayout(const QByteArray& layout);

    QStringList layoutNames() const;  ///< sorted
    QByteArray namedLayout(const QString& name) const;
    void setNamedLayout(const QString& name, const QByteArray& layout);  ///< an empty one: the name is given up

    /// What was opened last, newest first; what is gone is left out.
    QStringList recentRuns() const;
    QStringList recentExperiments() const;
    QStringList recentFigures() const;
    void addRecentRun(const QString& folder);
    void addRecentExperiment(const QString& file);
    void addRecentFigure(const QString& file);

    QStringList recentCommands() const;  ///< ids, newest first
    void addRecentCommand(const QString& id);
};

}  // namespace isthmus::app
