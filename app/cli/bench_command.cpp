// isthmus bench: what this machine reaches, each number beside its computed floor.
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "engine/bench/bench.h"
#include "engine/error.h"
#include "engine/machine.h"
#include "engine/options/option_spec.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <thread>

namespace isthmus::cli {

namespace {

using engine::Json;

struct BenchArguments {
    std::vector<std::string> only;
    int rounds = 7;
    int threads = 0;
    std::string device = "cpu";
    bool json = false;
    bool list = false;
};

Json machineJson(const engine::MachineSpeed& machine)
{
    return {{"processor", engine::devices().front().name},
            {"threads", machine.threads},
            {"device", machine.device},
            {"peak_gflops", 1e-9 * machine.peak},
            {"peak_gflops_all_threads", 1e-9 * machine.peakAllThreads},
            {"bandwidth_gbytes", 1e-9 * machine.bandwidth}};
}

Json resultJson(const engine::MachineSpeed& machine, const engine::BenchResult& result)
{
    Json rows = Json::array();
    for (const engine::BenchRow& row : result.rows)
        rows.push_back({{"id", row.id},
                        {"label", row.label},
                        {"value", row.value},
                        {"unit", row.unit},
                        {"rounds", row.rounds},
                        {"floor", row.floor},
                        {"floor_is", row.floorIs}});
    Json ratios = Json::array();
    for (const engine::BenchRatio& ratio : result.ratios)
        ratios.push_back({{"of", ratio.of}, {"to", ratio.to}, {"ratio", ratio.ratio}});
    return {{"machine", machineJson(machine)}, {"rows", rows}, {"ratios", ratios}};
}

void print(const engine::MachineSpeed& machine, const engine::BenchResult& result)
{
    std::cout << fmt::format("{}, {} threads: {:.0f} GFLOP/s on one thread, {:.0f} on all; {:.0f} GB/s in place\n",
                             engine::devices().front().name, machine.threads, 1e-9 * machine.peak, 1e-9 * machine.peakAllThreads,
                             1e-9 * machine.bandwidth);
    if (machine.device != "cpu")
        std::cout << "The work is done on " << machine.device << ", for which no floors are computed.\n";
    std::cout << '\n';
    std::cout << fmt::format("{:<36}{:>10} {:<9}{:>10} {:>6}   {}\n", "id", "measured", "unit", "floor", "share", "what");
    for (const engine::BenchRow& row : result.rows) {
        // A rate has its floor above it, a time below: either way the share of what would be possible.
        const double share = row.unit.ends_with("/s") ? row.value / row.floor : row.floor / row.value;
        const std::string floor =
            row.floor > 0.0 ? fmt::format("{:>10.4g} {:>4.0f} %", row.floor, 100.0 * share) : std::string(17, ' ');
        std::cout << fmt::format("{:<36}{:>10.4g} {:<9}{}   {}\n", row.id, row.value, row.unit, floor, row.label);
    }
    std::cout << '\n';
    for (const engine::BenchRatio& ratio : result.ratios)
        std::cout << fmt::format("{} / {}: {:.2f}\n", ratio.of, ratio.to, ratio.ratio);
}

int bench(const BenchArguments& arguments)
{
    if (const std::string problem = engine::deviceProblem(arguments.device); !problem.empty())
        throw engine::badInput("--device: " + problem);
    if (arguments.list) {
        for (const std::string& id : engine::benchIds(arguments.device))
            std::cout << id << '\n';
        return 0;
    }
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const Interruption interruption;
    const engine::MachineSpeed machine =
        engine::measureMachine(arguments.threads == 0 ? cores : arguments.threads, arguments.device);
    const bool shown = isatty(STDERR_FILENO);
    const engine::BenchResult result = engine::runBench(
        machine, arguments.only, arguments.rounds,
        [shown](double share) {
            if (shown)
                std::fputs(fmt::format("\r\033[K{:.0f} %", 100.0 * share).c_str(), stderr);
        },
        interruption.token());
    if (shown)
        std::fputs("\r\033[K", stderr);
    if (arguments.json)
        std::cout << resultJson(machine, result).dump(2) << '\n';
    else
        print(machine, result);
    return 0;
}

}  // namespace

void addBenchCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<BenchArguments>();
    CLI::App* command = app.add_subcommand("bench", "Speed of this machine at the engine's work, beside what it could reach");
    command->add_option("--only", arguments->only, "Rows whose id is or begins with one of these: step.sgd,product")
        ->delimiter(',')
        ->type_name("IDS");
    command->add_option("--rounds", arguments->rounds, "Times that each row is measured, in turn with the others (default: 7)")
        ->check(CLI::Range(1, 1000).description(""))
        ->type_name("N");
    command->add_option("--threads", arguments->threads, "Processor threads (default: 0 = as many as processors)")
        ->check(CLI::Range(0, 256).description(""))
        ->type_name("N");
    command->add_option("--device", arguments->device, "auto, cpu, cuda or cuda:i: where the work is done (default: cpu)")
        ->type_name("DEVICE");
    command->add_flag("--list", arguments->list, "The ids of the rows there are for the device");
    command->add_flag("--json", arguments->json, "As JSON");
    command->callback([&work, arguments] { work = [arguments] { return bench(*arguments); }; });
}

}  // namespace isthmus::cli
