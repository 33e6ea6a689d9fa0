#pragma once

namespace isthmus::app {

/// How many levels of the system's priority training and evaluation stay below the window, whose thread then has a processor when
/// it wants one (handbook: performance.md).
inline constexpr int levelsBehindTheWindow = 10;

}  // namespace isthmus::app
