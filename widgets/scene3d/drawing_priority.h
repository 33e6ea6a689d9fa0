#pragma once
#include <sys/resource.h>

namespace isthmus::widgets {

/// Lowers the priority of the calling thread, which draws scenes, and of those that it starts: below the window's, so that they
/// do not take the processor from it, and above that of work behind it. Of this thread alone, as Linux has it.
inline void drawBehindTheWindow()
{
    constexpr int levels = 5;
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + levels);
}

}  // namespace isthmus::widgets
