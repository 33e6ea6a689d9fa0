// isthmus landscape
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "engine/error.h"
#include "engine/landscapes/landscape_files.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/options/option_value.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <chrono>
#include <cmath>
#include <iostream>
#include <map>
#include <memory>

namespace isthmus::cli {

namespace {

struct LandscapeArguments {
    std::string folder;
    std::string chart = "line";
    std::vector<std::string> anchors;
    std::vector<std::string> marks;
    std::vector<int> tasks;
    std::string metric = "both";
    std::map<std::string, std::string> options;  ///< of the chart, as they were given
    bool fresh = false;
    bool forecastOnly = false;
    int threads = 0;
    std::string out;
    std::string dataDir;
};

engine::LandscapeMetric metricCalled(const std::string& word)
{
    return word == "loss"       ? engine::LandscapeMetric::Loss
           : word == "accuracy" ? engine::LandscapeMetric::Accuracy
                                : engine::LandscapeMetric::Both;
}

template <typename Chart>
void print(const LandscapeArguments& arguments, const Chart& chart)
{
    const engine::LandscapeMetric metric = metricCalled(arguments.metric);
    if (arguments.out.empty()) {
        std::cout << engine::landscapeJson(chart, metric).dump(-1, ' ', false, engine::Json::error_handler_t::replace) << '\n';
    } else {
        engine::writeLandscape(arguments.out, chart, metric);
        std::cout << arguments.out << '\n';
    }
}

/// "per_class" as the command line has it: "--per-class".
std::string flagOf(std::string key)
{
    std::replace(key.begin(), key.end(), '_', '-');
    return "--" + key;
}

/// The "chart" object that the command line describes. Throws Error(BadInput) that names the command line's option.
engine::Json chartOf(const LandscapeArguments& arguments)
{
    engine::Json chart{{"kind", arguments.chart}};
    for (const auto& [key, text] : arguments.options) {
        const engine::Json value = engine::Json::parse(text, nullptr, false);
        chart[key] = value.is_discarded() ? engine::Json(text) : value;
    }
    const engine::ResolvedExperiment resolved = engine::resolve(engine::landscapeSchema(), {{"chart", chart}});
    if (resolved.problems.empty())
        return resolved.values.at("chart");
    const engine::OptionProblem& problem = resolved.problems.front();
    const std::string key = problem.path.substr(std::min(problem.path.size(), std::string("chart.").size()));
    throw engine::badInput((key == "kind" ? "--chart" : flagOf(key)) + ": " + problem.message);
}

void tellForecast(const engine::LandscapeForecast& forecast)
{
    std::fprintf(stderr, "%zu points: about %.*f s and %.0f MB\n", forecast.points, forecast.seconds < 10.0 ? 1 : 0,
                 forecast.seconds, std::ceil(forecast.megabytes));
}

/// Says on a terminal how far the work is.
class TileCounter {
public:
    void operator()(const engine::GridTile& tile)
    {
        if (!terminal_)
            return;
        if (tile.kept)
            keptShare_ = tile.done;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
        const double left = tile.done > keptShare_ ? seconds * (1.0 - tile.done) / (tile.done - keptShare_) : 0.0;
        std::fprintf(stderr, "\r%3.0f %%, %.0f s left   %s", 100.0 * tile.done, left,
                     tile.done >= 1.0 ? "\r                    \r" : "");
    }

private:
    bool terminal_ = ::isatty(STDERR_FILENO) != 0;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    double keptShare_ = 0.0;  ///< read from a file, in no time
};

void tellOf(const engine::LandscapeGrid& grid)
{
    for (const engine::GridAnchor& anchor : grid.anchors) {
        std::fprintf(stderr, "%s: ", anchor.name.c_str());
        for (std::size_t axis = 0; axis < grid.dimensions(); ++axis)
            std::fprintf(stderr, "%s%c %.4f", axis > 0 ? ", " : "", "xyz"[axis], anchor.place[axis]);
        if (!anchor.spans)
            std::fprintf(stderr, ", %.4f from the chart", anchor.residual);
        std::fprintf(stderr, "\n");
    }
    for (const std::string& note : grid.notes)
        std::fprintf(stderr, "%s\n", note.c_str());
}

int landscape(const LandscapeArguments& arguments)
{
    const engine::LandscapeRequest request{.chart = chartOf(arguments),
                                           .anchors = arguments.anchors,
                                           .marks = arguments.marks,
                                           .tasks = arguments.tasks,
                                           .keep = !arguments.fresh};
    if (!arguments.out.empty())
        engine::requireLandscapeFormat(arguments.out);
    const Interruption interruption;
    engine::LandscapeStudy study(engine::RunFolder::open(arguments.folder), arguments.dataDir, arguments.threads,
                                 interruption.token());
    if (arguments.forecastOnly) {
        const engine::LandscapeForecast forecast = study.forecast(request, interruption.token());
        std::cout
            << engine::Json{{"points", forecast.points}, {"seconds", forecast.seconds}, {"megabytes", forecast.megabytes}}.dump()
            << '\n';
        return 0;
    }
    TileCounter count;
    const auto requireFormat = [&arguments](const engine::LandscapeGrid& grid) {
        if (!arguments.out.empty())
            engine::requireLandscapeFormat(arguments.out, static_cast<int>(grid.dimensions()));
    };
    const engine::LandscapeGrid grid = study.evaluate(
        request, {.onForecast = tellForecast, .onLaidOut = requireFormat, .onTile = std::ref(count)}, interruption.token());
    if (grid.dimensions() > 1) {
        tellOf(grid);
        print(arguments, grid);
        return 0;
    }
    const engine::LandscapeLine line = engine::lineOf(grid);
    for (const engine::LineTask& task : line.tasks)
        if (!std::isnan(task.barrier))
            std::fprintf(stderr, "task %d%s: barrier %.4f nats\n", task.task,
                         task.split == engine::Split::Train ? " (training)" : "", task.barrier);
    for (const std::string& note : line.notes)
        std::fprintf(stderr, "%s\n", note.c_str());
    print(arguments, line);
    return 0;
}

/// One option of the command line for each that some chart has.
void addChartOptions(CLI::App& command, const std::shared_ptr<LandscapeArguments>& arguments)
{
    const engine::OptionSection& section = engine::landscapeSchema().sections.front();
    struct Shared {
        const engine::OptionSpec* spec;
        std::string defaults;  ///< "0 (plane: 0.2)"
        std::string charts;
    };
    std::vector<Shared> all;
    for (const engine::OptionSpec& spec : section.options)
        all.push_back({&spec, engine::displayText(spec.fallback), ""});
    for (const engine::OptionGroup& kind : section.kinds)
        for (const engine::OptionSpec& spec : kind.options) {
            const auto same = std::find_if(all.begin(), all.end(), [&](const Shared& one) { return one.spec->key == spec.key; });
            const std::string fallback = engine::displayText(spec.fallback);
            if (same == all.end()) {
                all.push_back({&spec, fallback, kind.id});
            } else {
                same->charts += ", " + kind.id;
                if (engine::displayText(same->spec->fallback) != fallback)
                    same->defaults += "; " + kind.id + ": " + fallback;
            }
        }
    for (const Shared& one : all) {
        const std::string key = one.spec->key;
        const std::string help = one.spec->help + (one.charts.empty() ? "" : " [" + one.charts + "]") + " (default: "
                                 + one.defaults + (one.spec->zeroMeans.empty() ? "" : ", 0 = " + one.spec->zeroMeans) + ")";
        if (one.spec->fallback.is_boolean())
            command.add_flag_function(
                flagOf(key), [arguments, key](std::int64_t count) { arguments->options[key] = count > 0 ? "true" : "false"; },
                help);
        else
            command
                .add_option_function<std::string>(
                    flagOf(key), [arguments, key](const std::string& text) { arguments->options[key] = text; }, help)
                ->type_name(one.spec->choices.empty() ? "N" : "WORD");
    }
}

}  // namespace

void addLandscapeCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<LandscapeArguments>();
    CLI::App* command = app.add_subcommand("landscape", "Loss and accuracy between and around networks of a run");
    command->add_option("RUN_DIR", arguments->folder, "Run folder")->required();
    std::string kinds;
    for (const engine::OptionGroup& kind : engine::landscapeSchema().sections.front().kinds)
        kinds += (kinds.empty() ? "" : ", ") + kind.id;
    command->add_option("--chart", arguments->chart, kinds + " (default: line); isthmus charts tells more")->type_name("CHART");
    command
        ->add_option("--anchors", arguments->anchors,
                     "Names under weights/, or paths to safetensors files; without it the run's last solutions, or vertices")
        ->delimiter(',')
        ->type_name("A,B[,C…]");
    command->add_option("--marks", arguments->marks, "Further networks to show on the chart, where they are projected to")
        ->delimiter(',')
        ->type_name("A[,B…]");
    command->add_option("--tasks", arguments->tasks, "Tasks to evaluate on: 1,2,… (default: all)")
        ->delimiter(',')
        ->type_name("TASKS");
    command->add_option("--metric", arguments->metric, "loss, accuracy or both (default)")
        ->check(CLI::IsMember({"loss", "accuracy", "both"}).description(""))
        ->type_name("METRIC");
    addChartOptions(*command, arguments);
    command->add_flag("--forecast", arguments->forecastOnly, "Print what it would take, as JSON, and stop");
    command->add_flag("--fresh", arguments->fresh, "Neither use nor keep points in the run's landscapes folder");
    command->add_option("--threads", arguments->threads, "Processor threads (default: 0 = the fastest number, measured)")
        ->check(CLI::Range(0, 256).description(""))
        ->type_name("N");
    command->add_option("--out", arguments->out, "File to write, in the format of its ending; without it JSON goes to stdout")
        ->type_name("FILE");
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are now, if they were moved")->type_name("DIR");
    command->callback([&work, arguments] { work = [arguments] { return landscape(*arguments); }; });
}

}  // namespace isthmus::cli
