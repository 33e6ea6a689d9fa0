#include "app/studio/allowed_commands.h"

#include "app/studio/commands.h"

#include <QAction>

namespace isthmus::app {

void allowCommands(Commands& commands, const Situation& now)
{
    using engine::RunState;
    const RunState state = now.shown ? now.shown->state : RunState::Idle;
    const bool hasFolder = now.shown && !now.shown->folder.empty();
    const bool paused = now.training && state == RunState::Paused;
    const bool moving = paused || (now.training && state == RunState::Running);
    const auto enable = [&](Command command, bool enabled) { commands.action(command)->setEnabled(enabled); };
    QAction* start = commands.action(Command::Start);
    const bool formIsFree = !now.training || now.drafting;
    start->setText(now.training && now.drafting ? Commands::tr("Add to &queue") : Commands::tr("&Start"));
    start->setEnabled(formIsFree && now.whyNotStart.isEmpty());
    start->setToolTip(now.whyNotStart.isEmpty()
                          ? Commands::tr("%1 (%2)").arg(start->statusTip(), start->shortcut().toString(QKeySequence::NativeText))
                          : Commands::tr("Cannot start. %1").arg(now.whyNotStart));
    QAction* pause = commands.action(Command::Pause);
    pause->setEnabled(moving);
    pause->setText(paused ? Commands::tr("Go &on") : Commands::tr("&Pause"));
    enable(Command::NextTask, moving);
    enable(Command::Stop, now.training && !now.stopping);
    enable(Command::ResumeRun, !now.training && engine::canBeResumed(state) && hasFolder);
    enable(Command::Sweep, now.whyNotStart.isEmpty());
    enable(Command::Branch, hasFolder && now.whyNotStart.isEmpty() && now.shown->accuracy().learned() > 0);
    enable(Command::NextExperiment, now.training);
    commands.action(Command::NextExperiment)->setChecked(now.training && now.drafting);
    enable(Command::NewExperiment, formIsFree);
    enable(Command::OpenExperiment, formIsFree);
    enable(Command::OpenRun, !now.training);
    enable(Command::ShowRunFolder, hasFolder);
}

}  // namespace isthmus::app
