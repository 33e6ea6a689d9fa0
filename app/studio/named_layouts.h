#pragma once
#include <QObject>

namespace isthmus::app {

class LayoutHistory;
class MainWindow;
class Settings;

/// Layouts that the user has given a name: saved, chosen and deleted in View › Layouts.
class NamedLayouts final : public QObject {
    Q_OBJECT
public:
    NamedLayouts(MainWindow& window, LayoutHistory& history, Settings& settings);

    void askForName();               ///< in a dialog that does not block
    void save(const QString& name);  ///< the present layout; one of that name is replaced
    void choose(const QString& name);
    void remove(const QString& name);

private:
    void showNames();

    MainWindow& window_;
    LayoutHistory& history_;
    Settings& settings_;
};

}  // namespace isthmus::app
