#pragma once

class QString;

namespace isthmus::app {

class FigureDesk;
class MainWindow;
class Studio;

/// Every connection of the figure editor. The desk lives as long as the window.
FigureDesk& wireFigures(MainWindow& window, Studio& studio);

/// Shows a figure's file, when the figure at hand has been saved or given up.
void openFigure(MainWindow& window, FigureDesk& desk, const QString& file);

/// Whether the window may close as far as its figure goes; false: a question stands, and closes the window itself.
bool mayLeaveFigure(MainWindow& window, FigureDesk& desk);

}  // namespace isthmus::app
