#pragma once
#include "engine/runs/run_folder.h"

namespace isthmus::engine {

/// What people say of a run, in its notes.json. The run itself never reads it.
struct RunNotes {
    std::vector<std::string> tags;
    std::string note;

    bool operator==(const RunNotes&) const = default;
};

/// Empty when there are none. Throws Error(BadInput) when the file is damaged.
RunNotes readNotes(const RunFolder& folder);
/// Damaged notes get another name beside it, which is returned, so that others can be written and nothing is lost; empty when
/// the notes are not damaged. Throws Error(Failed) when that cannot be done.
std::filesystem::path setDamagedNotesAside(const RunFolder& folder);
/// Replaces the file, or removes it when there is nothing to say. Throws Error(Failed) when it cannot be written.
void writeNotes(const RunFolder& folder, const RunNotes& notes);

}  // namespace isthmus::engine
