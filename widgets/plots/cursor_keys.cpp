#include "widgets/plots/cursor_keys.h"

#include <QKeyEvent>

#include <algorithm>

namespace isthmus::widgets {

std::optional<CursorMove> cursorMove(const QKeyEvent& key)
{
    const bool far = key.modifiers() & Qt::ControlModifier;
    switch (key.key()) {
    case Qt::Key_Left:
        return CursorMove{.along = -1, .far = far};
    case Qt::Key_Right:
        return CursorMove{.along = 1, .far = far};
    case Qt::Key_Up:
        return CursorMove{.across = -1, .far = far};
    case Qt::Key_Down:
        return CursorMove{.across = 1, .far = far};
    case Qt::Key_Home:
        return CursorMove{.along = -1, .toEnd = true};
    case Qt::Key_End:
        return CursorMove{.along = 1, .toEnd = true};
    default:
        return std::nullopt;
    }
}

int cursorStep(const CursorMove& move, int count) { return move.toEnd ? count : move.far ? std::max(1, count / 10) : 1; }

}  // namespace isthmus::widgets
