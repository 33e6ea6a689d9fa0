#include "engine/runs/boundaries.h"

#include "engine/data/checksum.h"
#include "engine/error.h"
#include "engine/options/option_value.h"
#include "engine/runs/experiment.h"
#include "engine/runs/files.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

std::filesystem::path noteOf(const RunFolder& folder, int task) { return folder.boundary(task).replace_extension(".json"); }

std::string eventsUpTo(const RunFolder& folder, std::uint64_t bytes)
{
    std::string events = readFile(folder.events());
    events.resize(std::min<std::size_t>(events.size(), bytes));
    return events;
}

std::string whereItCanBranch(const std::vector<int>& tasks)
{
    if (tasks.empty())
        return "the run has kept none: execution.keep_boundaries was off, or no task was finished";
    std::vector<std::string> words;
    for (const int task : tasks)
        words.push_back(std::to_string(task));
    return "it can be branched after task " + joined(words, " or ");
}

[[noreturn]] void refuseChanged(const std::filesystem::path& file)
{
    throw badInput(file.string() + ": is not as the run wrote it (its checksum differs); branch after another task");
}

}  // namespace

void keepBoundary(const RunFolder& folder, Boundary boundary)
{
    const std::filesystem::path file = folder.boundary(boundary.task);
    linkFile(folder.resume(), file);
    boundary.checkpointSha256 = sha256(readFile(file));
    boundary.eventsSha256 = sha256(eventsUpTo(folder, boundary.eventBytes));
    const Json note = {{"after_task", boundary.task},
                       {"event_bytes", boundary.eventBytes},
                       {"checkpoint_sha256", boundary.checkpointSha256},
                       {"events_sha256", boundary.eventsSha256}};
    writeFile(noteOf(folder, boundary.task), note.dump(2) + "\n");
}

std::vector<int> boundaryTasks(const RunFolder& folder)
{
    std::vector<int> tasks;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder.boundary(1).parent_path(), none)) {
        const int task = RunFolder::taskOf(entry.path().stem().string());
        if (task > 0 && entry.path().extension() == ".json" && std::filesystem::exists(folder.boundary(task)))
            tasks.push_back(task);
    }
    std::sort(tasks.begin(), tasks.end());
    return tasks;
}

Boundary readBoundary(const RunFolder& folder, int task)
{
    const std::vector<int> tasks = boundaryTasks(folder);
    if (!std::binary_search(tasks.begin(), tasks.end(), task))
        throw badInput(folder.path().string() + ": nothing was kept at the end of task " + std::to_string(task) + "; "
                       + whereItCanBranch(tasks));
    const std::filesystem::path note = noteOf(folder, task);
    Boundary boundary;
    try {
        const Json said = readJsonObject(note);
        boundary = {.task = said.at("after_task").get<int>(),
                    .eventBytes = said.at("event_bytes").get<std::uint64_t>(),
                    .checkpointSha256 = said.at("checkpoint_sha256").get<std::string>(),
                    .eventsSha256 = said.at("events_sha256").get<std::string>()};
    } catch (const nlohmann::json::exception&) {
        throw badInput(note.string() + ": is damaged; branch after another task");
    }
    if (boundary.task != task)
        throw badInput(note.string() + ": is of another task; branch after another task");
    if (sha256(readFile(folder.boundary(task))) != boundary.checkpointSha256)
        refuseChanged(folder.boundary(task));
    if (sha256(eventsUpTo(folder, boundary.eventBytes)) != boundary.eventsSha256)
        refuseChanged(folder.events());
    return boundary;
}

std::optional<Lineage> lineageOf(const RunFolder& folder)
{
    if (!std::filesystem::exists(folder.provenance()))
        return std::nullopt;
    const Json provenance = readJsonObject(folder.provenance());
    const auto parent = provenance.find("parent");
    if (parent == provenance.end() || !parent->is_object())
        return std::nullopt;
    return Lineage{.parent = parent->value("folder", ""), .afterTask = parent->value("after_task", 0)};
}

}  // namespace isthmus::engine
