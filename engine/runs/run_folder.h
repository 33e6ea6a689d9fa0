#pragma once
#include "engine/options/option_spec.h"

#include <filesystem>
#include <string>

namespace isthmus::engine {

/// $XDG_DATA_HOME/isthmus/runs, or ~/.local/share/isthmus/runs.
std::filesystem::path defaultRunsDir();

/// Where a run keeps its files. Only one process writes to a run at a time; any number may read.
class RunFolder {
public:
    /// Makes RUNS_DIR/<name>-<UTC time>/ with its weights folder. Throws Error(Failed) when that cannot be made.
    static RunFolder create(const std::filesystem::path& runsDir, const std::string& name);
    /// An existing run. Throws Error(BadInput) when the folder is not one.
    static RunFolder open(const std::filesystem::path& folder);

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path experiment() const { return path_ / "experiment.json"; }
    std::filesystem::path provenance() const { return path_ / "provenance.json"; }
    std::filesystem::path events() const { return path_ / "events.jsonl"; }
    std::filesystem::path resume() const { return path_ / "resume.safetensors"; }
    std::filesystem::path summary() const { return path_ / "summary.json"; }
    std::filesystem::path log() const { return path_ / "log.txt"; }
    std::filesystem::path notes() const { return path_ / "notes.json"; }
    /// weights/<anchor>.safetensors
    std::filesystem::path weights(const std::string& anchor) const;
    /// The anchors there are, sorted.
    std::vector<std::string> anchors() const;

    /// boundaries/task-03.safetensors: the checkpoint at this task's end, where another run can branch off.
    std::filesystem::path boundary(int task) const;

    /// What landscapes of the run keep while they are evaluated, and afterwards.
    std::filesystem::path landscapes() const { return path_ / "landscapes"; }

    /// "task-03"
    static std::string taskAnchor(int task);
    /// The task whose solution an anchor of this name is; 0 for all others.
    static int taskOf(const std::string& anchor);

private:
    explicit RunFolder(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
};

/// Held while a process writes to a run; the system lets go of it however the process ends.
class RunLock {
public:
    /// Throws Error(BadInput) when another process holds it.
    explicit RunLock(const RunFolder& folder);
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

    static bool heldBySomebody(const RunFolder& folder);

private:
    int descriptor_ = -1;
};

}  // namespace isthmus::engine
