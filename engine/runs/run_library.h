#pragma once
#include "engine/results/run_record.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/run_standing.h"

#include <array>
#include <map>

namespace isthmus::engine {

/// What a folder of runs holds.
struct RunsFound {
    std::vector<std::filesystem::path> runs;     ///< run folders, sorted
    std::vector<std::filesystem::path> folders;  ///< where was looked: the folder itself and those in it that are no runs
};

/// The runs in a folder and in folders inside it, four levels deep; names that begin with a dot are passed over, the trash
/// among them. Of a folder that is not there: nothing.
RunsFound runsUnder(const std::filesystem::path& folder);

/// A run as a row, from a few small files and the last megabyte of its events. Never throws: of a folder that is damaged the
/// record says so, in the state Failed.
RunRecord readRecord(const std::filesystem::path& folder);

/// The runs of a folder, read again only where a file has changed. For one thread at a time.
class RunLibrary {
public:
    /// Records of the runs found, in their order; a record that has not changed is the one that the last call returned.
    RunRecords scan(const std::filesystem::path& folder);
    /// Where the last call has looked.
    const std::vector<std::filesystem::path>& folders() const { return folders_; }

private:
    struct FileStamp {
        std::int64_t seconds = 0;
        std::int64_t nanoseconds = 0;
        std::int64_t bytes = -1;  ///< -1: it is not there

        bool operator==(const FileStamp&) const = default;
    };
    using Stamps = std::array<FileStamp, 6>;
    struct Entry {
        Stamps stamps;
        RunRecordPtr record;
        std::optional<RunTraces> traces;  ///< of a run without a summary, whose state may change with no file changing
    };

    static Stamps stampsOf(const RunFolder& folder);
    static Entry read(const std::filesystem::path& path);
    static void refresh(const std::filesystem::path& path, Entry& entry);
    friend RunRecord readRecord(const std::filesystem::path& folder);

    std::map<std::filesystem::path, Entry> entries_;
    std::vector<std::filesystem::path> folders_;
};

}  // namespace isthmus::engine
