#pragma once
#include <QColor>
#include <QIcon>

namespace isthmus::widgets {

/// A line drawing of resources/icons ("start", "warning", …) in the palette's text colour, sharp at every size.
/// It follows the palette: after a change of scheme the next repaint has the new colour.
QIcon icon(const QString& name);

/// The same in a colour of its own, for states and problems.
QIcon icon(const QString& name, const QColor& colour);

/// The program's own icon, in colour.
QIcon applicationIcon();

}  // namespace isthmus::widgets
