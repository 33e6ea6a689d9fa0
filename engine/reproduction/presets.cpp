#include "engine/reproduction/presets.h"

#include "engine/error.h"
#include "engine/options/validation.h"
#include "engine/reproduction/table_preset.h"

namespace isthmus::engine {

std::vector<Preset> presets()
{
    std::vector<Preset> all;
    for (const PresetFile& file : presetFiles())
        if (std::string_view(file.name).find('/') == std::string_view::npos) {
            Json experiment = Json::parse(file.text, nullptr, true, true);
            all.push_back({file.name, experiment.value("name", ""), std::move(experiment)});
        }
    for (const std::string& name : tableNames()) {
        const TablePreset table = tablePreset(name, false);
        for (const TableRow& row : table.rows)
            all.push_back({name + "/" + row.name, row.label + ": " + table.title, row.experiment});
    }
    return all;
}

Preset findPreset(const std::string& name)
{
    std::vector<std::string> known;
    for (const Preset& preset : presets()) {
        if (preset.name == name)
            return preset;
        known.push_back(preset.name);
    }
    const std::string near = nearestWord(name, known);
    throw badInput("there is no preset \"" + name + "\""
                   + (near.empty() ? "; isthmus presets lists them" : "; did you mean \"" + near + "\"?"));
}

}  // namespace isthmus::engine
