#pragma once

namespace isthmus::app {

class Commands;
class FigureDesk;
class MainWindow;
class Settings;
class Studio;

/// The connections of what makes the window comfortable whatever is shown in it: help, layouts, files opened last or dropped,
/// presets, what was left unsaved, looks. A part of wire().
void wireComfort(MainWindow& window, Commands& commands, Settings& settings, Studio& studio, FigureDesk& figures);

}  // namespace isthmus::app
