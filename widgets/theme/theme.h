#pragma once
#include <QColor>

class QApplication;

namespace isthmus::widgets {

enum class Scheme { Light, Dark };

/// What a colour is for; the same roles in both schemes.
enum class Role {
    Window,  ///< behind everything
    Panel,   ///< where data stands: plots, tables, fields
    Text,
    Muted,   ///< captions, units, axis labels; still readable (4.5 : 1)
    Line,    ///< axes and borders
    Grid,    ///< the lightest lines
    Accent,  ///< primary action and selection
    Good,
    Warning,
    Bad,
};

/// What the desktop had asked for before the first applyTheme(): dark when its text is lighter than its windows.
Scheme systemScheme();

/// Fusion with our palette; the interface font stays the system's. May be called again while windows are open:
/// every widget then gets QEvent::PaletteChange.
void applyTheme(QApplication& application, Scheme scheme);

/// The scheme applied last, or the system's.
Scheme currentScheme();

/// The role's colour in the current scheme.
QColor color(Role role);

}  // namespace isthmus::widgets
