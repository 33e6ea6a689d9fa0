#pragma once
#include "engine/options/option_spec.h"

#include <QUndoCommand>

#include <functional>

namespace isthmus::widgets {

/// A change of a figure: the whole of it before and after. Changes of the same thing, one after the other, become one.
class FigureChange final : public QUndoCommand {
public:
    using Show = std::function<void(const engine::Json& document, int panel)>;

    struct State {
        engine::Json document;
        int panel = -1;  ///< selected
    };

    /// `subject`: what is changed, "page.venue"; empty: never joined with another change. `show` is called by undo and redo, not
    /// when the change is made.
    FigureChange(const QString& text, State before, State after, QString subject, Show show);

    void undo() override;
    void redo() override;
    int id() const override { return subject_.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* next) override;

private:
    State before_;
    State after_;
    QString subject_;
    Show show_;
    bool made_ = false;
};

}  // namespace isthmus::widgets
