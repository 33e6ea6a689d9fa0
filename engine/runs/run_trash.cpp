#include "engine/runs/run_trash.h"

#include "engine/error.h"

namespace isthmus::engine {

std::filesystem::path moveToTrash(const RunFolder& folder)
{
    if (RunLock::heldBySomebody(folder))
        throw badInput(folder.path().string() + ": a program is writing to this run; stop it first");
    const std::filesystem::path trash = folder.path().parent_path() / ".trash";
    std::error_code error;
    std::filesystem::create_directories(trash, error);
    const std::string name = folder.path().filename().string();
    std::filesystem::path place = trash / name;
    for (int copy = 2; !error && std::filesystem::exists(place); ++copy)
        place = trash / (name + "-" + std::to_string(copy));
    if (!error)
        std::filesystem::rename(folder.path(), place, error);
    if (error)
        throw Error(Error::Kind::Failed, folder.path().string() + ": cannot be moved to the trash: " + error.message());
    return place;
}

void restoreFromTrash(const std::filesystem::path& trashed, const std::filesystem::path& folder)
{
    if (!std::filesystem::exists(trashed))
        throw badInput(folder.string() + ": is not in the trash any more");
    if (std::filesystem::exists(folder))
        throw badInput(folder.string() + ": cannot be put back, for something else is there now");
    std::error_code error;
    std::filesystem::rename(trashed, folder, error);
    if (error)
        throw Error(Error::Kind::Failed, folder.string() + ": cannot be put back: " + error.message());
}

}  // namespace isthmus::engine
