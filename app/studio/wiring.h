#pragma once

namespace isthmus::app {

class Commands;
class LogSink;
class MainWindow;
class Settings;
class Studio;

/// Every connection between the window, the commands, the running session and the files; nowhere else.
void wire(MainWindow& window, Commands& commands, Settings& settings, Studio& studio, LogSink& log);

}  // namespace isthmus::app
