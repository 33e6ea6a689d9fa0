#pragma once
#include <QUndoCommand>

#include <functional>
#include <utility>

namespace isthmus::app {

/// Something that is done already when the history takes it in: undone, and then done again.
class DoneCommand final : public QUndoCommand {
public:
    using Act = std::function<void()>;

    DoneCommand(const QString& text, Act undo, Act redo) : QUndoCommand(text), undo_(std::move(undo)), redo_(std::move(redo)) {}

    void undo() override
    {
        undone_ = true;
        undo_();
    }
    void redo() override
    {
        if (undone_)  // not when the history takes it in
            redo_();
    }

private:
    Act undo_;
    Act redo_;
    bool undone_ = false;
};

}  // namespace isthmus::app
