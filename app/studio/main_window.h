#pragma once
#include "engine/options/option_spec.h"

#include <QMainWindow>

#include <functional>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace isthmus::widgets {
class ChoiceMenu;
class ExperimentForm;
class FigureEditor;
class LibraryPanel;
class LogView;
class NoticeBar;
class PresetButton;
class RunStrip;
class WelcomePage;
}  // namespace isthmus::widgets

namespace isthmus::app {

class Commands;
class CompareWorkspace;
class LandscapeWorkspace;
class Settings;
struct WindowLayout;
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
    widgets::NoticeBar& notice() { return *notice_; }
    widgets::PresetButton& presets() { return *presets_; }
    widgets::ChoiceMenu& recentRuns() { return *recentRuns_; }
    widgets::ChoiceMenu& recentExperiments() { return *recentExperiments_; }
    widgets::ChoiceMenu& recentFigures() { return *recentFigures_; }
    widgets::ChoiceMenu& chosenLayout() { return *chosenLayout_; }
    widgets::ChoiceMenu& deletedLayout() { return *deletedLayout_; }

    void showWelcome();
    void showWorkspace();  ///< the tab that was shown last
    void showTraining();
    void showLandscape();
    void showComparison();
    void showFigures();
    bool showsFigures() const;
    void enterView();  ///< the focus goes into the tab that is shown
    void enterForm();  ///< and to the beginning of the experiment's form, which is shown
    void showQueue();
    void resetLayout();
    WindowLayout layoutState() const;
    /// Puts every panel where it was; of a layout that does not fit the panels there are, nothing.
    void setLayoutState(const WindowLayout& layout);
    void setMachineText(const QString& text);  ///< right end of the status bar
    /// Asked before the window closes; false keeps it open.
    void setMayClose(std::function<bool()> mayClose) { mayClose_ = std::move(mayClose); }

Q_SIGNALS:
    void viewChanged();  ///< another tab is shown, or the welcome
    void closing();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void addToolBarRow(Commands& commands);
    void addPanels(const engine::ExperimentSchema& schema);
    void addMenus(Commands& commands);
    void addFileMenu(Commands& commands);
    void addViewMenu(Commands& commands);
    void showTab(QWidget& tab);
    void restoreLayout();
    void saveLayout();
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
    widgets::NoticeBar* notice_;
    widgets::PresetButton* presets_ = nullptr;
    widgets::ChoiceMenu* recentRuns_ = nullptr;
    widgets::ChoiceMenu* recentExperiments_ = nullptr;
    widgets::ChoiceMenu* recentFigures_ = nullptr;
    widgets::ChoiceMenu* chosenLayout_ = nullptr;
    widgets::ChoiceMenu* deletedLayout_ = nullptr;
    QDockWidget* formPanel_ = nullptr;
    QDockWidget* libraryPanel_ = nullptr;
    QList<QDockWidget*> madeRoom_;  ///< hidden while another tab is shown
    QDockWidget* logPanel_ = nullptr;
    QDockWidget* queuePanel_ = nullptr;
    QLabel* machine_ = nullptr;
};

}  // namespace isthmus::app
