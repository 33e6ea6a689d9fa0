// isthmus: train, measure and look at landscapes without a display. Text for people goes to stderr, results to stdout.
#include "app/cli/commands.h"
#include "engine/error.h"
#include "engine/options/validation.h"

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>

using namespace isthmus;

namespace {

void logToStandardError()
{
    auto logger = spdlog::stderr_logger_mt("isthmus");
    // On a terminal a line of the log first wipes the progress bar.
    logger->set_pattern(isatty(STDERR_FILENO) ? "\r\033[K%v" : "%v");
    spdlog::set_default_logger(std::move(logger));
}

/// CLI11 would only say that a subcommand is required.
void requireKnownCommand(const CLI::App& app, int argc, char** argv)
{
    const std::string word = argc > 1 ? argv[1] : "";
    if (word.empty() || word.front() == '-')
        return;
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({}))
        names.push_back(command->get_name());
    if (std::find(names.begin(), names.end(), word) != names.end())
        return;
    const std::string near = engine::nearestWord(word, names);
    throw engine::badInput("there is no command \"" + word + "\""
                           + (near.empty() ? "; see isthmus --help" : "; did you mean \"" + near + "\"?"));
}

}  // namespace

int main(int argc, char** argv)
{
    logToStandardError();
    CLI::App app("Continual learning in neural-network subspaces, without a display.", "isthmus");
    app.set_version_flag("--version", ISTHMUS_VERSION);
    app.require_subcommand(1);
    cli::Work work;
    cli::addRunCommands(app, work);
    cli::addSweepCommand(app, work);
    cli::addRunsCommand(app, work);
    cli::addReportCommand(app, work);
    cli::addLandscapeCommand(app, work);
    cli::addBarriersCommand(app, work);
    cli::addListCommands(app, work);
    cli::addReproduceCommands(app, work);
    cli::addDoctorCommand(app, work);
    cli::addBenchCommand(app, work);
    try {
        requireKnownCommand(app, argc, argv);
        app.parse(argc, argv);
        const int status = work();
        std::cout.flush();
        if (!std::cout)
            throw engine::Error(engine::Error::Kind::Failed, "the results could not be written to standard output");
        return status;
    } catch (const CLI::Success& asked) {  // --help, --version
        return app.exit(asked);
    } catch (const CLI::ParseError& mistake) {
        const auto chosen = app.get_subcommands();
        const std::string help = chosen.empty() ? "isthmus --help" : "isthmus " + chosen.front()->get_name() + " --help";
        std::fprintf(stderr, "isthmus: %s; see %s\n", mistake.what(), help.c_str());
        return 2;
    } catch (const engine::Error& error) {
        std::fprintf(stderr, "isthmus: %s\n", error.what());
        return cli::exitStatus(error.kind());
    } catch (const std::filesystem::filesystem_error& error) {
        std::fprintf(stderr, "isthmus: %s: %s\n", error.path1().c_str(), error.code().message().c_str());
        return 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "isthmus: %s\n", error.what());
        return 3;
    }
}
