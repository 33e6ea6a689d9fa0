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
    QByteArray windowState() const;
    QByteArray workspaceState() const;
    QByteArray landscapeState() const;
    QByteArray comparisonState() const;
    void setComparisonState(const QByteArray& state);
    void setLayout(const QByteArray& geometry, const QByteArray& window, const QByteArray& workspace,
                   const QByteArray& landscape);

    QStringList recentRuns() const;  ///< newest first; folders that are gone are left out
    void addRecentRun(const QString& folder);
};

}  // namespace isthmus::app
