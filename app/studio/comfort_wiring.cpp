#include "app/studio/comfort_wiring.h"

#include "app/studio/commands.h"
#include "app/studio/figure_desk.h"
#include "app/studio/figure_wiring.h"
#include "app/studio/handbook_place.h"
#include "app/studio/layout_history.h"
#include "app/studio/main_window.h"
#include "app/studio/named_layouts.h"
#include "app/studio/settings.h"
#include "app/studio/studio.h"
#include "app/studio/window_drops.h"
#include "engine/data/datasets.h"
#include "engine/machine.h"
#include "engine/reproduction/presets.h"
#include "widgets/accessible/focus_keys.h"
#include "widgets/commands/choice_menu.h"
#include "widgets/commands/command_palette.h"
#include "widgets/commands/shortcut_sheet.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/forms/preset_button.h"
#include "widgets/handbook/handbook_window.h"
#include "widgets/run/notice_bar.h"
#include "widgets/run/welcome_page.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/theme.h"

#include <spdlog/spdlog.h>

#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>
#include <QTimer>

namespace isthmus::app {

namespace {

void wireHelp(MainWindow& window, const Commands& commands, Settings& settings)
{
    commands.on(Command::Handbook, &window, [&window] {
        auto* handbook = window.findChild<widgets::HandbookWindow*>();
        const QString place = handbookPlace(QApplication::focusWidget());
        if (handbook == nullptr)
            handbook = new widgets::HandbookWindow(&window);
        handbook->open(place);
    });
    auto* palette = new widgets::CommandPalette(&window);
    commands.on(Command::FindCommand, palette, [&window, &settings, palette] {
        palette->open(widgets::menuEntries(*window.menuBar()), settings.recentCommands());
    });
    QObject::connect(palette, &widgets::CommandPalette::ran, &window,
                     [&settings](const QString& id) { settings.addRecentCommand(id); });
    new widgets::FocusKeys(&window);
    commands.on(Command::WhatIsThis, &window, [] { widgets::showTipOfFocus(); });
    commands.on(Command::Shortcuts, &window, [&window] {
        auto* sheet = new widgets::ShortcutSheet(widgets::menuEntries(*window.menuBar()), &window);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->show();
    });
}

void wireViews(MainWindow& window, const Commands& commands, Settings& settings, Studio& studio)
{
    const std::pair<Command, void (MainWindow::*)()> views[] = {{Command::ShowTraining, &MainWindow::showTraining},
                                                                {Command::ShowLandscape, &MainWindow::showLandscape},
                                                                {Command::ShowComparison, &MainWindow::showComparison},
                                                                {Command::ShowFigures, &MainWindow::showFigures}};
    for (const auto& [command, show] : views)
        commands.on(command, &window, [&window, show = show] {
            (window.*show)();
            window.enterView();
        });
    auto* history = new LayoutHistory(window, studio.history());
    auto* layouts = new NamedLayouts(window, *history, settings);
    commands.on(Command::SaveLayout, layouts, [layouts] { layouts->askForName(); });
    commands.on(Command::ResetLayout, history, [&window, history] {
        history->change(MainWindow::tr("resetting the layout"), [&window] { window.resetLayout(); });
    });
}

void wireRecent(MainWindow& window, Settings& settings, Studio& studio, FigureDesk& figures)
{
    const auto show = [&window, &settings] {
        window.welcome().setRecent(settings.recentRuns());
        window.recentRuns().setPaths(settings.recentRuns());
        window.recentExperiments().setPaths(settings.recentExperiments());
        window.recentFigures().setPaths(settings.recentFigures());
    };
    QObject::connect(&studio, &Studio::recentChanged, &window, show);
    // Not within the menu's own action: the menu is filled anew.
    QObject::connect(&window.recentRuns(), &widgets::ChoiceMenu::chosen, &studio, &Studio::openRun, Qt::QueuedConnection);
    QObject::connect(&window.recentExperiments(), &widgets::ChoiceMenu::chosen, &studio, &Studio::openExperiment,
                     Qt::QueuedConnection);
    QObject::connect(
        &window.recentFigures(), &widgets::ChoiceMenu::chosen, &figures,
        [&window, &figures](const QString& file) { openFigure(window, figures, file); }, Qt::QueuedConnection);
    show();
}

void wireDrops(MainWindow& window, Studio& studio, FigureDesk& figures)
{
    using Kind = DroppedFiles::Kind;
    auto* drops = new WindowDrops(window);
    QObject::connect(drops, &WindowDrops::dropped, &studio, [&](const DroppedFiles& files) {
        const QString& first = files.paths.front();
        if (files.kind == Kind::Run)
            studio.openRun(first);
        else if (files.kind == Kind::Runs)
            studio.comparison().compare(files.paths);
        else if (files.kind == Kind::Experiment)
            studio.openExperiment(first);
        else if (files.kind == Kind::DataFolder)
            studio.chooseDataDir(first);
        else if (files.kind == Kind::Figure)
            openFigure(window, figures, first);
    });
}

void wirePresets(MainWindow& window, Studio& studio)
{
    QList<widgets::PresetChoice> choices;
    for (const engine::Preset& preset : engine::presets()) {
        // Those of a table are called "method: table".
        const QString title = QString::fromStdString(preset.title);
        const bool ofTable = preset.name.find('/') != std::string::npos;
        choices.append({QString::fromStdString(preset.name), ofTable ? title.section(QStringLiteral(": "), 1) : QString(),
                        ofTable ? title.section(QStringLiteral(": "), 0, 0) : MainWindow::tr("Demonstration")});
    }
    window.presets().setPresets(choices);
    QObject::connect(&window.presets(), &widgets::PresetButton::chosen, &studio,
                     [&](const QString& name) { studio.newExperiment(engine::findPreset(name.toStdString()).experiment); });
}

void wireDraft(MainWindow& window, Studio& studio)
{
    ExperimentDraft& draft = studio.draft();
    QObject::connect(&window.form(), &widgets::ExperimentForm::edited, &draft, [&] {
        if (studio.formIsFree())
            draft.keep();
    });
    QObject::connect(&studio, &Studio::formIsSafe, &draft, &ExperimentDraft::forget);
    QObject::connect(&window, &MainWindow::closing, &draft, &ExperimentDraft::forget);
    QObject::connect(&draft, &ExperimentDraft::problem, &studio,
                     [](const QString& message) { spdlog::warn("{}", message.toStdString()); });
    if (!draft.left())
        return;
    const QString name = QString::fromStdString(draft.left()->value("name", std::string()));
    window.notice().ask(
        MainWindow::tr("When the studio ended last time, the experiment in the form%1 was neither started nor saved.")
            .arg(name.isEmpty() ? QString() : MainWindow::tr(", “%1”,").arg(name)),
        MainWindow::tr("Bring it back"), MainWindow::tr("Discard"));
    QObject::connect(&window.notice(), &widgets::NoticeBar::answered, &studio, [&](bool wanted) {
        if (wanted)
            studio.newExperiment(*draft.left());
        if (wanted && !studio.formIsFree()) {
            window.notice().show();  // not now; it was said why
            return;
        }
        draft.settleLeft();
        if (wanted)
            draft.keep();
    });
}

void showDatasets(MainWindow& window, const Studio& studio)
{
    QList<widgets::DatasetStatus> found;
    for (const engine::DatasetInfo& info : engine::datasetTable()) {
        const std::string missing = info.missing({studio.dataDir()});
        found.append(
            {QString::fromUtf8(info.label), missing.empty(), QString::fromStdString(missing.empty() ? info.help : missing)});
    }
    window.welcome().setDatasets(found);
}

void wireLookAndState(MainWindow& window, const Commands& commands, Settings& settings, Studio& studio)
{
    const std::pair<Command, Settings::Theme> themes[] = {{Command::SystemTheme, Settings::Theme::System},
                                                          {Command::LightTheme, Settings::Theme::Light},
                                                          {Command::DarkTheme, Settings::Theme::Dark}};
    for (const auto& [command, theme] : themes) {
        commands.action(command)->setChecked(settings.theme() == theme);
        commands.on(command, &window, [&settings, theme = theme] {
            settings.setTheme(theme);
            widgets::applyTheme(*qApp, theme == Settings::Theme::Dark    ? widgets::Scheme::Dark
                                       : theme == Settings::Theme::Light ? widgets::Scheme::Light
                                                                         : widgets::systemScheme());
        });
    }
    commands.on(Command::Quit, &window, [&] { window.close(); });
    commands.on(Command::About, &window, [&] {
        QMessageBox::about(&window, MainWindow::tr("About Isthmus"),
                           MainWindow::tr("<b>Isthmus %1</b><p>Continual learning in neural-network subspaces, made visible.</p>"
                                          "<p>Free software under the GNU General Public License, version 3 or later.</p>")
                               .arg(QCoreApplication::applicationVersion()));
    });
    QObject::connect(&studio, &Studio::datasetsChanged, &window, [&] { showDatasets(window, studio); });
    showDatasets(window, studio);

    auto* clock = new QTimer(&window);
    const auto showMachine = [&window, &studio] {
        QString text = MainWindow::tr("memory %1 MB").arg(widgets::countText(qRound64(engine::residentMegabytes())));
        if (studio.training() && studio.shown() && studio.shown()->secondsSinceCheckpoint >= 0.0)
            text += MainWindow::tr(" · saved %1 ago").arg(widgets::durationText(studio.shown()->secondsSinceCheckpoint));
        window.setMachineText(text);
    };
    QObject::connect(clock, &QTimer::timeout, &window, showMachine);
    clock->start(1000);
    showMachine();
}

}  // namespace

void wireComfort(MainWindow& window, Commands& commands, Settings& settings, Studio& studio, FigureDesk& figures)
{
    wireHelp(window, commands, settings);
    wireViews(window, commands, settings, studio);
    wireRecent(window, settings, studio, figures);
    wireDrops(window, studio, figures);
    wirePresets(window, studio);
    wireDraft(window, studio);
    wireLookAndState(window, commands, settings, studio);
}

}  // namespace isthmus::app
