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

void writeNotes(const RunFolder& folder, const RunNotes& notes)
{
    std::error_code none;
    if (notes == RunNotes())
        std::filesystem::remove(folder.notes(), none);
    else
        writeFile(folder.notes(), Json{{"tags", notes.tags}, {"note", notes.note}}.dump(2) + "\n");
}

}  // namespace isthmus::engine
