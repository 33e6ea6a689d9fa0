#pragma once
#include "app/studio/commands.h"
#include "app/studio/log_sink.h"
#include "app/studio/main_window.h"
#include "app/studio/settings.h"
#include "app/studio/studio.h"
#include "app/studio/wiring.h"
#include "app/studio/workspace.h"
#include "engine/landscapes/landscape_study.h"
#include "widgets/run/run_strip.h"
#include "widgets/run/state_chip.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QToolBar>
#include <QtTest>

namespace isthmus::tests {

/// The whole program without its main().
struct Program {
    app::Settings settings;
    app::LogSink log;
    app::Commands commands;
    app::MainWindow window{engine::experimentSchema(), engine::landscapeSchema().sections.front(), commands, settings};
    app::Studio studio;

    explicit Program(const QString& runs, const std::filesystem::path& queue = {}, const std::filesystem::path& draft = {},
                     const std::filesystem::path& figure = {})
        : studio(window, commands, settings,
                 {.data = {}, .runs = runs.toStdString(), .queue = queue, .draft = draft, .figure = figure})
    {
        app::wire(window, commands, settings, studio, log);
        window.resize(1400, 900);
        window.show();
    }

    QWidget* button(app::Command command) { return window.findChild<QToolBar*>()->widgetForAction(commands.action(command)); }

    void click(app::Command command) { QTest::mouseClick(button(command), Qt::LeftButton); }

    template <typename Plot>
    Plot& plot()
    {
        // The landscape has a line of its own.
        auto* found = window.workspace().template findChild<Plot*>();
        return found ? *found : *window.findChild<Plot*>();
    }

    engine::RunState state() const { return studio.shown() ? studio.shown()->state : engine::RunState::Idle; }
    bool reaches(engine::RunState wanted)
    {
        return QTest::qWaitFor([&] { return state() == wanted; }, 120000);
    }
    QString stateShown() { return window.strip().findChild<widgets::StateChip*>()->accessibleName(); }
    QString folder() const { return QString::fromStdString(studio.shown()->folder); }

    engine::Json summary() const { return engine::readJsonFile((folder() + "/summary.json").toStdString()); }
};

/// Settings of the test's own in `folder`, and the light scheme.
inline void useOwnSettings(const QTemporaryDir& folder)
{
    QCoreApplication::setOrganizationName(QStringLiteral("isthmus-test"));
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.filePath("settings"));
    widgets::applyTheme(*qApp, widgets::Scheme::Light);
}

}  // namespace isthmus::tests
