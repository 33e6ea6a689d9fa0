#include "engine/landscapes/landscape_job.h"

#include "engine/error.h"
#include "engine/landscapes/line.h"
#include "engine/landscapes/plane.h"
#include "engine/machine.h"
#include "engine/runs/damage.h"
#include "engine/runs/files.h"
#include "engine/runs/network_file.h"
#include "engine/runs/run_parts.h"

namespace isthmus::engine {

namespace {

at::Tensor anchorWeights(const LandscapeJob& job, const std::string& anchor, const WeightLayout& layout)
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

void checkTasks(const LandscapeJob& job, const std::vector<int>& tasks, int available)
{
    for (const int task : tasks)
        if (task < 1 || task > available)
            throw badInput(job.run.path().string() + ": has no task " + std::to_string(task) + "; its tasks are 1 to "
                           + std::to_string(available));
}

/// What a job works with.
struct Parts {
    std::unique_ptr<RunParts> run;
    std::vector<at::Tensor> anchors;
    std::vector<TaskExamples> tasks;
};

Parts partsOf(const LandscapeJob& job, std::stop_token stop)
{
    // Any device will do to look at a run, whichever it was trained on.
    const Experiment experiment = Experiment::fromFile(job.run.experiment(), {"execution.device=auto"});
    std::filesystem::path dataDir = job.dataDir;
    if (dataDir.empty() && std::filesystem::exists(job.run.provenance()))
        dataDir = readingFrom(job.run.provenance(), [&] { return readJsonObject(job.run.provenance()).value("data_dir", ""); });
    useThreads(job.threads > 0 ? job.threads : fastestThreads());
    Parts parts{.run = prepare(experiment, dataDir, stop), .anchors = {}, .tasks = {}};

    std::vector<int> wanted = job.tasks;
    for (int task = 1; job.tasks.empty() && task <= parts.run->tasks->tasks(); ++task)
        wanted.push_back(task);
    checkTasks(job, wanted, parts.run->tasks->tasks());
    for (const std::string& anchor : job.anchors)
        parts.anchors.push_back(anchorWeights(job, anchor, parts.run->model().layout()).to(parts.run->device));
    for (const int task : wanted) {
        const std::int64_t samples = job.samples == 0 ? parts.run->tasks->testCount(task) : job.samples;
        parts.tasks.push_back({task, parts.run->test(task, samples, stop)});
    }
    return parts;
}

}  // namespace

LandscapeLine evaluateLine(const LandscapeJob& job, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    const Parts parts = partsOf(job, stop);
    LandscapeLine line = evaluateLine(*parts.run->network, parts.anchors[0], parts.anchors[1], parts.tasks,
                                      linePositions(job.resolution, job.margin), stop);
    line.anchors = {{job.anchors[0], 0.0}, {job.anchors[1], 1.0}};
    return line;
}

LandscapeGrid evaluatePlane(const LandscapeJob& job, const std::function<void(const GridTile&)>& onTile, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    const Parts parts = partsOf(job, stop);
    LandscapeGrid grid = evaluatePlane(*parts.run->network, parts.anchors, parts.tasks, job.resolution, job.margin, onTile, stop);
    for (std::size_t which = 0; which < grid.anchors.size(); ++which)
        grid.anchors[which].name = job.anchors[which];
    return grid;
}

}  // namespace isthmus::engine
