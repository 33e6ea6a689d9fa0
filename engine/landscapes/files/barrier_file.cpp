#include "engine/error.h"
#include "engine/landscapes/files/formats.h"
#include "engine/results/text_table.h"

#include <limits>

namespace isthmus::engine {

namespace {

/// A row for each task and pair of networks. Numbers are the shortest that read back as the same.
std::string barrierCsv(const BarrierTable& table)
{
    TextTable text{.heads = {"task", "from", "to", "barrier"}, .rows = {}};
    for (std::size_t task = 0; task < table.tasks.size(); ++task)
        for (std::size_t from = 0; from < table.networks.size(); ++from)
            for (std::size_t to = from + 1; to < table.networks.size(); ++to)
                text.rows.push_back({std::to_string(table.tasks[task]), table.networks[from], table.networks[to],
                                     Json(table.height(task, from, to)).dump()});
    return csv(text);
}

}  // namespace

Json barrierJson(const BarrierTable& table)
{
    Json heights = Json::array();
    for (std::size_t task = 0; task < table.tasks.size(); ++task) {
        Json& rows = heights.emplace_back(Json::array());
        for (std::size_t from = 0; from < table.networks.size(); ++from) {
            Json& row = rows.emplace_back(Json::array());
            for (std::size_t to = 0; to < table.networks.size(); ++to)
                row.push_back(table.height(task, from, to));
        }
    }
    return {{"networks", table.networks},
            {"tasks", table.tasks},
            {"points", table.points},
            {"samples", table.samples},
            {"heights", heights}};
}

BarrierTable barrierTable(const Json& json)
{
    BarrierTable table{.networks = json.at("networks"),
                       .tasks = json.at("tasks"),
                       .heights = {},
                       .points = json.at("points"),
                       .samples = json.at("samples")};
    for (const Json& rows : json.at("heights")) {
        std::vector<double>& heights = table.heights.emplace_back();
        for (const Json& row : rows)
            for (const Json& height : row)
                heights.push_back(height.is_number() ? height.get<double>() : std::numeric_limits<double>::quiet_NaN());
        if (heights.size() != table.networks.size() * table.networks.size())
            throw badInput("the barriers' heights do not fit their networks");
    }
    if (table.heights.size() != table.tasks.size())
        throw badInput("the barriers' heights do not fit their tasks");
    return table;
}

void requireBarrierFormat(const std::filesystem::path& file)
{
    if (file.extension() != ".csv" && file.extension() != ".json")
        throw badInput(file.string() + ": barriers are written as .csv or .json");
}

void writeBarriers(const std::filesystem::path& file, const BarrierTable& table)
{
    requireBarrierFormat(file);
    // Names may be paths, which need not be UTF-8.
    writeWhole(file, file.extension() == ".csv" ? barrierCsv(table)
                                                : barrierJson(table).dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace isthmus::engine
