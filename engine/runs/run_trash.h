#pragma once
#include "engine/runs/run_folder.h"

namespace isthmus::engine {

/// Moves a run into the folder .trash beside it and returns where it lies now. Throws Error(BadInput) when somebody is writing
/// to it, Error(Failed) when it cannot be moved.
std::filesystem::path moveToTrash(const RunFolder& folder);

/// Puts it back where it was. Throws Error(BadInput) when something else is there by now or it is not in the trash any more.
void restoreFromTrash(const std::filesystem::path& trashed, const std::filesystem::path& folder);

}  // namespace isthmus::engine
