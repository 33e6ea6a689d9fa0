#include "engine/landscapes/line_job.h"

#include "engine/error.h"
#include "engine/landscapes/line.h"
#include "engine/machine.h"
#include "engine/runs/damage.h"
#include "engine/runs/files.h"
#include "engine/runs/network_file.h"
#include "engine/runs/run_parts.h"

namespace isthmus::engine {

namespace {

at::Tensor anchorWeights(const LineJob& job, const std::string& anchor, const WeightLayout& layout)
{
    const std::filesystem::path path = anchor.ends_with(".safetensors") ? std::filesystem::path(anchor) : job.run.weights(anchor);
    if (std::filesystem::exists(path))
        return readNetwork(path, layout);
    std::vector<std::string> names = job.run.anchors();
    const std::string near = nearestWord(anchor, names);
    throw badInput(
        job.run.path().string() + ": has no anchor \"" + anchor + "\""
        + (near.empty() ? "; it has " + std::to_string(names.size()) + " under weights/" : "; did you mean \"" + near + "\"?"));
}

std::string number(double value)
{
    return Json(value).dump();  // the shortest text that reads back as the same number
}

std::string csv(const LandscapeLine& line, LineMetric metric)
{
    std::string text = "t";
    for (const LineTask& task : line.tasks) {
        const std::string prefix = ",task_" + std::to_string(task.task);
        text +=
            (metric != LineMetric::Accuracy ? prefix + "_loss" : "") + (metric != LineMetric::Loss ? prefix + "_accuracy" : "");
    }
    text += '\n';
    for (std::size_t i = 0; i < line.t.size(); ++i) {
        text += number(line.t[i]);
        for (const LineTask& task : line.tasks) {
            if (metric != LineMetric::Accuracy)
                text += ',' + number(task.loss[i]);
            if (metric != LineMetric::Loss)
                text += ',' + number(task.accuracy[i]);
        }
        text += '\n';
    }
    return text;
}

void checkTasks(const LineJob& job, const std::vector<int>& tasks, int available)
{
    for (const int task : tasks)
        if (task < 1 || task > available)
            throw badInput(job.run.path().string() + ": has no task " + std::to_string(task) + "; its tasks are 1 to "
                           + std::to_string(available));
}

}  // namespace

LandscapeLine evaluate(const LineJob& job, std::stop_token stop)
{
    // Any device will do to look at a run, whichever it was trained on.
    const Experiment experiment = Experiment::fromFile(job.run.experiment(), {"execution.device=auto"});
    std::filesystem::path dataDir = job.dataDir;
    if (dataDir.empty() && std::filesystem::exists(job.run.provenance()))
        dataDir = readingFrom(job.run.provenance(), [&] { return readJsonObject(job.run.provenance()).value("data_dir", ""); });
    useThreads(experiment.section("execution").at("threads").get<int>());
    const SignalsKeptOut quiet;
    roundDenormals();
    const auto parts = prepare(experiment, dataDir, stop);

    std::vector<int> wanted = job.tasks;
    for (int task = 1; job.tasks.empty() && task <= parts->tasks->tasks(); ++task)
        wanted.push_back(task);
    checkTasks(job, wanted, parts->tasks->tasks());
    const WeightLayout& layout = parts->model().layout();
    const at::Tensor from = anchorWeights(job, job.from, layout).to(parts->device);
    const at::Tensor to = anchorWeights(job, job.to, layout).to(parts->device);

    std::vector<LineExamples> tasks;
    for (const int task : wanted) {
        const std::int64_t samples = job.samples == 0 ? parts->tasks->testCount(task) : job.samples;
        tasks.push_back({task, parts->test(task, samples, stop)});
    }
    LandscapeLine line = evaluateLine(*parts->network, from, to, tasks, linePositions(job.resolution), stop);
    line.anchors = {{job.from, 0.0}, {job.to, 1.0}};
    return line;
}

Json lineJson(const LandscapeLine& line, LineMetric metric)
{
    Json anchors = Json::array();
    for (const LineAnchor& anchor : line.anchors)
        anchors.push_back({{"name", anchor.name}, {"t", anchor.t}});
    Json tasks = Json::array();
    for (const LineTask& task : line.tasks) {
        Json entry = {{"task", task.task}};
        if (metric != LineMetric::Accuracy)
            entry["loss"] = task.loss;
        if (metric != LineMetric::Loss)
            entry["accuracy"] = task.accuracy;
        entry["barrier"] = task.barrier;
        tasks.push_back(std::move(entry));
    }
    return {{"chart", "line"},          {"t", line.t}, {"anchors", anchors}, {"tasks", tasks}, {"samples", line.samples},
            {"distance", line.distance}};
}

void requireLineFormat(const std::filesystem::path& file)
{
    const std::string ending = file.extension().string();
    if (ending != ".csv" && ending != ".json")
        throw badInput(file.string() + ": a line is written as .csv or .json");
}

void writeLine(const std::filesystem::path& file, const LandscapeLine& line, LineMetric metric)
{
    requireLineFormat(file);
    std::error_code error;
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path(), error);
    writeFile(std::filesystem::absolute(file),
              file.extension() == ".csv" ? csv(line, metric) : lineJson(line, metric).dump(1) + "\n");
}

}  // namespace isthmus::engine
