// Tables of results, as resources/presets declares them. rows/methods.json: [{"name", "label", "experiment"}], the methods that
// are compared. tables/NAME.json: {"title", "experiment", "seeds", "quick": {"experiment", "seeds"}, "own": {row: experiment},
// "published": {row: result}}. The experiment of a row is the table's, with the row's and then the table's own for it merged in.
#include "engine/reproduction/table_preset.h"

#include "engine/error.h"
#include "engine/reproduction/presets.h"

namespace isthmus::engine {

namespace {

constexpr std::string_view folder = "tables/";

std::optional<double> numberAt(const Json& object, const char* key)
{
    return object.contains(key) ? std::optional(object.at(key).get<double>()) : std::nullopt;
}

PublishedResult publishedFrom(const Json& json)
{
    return {.accuracy = numberAt(json, "accuracy"),
            .deviation = numberAt(json, "deviation"),
            .forgetting = numberAt(json, "forgetting"),
            .source = json.at("source").get<std::string>(),
            .verified = json.at("verified").get<std::string>()};
}

Json parsedFile(const std::string& name)
{
    for (const PresetFile& file : presetFiles())
        if (name == file.name)
            return Json::parse(file.text, nullptr, true, true);
    return {};
}

/// The rows of every table.
Json methods() { return parsedFile("rows/methods"); }

TablePreset parsed(const std::string& name, const Json& json, bool quick)
{
    TablePreset table{.name = name, .title = json.at("title").get<std::string>(), .seeds = {}, .rows = {}};
    const Json& quickly = json.at("quick");
    table.seeds = (quick ? quickly : json).at("seeds").get<std::vector<std::uint64_t>>();
    const Json own = json.value("own", Json::object());
    const Json published = json.value("published", Json::object());
    for (const Json& row : methods()) {
        TableRow entry{.name = row.at("name").get<std::string>(),
                       .label = row.at("label").get<std::string>(),
                       .experiment = json.at("experiment"),
                       .published = {}};
        entry.experiment.merge_patch(row.at("experiment"));
        if (own.contains(entry.name))
            entry.experiment.merge_patch(own.at(entry.name));
        if (quick)
            entry.experiment.merge_patch(quickly.at("experiment"));
        entry.experiment["name"] = name + "-" + entry.name;
        if (published.contains(entry.name))
            entry.published = publishedFrom(published.at(entry.name));
        table.rows.push_back(std::move(entry));
    }
    return table;
}

}  // namespace

std::vector<std::string> tableNames()
{
    std::vector<std::string> names;
    for (const PresetFile& file : presetFiles())
        if (std::string_view(file.name).starts_with(folder))
            names.emplace_back(file.name + folder.size());
    return names;
}

TablePreset tablePreset(const std::string& name, bool quick)
{
    if (const Json table = parsedFile(std::string(folder) + name); !table.is_null())
        return parsed(name, table, quick);
    std::string known;
    for (const std::string& each : tableNames())
        known += (known.empty() ? "" : ", ") + each;
    const std::string near = nearestWord(name, tableNames());
    throw badInput("there is no table \"" + name + "\""
                   + (near.empty() ? "; choose one of " + known : "; did you mean \"" + near + "\"?"));
}

}  // namespace isthmus::engine
