#pragma once
#include "engine/error.h"

#include <functional>

namespace CLI {
class App;
}

namespace isthmus::cli {

/// What the chosen subcommand does; returns the exit status (0 done, 2 bad input, 3 failed, 130 interrupted).
using Work = std::function<int()>;

/// The program's exit status for an error.
constexpr int exitStatus(engine::Error::Kind kind)
{
    return kind == engine::Error::Kind::BadInput ? 2 : kind == engine::Error::Kind::Interrupted ? 130 : 3;
}

// Each adds its subcommand (or family of them) to the command line; when it is chosen, `work` is set.
void addRunCommands(CLI::App& app, Work& work);  // run, resume, branch
void addSweepCommand(CLI::App& app, Work& work);
void addRunsCommand(CLI::App& app, Work& work);
void addReportCommand(CLI::App& app, Work& work);
void addLandscapeCommand(CLI::App& app, Work& work);
void addBarriersCommand(CLI::App& app, Work& work);
void addListCommands(CLI::App& app, Work& work);       // methods, benchmarks, models, charts, datasets, measures
void addReproduceCommands(CLI::App& app, Work& work);  // reproduce, presets
void addDoctorCommand(CLI::App& app, Work& work);
void addBenchCommand(CLI::App& app, Work& work);

}  // namespace isthmus::cli
