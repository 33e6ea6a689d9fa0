#include "widgets/figures/editor/figure_history.h"

namespace isthmus::widgets {

FigureChange::FigureChange(const QString& text, State before, State after, QString subject, Show show)
    : QUndoCommand(text),
      before_(std::move(before)),
      after_(std::move(after)),
      subject_(std::move(subject)),
      show_(std::move(show))
{
}

void FigureChange::undo() { show_(before_.document, before_.panel); }

void FigureChange::redo()
{
    if (made_)
        show_(after_.document, after_.panel);
    made_ = true;
}

bool FigureChange::mergeWith(const QUndoCommand* next)
{
    const auto* change = static_cast<const FigureChange*>(next);
    if (change->subject_ != subject_)
        return false;
    after_ = change->after_;
    setObsolete(after_.document == before_.document);
    return true;
}

}  // namespace isthmus::widgets
