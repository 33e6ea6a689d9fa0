#include "engine/runs/branch.h"

#include "engine/error.h"
#include "engine/methods/method.h"
#include "engine/runs/damage.h"
#include "engine/runs/events.h"
#include "engine/runs/files.h"
#include "engine/runs/provenance.h"

namespace isthmus::engine {

namespace {

Experiment changed(const Experiment& before, const std::vector<std::string>& settings)
{
    Json given = before.values();
    for (const std::string& setting : settings)
        changeGiven(given, setting);
    return Experiment(given);
}

void refuse(const std::vector<BranchChange>& changes)
{
    for (const BranchChange& change : changes)
        if (!change.refusal.empty())
            throw badInput(change.path + ": cannot change in a branch: " + change.refusal);
}

/// A method made with the changed options must take the state; better to know before there is a folder.
void tryState(const Branch& branch, const RunParts& parts)
{
    std::int64_t classes = 0;
    for (int task = 1; task <= parts.tasks->tasks(); ++task)
        classes += parts.tasks->classCount(task);
    EpisodicMemory memory;
    const auto method = makeMethod({.options = branch.experiment.section("method"),
                                    .network = parts.network,
                                    .seeds = branch.experiment.seeds(),
                                    .device = parts.device,
                                    .memory = memory,
                                    .taskClasses = classes});
    try {
        memory.restore(branch.point.method, parts.dataset.train.pixelsPerImage(), parts.device);
        method->restore(branch.point.method);
    } catch (const Error& problem) {
        throw badInput(branch.parent.boundary(branch.boundary.task).string()
                       + ": does not go with the changed options: " + problem.what());
    }
}

/// The networks of the tasks up to the boundary, and the boundaries before it.
void linkWhatWasKept(const Branch& branch, const RunFolder& folder)
{
    for (const std::string& anchor : branch.parent.anchors()) {
        const int task = RunFolder::taskOf(anchor.substr(0, anchor.find('-', std::string_view("task-").size())));
        if (anchor == "init" || (task > 0 && task <= branch.boundary.task))
            linkFile(branch.parent.weights(anchor), folder.weights(anchor));
    }
    for (const int task : boundaryTasks(branch.parent))
        if (task <= branch.boundary.task)
            for (const char* ending : {".safetensors", ".json"})
                linkFile(branch.parent.boundary(task).replace_extension(ending), folder.boundary(task).replace_extension(ending));
}

/// The parent's events up to the boundary, then the options that change there. Returns their bytes.
std::uint64_t writeEvents(const Branch& branch, const RunFolder& folder)
{
    std::string events = readFile(branch.parent.events());
    events.resize(branch.boundary.eventBytes);
    for (const BranchChange& change : branch.changes)
        if (change.path != "name")
            events += events::option(branch.point.position.step, change.path, change.after).dump() + '\n';
    writeFile(folder.events(), events);
    return events.size();
}

}  // namespace

Branch readBranch(const std::filesystem::path& parent, int afterTask, const std::vector<std::string>& settings)
{
    return readingFrom(parent, [&] {
        const RunFolder folder = RunFolder::open(parent);
        const Boundary boundary = readBoundary(folder, afterTask);
        ResumePoint point = readResumePoint(folder.boundary(afterTask));
        if (point.position.task != afterTask + 1 || point.eventBytes != boundary.eventBytes)
            throw badInput(folder.boundary(afterTask).string() + ": is not the end of task " + std::to_string(afterTask));
        const Experiment before(Json::parse(point.experiment));
        Experiment after = changed(before, settings);
        std::vector<BranchChange> changes = branchChanges(before.values(), after.values());
        refuse(changes);
        if (afterTask >= after.section("benchmark").at("tasks").get<int>())
            throw badInput("benchmark.tasks: must be more than " + std::to_string(afterTask)
                           + " for a branch after the last task, or there is nothing left to learn");
        return Branch{folder, boundary, std::move(after), std::move(changes), std::move(point)};
    });
}

Json experimentAt(const RunFolder& folder, int task)
{
    return Experiment(Json::parse(readResumePosition(folder.boundary(task)).experiment)).values();
}

Json parentJson(const Branch& branch)
{
    Json changes = Json::object();
    for (const BranchChange& change : branch.changes)
        changes[change.path] = change.after;
    return {{"folder", branch.parent.path().filename().string()},
            {"after_task", branch.boundary.task},
            {"checkpoint_sha256", branch.boundary.checkpointSha256},
            {"events_sha256", branch.boundary.eventsSha256},
            {"changed", changes}};
}

RunFolder beginBranch(Branch& branch, const RunParts& parts, const Json& provenance, const std::filesystem::path& runsDir)
{
    tryState(branch, parts);
    RunFolder folder = RunFolder::create(runsDir, branch.experiment.name());
    linkWhatWasKept(branch, folder);
    branch.point.eventBytes = writeEvents(branch, folder);
    branch.point.experiment = branch.experiment.values().dump();
    writeResumePoint(folder.resume(), branch.point);
    writeFile(folder.provenance(), provenanceText(provenance));
    writeFile(folder.experiment(), branch.experiment.values().dump(2) + "\n");  // last: with it the folder is a run
    return folder;
}

}  // namespace isthmus::engine
