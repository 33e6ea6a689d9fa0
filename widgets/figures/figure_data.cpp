#include "widgets/figures/figure_data.h"

#include <cmath>

namespace isthmus::widgets {

using engine::Json;

namespace {

/// Numbers as they are, null for those that JSON has no word for.
Json listed(const std::vector<double>& values)
{
    Json list = Json::array();
    for (const double value : values)
        list.push_back(std::isfinite(value) ? Json(value) : Json());
    return list;
}

std::vector<double> numbers(const Json& list)
{
    std::vector<double> values;
    for (const Json& value : list)
        values.push_back(value.is_null() ? std::nan("") : value.get<double>());
    return values;
}

Json seriesJson(const FigureSeries& series)
{
    return {{"label", series.label},
            {"x", listed(series.x)},
            {"y", listed(series.y)},
            {"half", listed(series.half)},
            {"half_across", listed(series.halfAcross)},
            {"n", series.n}};
}

FigureSeries seriesFrom(const Json& json)
{
    FigureSeries series{json.at("label").get<std::string>(),
                        numbers(json.at("x")),
                        numbers(json.at("y")),
                        numbers(json.at("half")),
                        numbers(json.at("half_across")),
                        json.at("n").get<std::vector<int>>()};
    const auto fits = [&](const auto& list) { return list.empty() || list.size() == series.x.size(); };
    if (series.y.size() != series.x.size() || !fits(series.half) || !fits(series.halfAcross) || !fits(series.n))
        throw Json::other_error::create(501, "a series has lists of different lengths", &json);
    return series;
}

Json tableJson(const engine::TextTable& table)
{
    return {{"heads", table.heads}, {"rows", table.rows}, {"text_columns", table.textColumns}, {"bold", table.bold}};
}

engine::TextTable tableFrom(const Json& json)
{
    return {.heads = json.at("heads").get<std::vector<std::string>>(),
            .rows = json.at("rows").get<std::vector<std::vector<std::string>>>(),
            .textColumns = json.at("text_columns").get<std::size_t>(),
            .bold = json.at("bold").get<std::set<std::pair<std::size_t, std::size_t>>>()};
}

FigureField fieldFrom(const Json& json)
{
    FigureField field{numbers(json.at("x")), numbers(json.at("y")), numbers(json.at("values")),
                      json.at("label").get<std::string>()};
    if (field.x.empty() || field.y.empty() || field.values.size() != field.x.size() * field.y.size())
        throw Json::other_error::create(501, "a field has not as many values as places", &json);
    return field;
}

Json markJson(const FigureMark& mark)
{
    Json json{{"name", mark.name}, {"x", mark.x}, {"y", mark.y}, {"filled", mark.filled}};
    if (mark.value)
        json["value"] = *mark.value;
    return json;
}

FigureMark markFrom(const Json& json)
{
    FigureMark mark{json.at("name").get<std::string>(), json.at("x").get<double>(), json.at("y").get<double>(),
                    json.at("filled").get<bool>()};
    if (json.contains("value"))
        mark.value = json.at("value").get<double>();
    return mark;
}

}  // namespace

Json panelJson(const PanelData& data)
{
    Json json{{"x_label", data.xLabel},  {"y_label", data.yLabel},  {"lines", data.lines},
              {"ordered", data.ordered}, {"whole_x", data.wholeX},  {"cells", data.cells},
              {"caption", data.caption}, {"series", Json::array()}, {"marks", Json::array()}};
    for (const FigureSeries& series : data.series)
        json["series"].push_back(seriesJson(series));
    for (const FigureMark& mark : data.marks)
        json["marks"].push_back(markJson(mark));
    if (data.surface)
        json["surface"] = true;
    if (!data.path.empty())
        json["path"] = data.path;
    if (data.field)
        json["field"] = {{"x", listed(data.field->x)},
                         {"y", listed(data.field->y)},
                         {"values", listed(data.field->values)},
                         {"label", data.field->label}};
    if (data.table)
        json["table"] = tableJson(*data.table);
    return json;
}

PanelData panelFrom(const Json& json)
{
    PanelData data{.xLabel = json.at("x_label").get<std::string>(),
                   .yLabel = json.at("y_label").get<std::string>(),
                   .lines = json.at("lines").get<bool>(),
                   .ordered = json.at("ordered").get<bool>(),
                   .wholeX = json.at("whole_x").get<bool>(),
                   .cells = json.at("cells").get<bool>(),
                   .caption = json.at("caption").get<std::string>()};
    for (const Json& series : json.at("series"))
        data.series.push_back(seriesFrom(series));
    for (const Json& mark : json.at("marks"))
        data.marks.push_back(markFrom(mark));
    data.surface = json.value("surface", false);
    data.path = json.value("path", std::vector<std::size_t>());
    for (const std::size_t mark : data.path)
        if (mark >= data.marks.size())
            throw Json::other_error::create(501, "a path has more places than there are", &json);
    if (json.contains("field"))
        data.field = fieldFrom(json.at("field"));
    if (json.contains("table"))
        data.table = tableFrom(json.at("table"));
    return data;
}

Json runJson(const FigureRun& run)
{
    return {{"folder", run.folder}, {"name", run.name}, {"seed", run.seed}, {"checksum", run.checksum}, {"options", run.options}};
}

FigureRun runFrom(const Json& json)
{
    return {json.at("folder").get<std::string>(), json.at("name").get<std::string>(), json.at("seed").get<std::uint64_t>(),
            json.at("checksum").get<std::string>(), json.at("options")};
}

}  // namespace isthmus::widgets
