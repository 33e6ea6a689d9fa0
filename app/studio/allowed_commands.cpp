#include "app/studio/allowed_commands.h"

#include "app/studio/commands.h"
#include "widgets/commands/menu_entries.h"

namespace isthmus::app {

void allowCommands(Commands& commands, const Situation& now)
{
    using engine::RunState;
    const RunState state = now.shown ? now.shown->state : RunState::Idle;
    const bool hasFolder = now.shown && !now.shown->folder.empty();
    const bool paused = now.training && state == RunState::Paused;
    const bool moving = paused || (now.training && state == RunState::Running);
    const auto enable = [&](Command command, bool enabled, const QString& reason) {
        commands.action(command)->setEnabled(enabled);
        widgets::setWhyNot(*commands.action(command), reason);
    };
    QAction* start = commands.action(Command::Start);
    const bool formIsFree = !now.training || now.drafting;
    const QString aRunGoesOn = Commands::tr("a run is going on");
    const QString noRunGoesOn = Commands::tr("no run is going on");
    const QString noRunShown = Commands::tr("no run is shown");
    start->setText(now.training && now.drafting ? Commands::tr("Add to &queue") : Commands::tr("&Start"));
    start->setEnabled(formIsFree && now.whyNotStart.isEmpty());
    start->setToolTip(now.whyNotStart.isEmpty()
                          ? Commands::tr("%1 (%2)").arg(start->statusTip(), start->shortcut().toString(QKeySequence::NativeText))
                          : Commands::tr("Cannot start. %1").arg(now.whyNotStart));
    widgets::setWhyNot(*start, formIsFree ? now.whyNotStart : aRunGoesOn);
    QAction* pause = commands.action(Command::Pause);
    enable(Command::Pause, moving, noRunGoesOn);
    pause->setText(paused ? Commands::tr("Go &on") : Commands::tr("&Pause"));
    enable(Command::NextTask, moving, noRunGoesOn);
    enable(Command::Stop, now.training && !now.stopping, now.stopping ? Commands::tr("it is being stopped") : noRunGoesOn);
    enable(Command::ResumeRun, !now.training && engine::canBeResumed(state) && hasFolder,
           now.training ? aRunGoesOn
           : hasFolder  ? Commands::tr("the run shown cannot be resumed")
                        : noRunShown);
    enable(Command::Sweep, now.whyNotStart.isEmpty(), now.whyNotStart);
    enable(Command::Branch, hasFolder && now.whyNotStart.isEmpty() && now.shown->accuracy().learned() > 0,
           !hasFolder                   ? noRunShown
           : !now.whyNotStart.isEmpty() ? now.whyNotStart
                                        : Commands::tr("the run shown has not finished a task"));
    enable(Command::NextExperiment, now.training, noRunGoesOn);
    commands.action(Command::NextExperiment)->setChecked(now.training && now.drafting);
    enable(Command::NewExperiment, formIsFree, aRunGoesOn);
    enable(Command::OpenExperiment, formIsFree, aRunGoesOn);
    enable(Command::OpenRun, !now.training, aRunGoesOn);
    enable(Command::ShowRunFolder, hasFolder, noRunShown);
}

}  // namespace isthmus::app
