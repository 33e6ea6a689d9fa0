#pragma once
#include <functional>

class QWidget;

namespace isthmus::app {

/// Asks, without blocking, what becomes of a figure with changes that are not saved: calls `save` or `discard`, or neither.
void askToSaveFigure(QWidget& window, std::function<void()> save, std::function<void()> discard);

/// Says, without holding up anything, that an earlier studio left a figure unsaved: calls `restore` or `discard`; a question that
/// is only closed leaves the figure for the next time.
void offerUnsavedFigure(QWidget& window, std::function<void()> restore, std::function<void()> discard);

}  // namespace isthmus::app
