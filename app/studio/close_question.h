#pragma once
#include <functional>

class QWidget;

namespace isthmus::app {

/// Asks, without blocking, whether to stop the run that goes on and close `window`; calls `stopAndClose` if so.
void askToStopAndClose(QWidget& window, bool othersWait, std::function<void()> stopAndClose);

}  // namespace isthmus::app
