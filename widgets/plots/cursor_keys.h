#pragma once
#include <optional>

class QKeyEvent;

namespace isthmus::widgets {

/// What a key asks of a plot's cursor, the same in all plots: Left and Right go along a curve or a row, Up and Down to another,
/// with Ctrl by a tenth of the way; Home and End to its ends.
struct CursorMove {
    int along = 0;   ///< to the right
    int across = 0;  ///< downwards
    bool far = false;
    bool toEnd = false;  ///< all the way along
};

/// Nothing for any other key.
std::optional<CursorMove> cursorMove(const QKeyEvent& key);

/// One step, or a tenth of `count`.
int cursorStep(const CursorMove& move, int count);

}  // namespace isthmus::widgets
