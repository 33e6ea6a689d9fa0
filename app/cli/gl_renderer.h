#pragma once
#include <string>

namespace isthmus::cli {

/// Name and version of the OpenGL renderer that a program without a window gets (EGL), or why there is none.
std::string glRenderer();

}  // namespace isthmus::cli
