#include "engine/runs/run_notes.h"

#include "engine/runs/damage.h"
#include "engine/runs/experiment.h"
#include "engine/runs/files.h"

namespace isthmus::engine {

RunNotes readNotes(const RunFolder& folder)
{
    if (!std::filesystem::exists(folder.notes()))
        return {};
    return readingFrom(folder.notes(), [&]() -> RunNotes {
        const Json json = readJsonObject(folder.notes());
        return {.tags = json.value("tags", std::vector<std::string>()), .note = json.value("note", "")};
    });
}

std::filesystem::path setDamagedNotesAside(const RunFolder& folder)
{
    try {
        readNotes(folder);
        return {};
    } catch (const Error& problem) {
        if (problem.kind() != Error::Kind::BadInput)
            throw;
    }
    std::filesystem::path aside = folder.path() / "notes-damaged.json";
    for (int number = 2; std::filesystem::exists(aside); ++number)
        aside.replace_filename("notes-damaged-" + std::to_string(number) + ".json");
    std::error_code wrong;
    std::filesystem::rename(folder.notes(), aside, wrong);
    if (wrong)
        throw Error(Error::Kind::Failed, folder.notes().string() + ": cannot be renamed: " + wrong.message());
    return aside;
}

void writeNotes(const RunFolder& folder, const RunNotes& notes)
{
    std::error_code none;
    if (notes == RunNotes())
        std::filesystem::remove(folder.notes(), none);
    else
        writeFile(folder.notes(), Json{{"tags", notes.tags}, {"note", notes.note}}.dump(2) + "\n");
}

}  // namespace isthmus::engine
