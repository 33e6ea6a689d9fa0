// Split classes: every task has classes of its own, `classes_per_task` at a time, in the data set's order or a random one.
// Task-incremental: the task of an image is known, so only its classes compete. Class-incremental: all classes compete, and
// the network is not told (van de Ven and Tolias 2019, arXiv:1904.07734).
#include "engine/data/benchmark_rows.h"

namespace isthmus::engine {

namespace {

int perTask(const Json& options) { return options.at("classes_per_task").get<int>(); }

std::string problem(const Json& options, int classes)
{
    const int tasks = options.at("tasks").get<int>();
    if (classes == 0 || std::int64_t{tasks} * perTask(options) <= classes)
        return {};
    return std::to_string(tasks) + " tasks of " + std::to_string(perTask(options)) + " classes each need "
           + std::to_string(std::int64_t{tasks} * perTask(options)) + " classes, but the data set has " + std::to_string(classes)
           + ": with this many for each, tasks can be " + std::to_string(classes / perTask(options)) + " at most";
}

PixelMap map(const Json&, std::uint64_t, int, int height, int width) { return identityMap(height, width); }

std::vector<int> classesOf(const Json& options, std::uint64_t seed, int task, int classes)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(classes));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<std::int64_t>(i);
    if (options.at("shuffle_classes").get<bool>())
        order = Random(seed, "classes").permutation(classes);
    const auto first = order.begin() + std::ptrdiff_t{task - 1} * perTask(options);
    return {first, first + perTask(options)};
}

bool knowsTask(const Json& options) { return options.at("scenario") == "task_incremental"; }

}  // namespace

BenchmarkInfo splitBenchmark()
{
    static const OptionGroup declaration{
        .id = "split",
        .label = "Split classes",
        .help = "Every task has classes of its own, in the data set's order or a random one that follows from the task seed.",
        .source = "Zenke, Poole and Ganguli 2017, arXiv:1703.04200",
        .options = {{.key = "classes_per_task",
                     .label = "Classes per task",
                     .help = "How many classes each task has. Classes left over at the end are not used.",
                     .fallback = 2,
                     .min = 1,
                     .max = 1000,
                     .unit = "classes"},
                    {.key = "scenario",
                     .label = "Scenario",
                     .help = "Whether the network is told the task of an image, so that only its classes compete, or has to tell "
                             "all classes apart.",
                     .fallback = "task_incremental",
                     .choices = {{"task_incremental", "Task-incremental"}, {"class_incremental", "Class-incremental"}}},
                    {.key = "shuffle_classes",
                     .label = "Shuffle classes",
                     .help = "Take the classes in a random order, not the data set's.",
                     .fallback = false}},
    };
    return {&declaration, problem, map, classesOf, knowsTask};
}

}  // namespace isthmus::engine
