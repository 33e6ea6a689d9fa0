#pragma once

namespace isthmus::widgets {

/// Lets assistive technology say what a box of choices has chosen, when it gets the focus and when a key chooses another: Qt
/// tells its label alone. Call it once, before the first window; again does nothing.
void announceChoices();

}  // namespace isthmus::widgets
