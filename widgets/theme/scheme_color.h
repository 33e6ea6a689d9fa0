#pragma once
#include "widgets/theme/theme.h"

namespace isthmus::widgets {

/// The role's colour in a scheme that need not be the current one: paper is light whatever the window is.
QColor color(Role role, Scheme scheme);

}  // namespace isthmus::widgets
