#pragma once
#include "engine/options/option_spec.h"

#include <QMainWindow>

#include <functional>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace isthmus::widgets {
class ExperimentForm;
class FigureEditor;
class LibraryPanel;
class LogView;
class RunStrip;
class WelcomePage;
}  // namespace isthmus::widgets

namespace isthmus::app {

class Commands;
class CompareWorkspace;
class LandscapeWorkspace;
class Settings;
class Workspace;

/// The one window: toolbar, panels, menus, status bar. It arranges widgets and remembers their layout; what they mean to
/// each other is in Wiring.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// `charts`: how the charts of a landscape are declared.
    MainWindow(const engine::ExperimentSchema& schema, const engine::OptionSection& charts, Commands& commands,
               Settings& settings);

    widgets::ExperimentForm& form() { return *form_; }
    widgets::RunStrip& strip() { return *strip_; }
    widgets::LibraryPanel& library() { return *library_; }
    widgets::LogView& log() { return *log_; }
    widgets::WelcomePage& welcome() { return *welcome_; }
    Workspace& workspace() { return *workspace_; }
    LandscapeWorkspace& landscape() { return *landscape_; }
    CompareWorkspace& comparison() { return *comparison_; }
    widgets::FigureEditor& figures() { return *figures_; }

    void showWelcome();
    void showWorkspace();  ///< the tab that was shown last
    void showComparison();
    void showFigures();
    void showQueue();
    void resetLayout();
    void setMachineText(const QString& text);  ///< right end of the status bar
    /// Asked before the window closes; false keeps it open.
    void setMayClose(std::function<bool()> mayClose) { mayClose_ = std::move(mayClose); }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void addToolBarRow(Commands& commands);
    void addPanels(const engine::ExperimentSchema& schema);
    void addMenus(Commands& commands);
    void restoreLayout();
    /// The experiment's form makes room for views that it is not about, the library for the landscape's; they come back with
    /// the training.
    void makeRoom();

    Settings& settings_;
    std::function<bool()> mayClose_;
    QStackedWidget* stack_;
    widgets::ExperimentForm* form_ = nullptr;
    widgets::RunStrip* strip_ = nullptr;
    widgets::LibraryPanel* library_ = nullptr;
    widgets::LogView* log_ = nullptr;
    widgets::WelcomePage* welcome_ = nullptr;
    QTabWidget* tabs_;  ///< workspace, landscape, comparison, figures
    Workspace* workspace_ = nullptr;
    LandscapeWorkspace* landscape_ = nullptr;
    CompareWorkspace* comparison_ = nullptr;
    widgets::FigureEditor* figures_ = nullptr;
    QDockWidget* formPanel_ = nullptr;
    QDockWidget* libraryPanel_ = nullptr;
    QList<QDockWidget*> madeRoom_;  ///< hidden while another tab is shown
    QDockWidget* logPanel_ = nullptr;
    QDockWidget* queuePanel_ = nullptr;
    QLabel* machine_ = nullptr;
};

}  // namespace isthmus::app
