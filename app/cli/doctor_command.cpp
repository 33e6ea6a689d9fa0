// isthmus doctor: what this machine offers, for a bug report and for choosing options.
#include "app/cli/commands.h"
#include "app/cli/gl_renderer.h"
#include "engine/data/datasets.h"
#include "engine/machine.h"
#include "engine/runs/run_folder.h"

#include <CLI/CLI.hpp>

#include <iomanip>
#include <iostream>
#include <memory>
#include <thread>

namespace isthmus::cli {

namespace {

using engine::Json;

struct DoctorArguments {
    std::string dataDir;
    bool json = false;
};

Json findings(const std::filesystem::path& dataDir)
{
    Json versions = Json::object();
    for (const auto& [name, version] : engine::libraryVersions())
        versions[name] = version;
    Json devices = Json::array();
    for (const engine::DeviceInfo& device : engine::devices())
        devices.push_back({{"id", device.id}, {"name", device.name}});
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    Json speed = {{"1", engine::measuredGflops(1)}};
    if (cores > 1)
        speed[std::to_string(cores)] = engine::measuredGflops(cores);
    Json datasets = Json::array();
    for (const engine::DatasetInfo& info : engine::datasetTable())
        datasets.push_back({{"id", info.id}, {"missing", info.missing({dataDir})}});
    return {{"versions", versions},         {"devices", devices},
            {"gflops_by_threads", speed},   {"opengl", glRenderer()},
            {"data_dir", dataDir.string()}, {"data_dir_exists", std::filesystem::is_directory(dataDir)},
            {"datasets", datasets},         {"runs_dir", engine::defaultRunsDir().string()}};
}

void print(const Json& found)
{
    const auto line = [](const std::string& label, const std::string& text) {
        std::cout << std::left << std::setw(16) << label << text << '\n';
    };
    for (const auto& [name, version] : found.at("versions").items())
        line(name, version.get<std::string>());
    for (const Json& device : found.at("devices"))
        line("device " + device.at("id").get<std::string>(), device.at("name").get<std::string>());
    for (const auto& [threads, gflops] : found.at("gflops_by_threads").items())
        line("speed", std::to_string(static_cast<int>(gflops.get<double>() + 0.5)) + " GFLOP/s on " + threads
                          + (threads == "1" ? " thread" : " threads") + " (1024 x 1024 products)");
    line("OpenGL", found.at("opengl").get<std::string>());
    line("data folder",
         found.at("data_dir").get<std::string>() + (found.at("data_dir_exists").get<bool>() ? "" : " (does not exist)"));
    for (const Json& dataset : found.at("datasets")) {
        const auto missing = dataset.at("missing").get<std::string>();
        line("  " + dataset.at("id").get<std::string>(), missing.empty() ? "found" : "not found: " + missing);
    }
    line("runs folder", found.at("runs_dir").get<std::string>());
}

}  // namespace

void addDoctorCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<DoctorArguments>();
    CLI::App* command = app.add_subcommand("doctor", "Versions, devices, measured speed, data folders found");
    command->add_option("--data-dir", arguments->dataDir, "Where to look for data sets")->type_name("DIR");
    command->add_flag("--json", arguments->json, "As JSON");
    command->callback([&work, arguments] {
        work = [arguments] {
            const Json found =
                findings(arguments->dataDir.empty() ? engine::defaultDataDir() : std::filesystem::path(arguments->dataDir));
            if (arguments->json)
                std::cout << found.dump(2) << '\n';
            else
                print(found);
            return 0;
        };
    });
}

}  // namespace isthmus::cli
