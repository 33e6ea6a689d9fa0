// isthmus reproduce, isthmus presets
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/progress_bar.h"
#include "app/cli/seed_list.h"
#include "engine/data/datasets.h"
#include "engine/reproduction/presets.h"
#include "engine/reproduction/reproduction.h"

#include <CLI/CLI.hpp>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/spdlog.h>

#include <unistd.h>

#include <cmath>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>

namespace isthmus::cli {

namespace {

struct ReproduceArguments {
    std::string table;
    bool quick = false;
    std::vector<std::string> only;
    std::optional<std::string> seeds;
    std::vector<std::string> settings;
    std::string dataDir;
    std::string folder;
    int jobs = 0;
    std::string preset;
};

void tell(const engine::ReproductionProgress& progress)
{
    const bool terminal = isatty(STDERR_FILENO) != 0;
    if (!progress.ended.empty())
        std::fprintf(stderr, "%s%d of %d runs: %s\n", terminal ? "\r\033[K" : "", progress.done, progress.runs,
                     progress.ended.c_str());
    if (!terminal)
        return;
    std::fprintf(stderr, "\r\033[K%ld %% done", std::lround(100.0 * progress.share));
    if (progress.secondsLeft >= 0.0)
        std::fprintf(stderr, ", about %s left", durationText(progress.secondsLeft).c_str());
    std::fflush(stderr);
}

/// One table. Throws Error(BadInput) when the data for it are not at hand.
void reproduceTable(engine::ReproductionRequest request, const Interruption& interruption)
{
    if (request.folder.empty())
        request.folder = "reproduction-" + request.table + (request.quick ? "-quick" : "");
    const engine::ReproductionPlan plan = engine::planFor(request);
    std::fprintf(stderr, "%s: %zu runs, %d at a time, in %s\n", request.table.c_str(), plan.runs.size(), request.jobs,
                 request.folder.c_str());
    const auto runs = engine::reproduce(plan, request, tell, interruption.token());
    if (isatty(STDERR_FILENO) != 0)
        std::fprintf(stderr, "\r\033[K");
    for (const std::filesystem::path& file : engine::writeTables(plan, request, runs))
        std::cout << file.string() << '\n';
}

int reproduceAll(const engine::ReproductionRequest& request, const Interruption& interruption)
{
    int tables = 0;
    for (const std::string& name : engine::tableNames()) {
        engine::ReproductionRequest own = request;
        own.table = name;
        if (!request.folder.empty())
            own.folder = request.folder / name;
        try {
            reproduceTable(own, interruption);
            ++tables;
        } catch (const engine::Error& error) {
            if (error.kind() != engine::Error::Kind::BadInput)
                throw;
            std::fprintf(stderr, "skipped: %s\n", error.what());
        }
    }
    if (tables == 0)
        throw engine::badInput("no table could be reproduced; the lines above say why");
    return 0;
}

int reproduce(const ReproduceArguments& arguments)
{
    // Several runs at a time would write their messages through each other; each keeps them in its own log.txt.
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("runs", std::make_shared<spdlog::sinks::null_sink_mt>()));
    const int processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const engine::ReproductionRequest request{
        .table = arguments.table,
        .quick = arguments.quick,
        .only = arguments.only,
        .seeds = arguments.seeds ? seedList(*arguments.seeds) : std::vector<std::uint64_t>(),
        .settings = arguments.settings,
        .dataDir = arguments.dataDir.empty() ? engine::defaultDataDir() : std::filesystem::path(arguments.dataDir),
        .folder = arguments.folder,
        .jobs = arguments.jobs > 0 ? arguments.jobs : processors};
    const Interruption interruption;
    if (arguments.table == "all")
        return reproduceAll(request, interruption);
    reproduceTable(request, interruption);
    return 0;
}

int showPresets(const std::string& name)
{
    if (!name.empty()) {
        std::cout << engine::findPreset(name).experiment.dump(2) << '\n';
        return 0;
    }
    for (const engine::Preset& preset : engine::presets())
        std::cout << preset.name << "  " << preset.title << '\n';
    return 0;
}

}  // namespace

void addReproduceCommands(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<ReproduceArguments>();
    std::string tables = "all";
    for (const std::string& name : engine::tableNames())
        tables += ", " + name;
    CLI::App* command = app.add_subcommand("reproduce", "Run a table of results and write it beside the published numbers");
    command->add_option("TABLE", arguments->table, "One of " + tables)->required();
    command->add_flag("--quick", arguments->quick, "Fewer images and one seed: a first look within minutes");
    command->add_option("--only", arguments->only, "Rows of the table, by name: sgd,ewc")->delimiter(',')->type_name("ROWS");
    command->add_option("--seeds", arguments->seeds, "Other seeds than the table's: 1..5, or 1,2,7")->type_name("LIST");
    command->add_option("--set", arguments->settings, "Change an option of every run: --set benchmark.train_per_task=0")
        ->type_name("KEY.PATH=VALUE")
        ->allow_extra_args(false);
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are, laid out as torchvision's root")
        ->type_name("DIR");
    command
        ->add_option("--out", arguments->folder,
                     "Where runs and tables are left (default: reproduction-TABLE); what is there is "
                     "not run again")
        ->type_name("DIR");
    command->add_option("--jobs", arguments->jobs, "Runs at a time (default: as many as processors)")
        ->check(CLI::Range(1, 1024).description(""))
        ->type_name("N");
    command->callback([&work, arguments] { work = [arguments] { return reproduce(*arguments); }; });

    command = app.add_subcommand("presets", "List the experiments that come with the program, or print one");
    command->add_option("PRESET", arguments->preset, "Print this one, ready for isthmus run")->type_name("NAME");
    command->callback([&work, arguments] { work = [arguments] { return showPresets(arguments->preset); }; });
}

}  // namespace isthmus::cli
