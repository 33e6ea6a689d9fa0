#pragma once

namespace isthmus::widgets {

/// From now on assistive technology takes every FoldButton for a button that is expanded or collapsed; Qt would tell it of a
/// box that is ticked or not. Again does nothing.
void announceFolds();

}  // namespace isthmus::widgets
