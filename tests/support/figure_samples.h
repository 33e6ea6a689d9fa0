#pragma once
#include "widgets/figures/figure_record.h"

#include <cmath>

namespace isthmus::tests {

/// The declaration of a landscape's charts, as far as figures need it.
inline engine::OptionSection sampleCharts()
{
    return {.key = "chart",
            .label = "Chart",
            .help = "Which points of weight space.",
            .kinds = {{.id = "line",
                       .label = "Line",
                       .help = "",
                       .source = "",
                       .options = {{.key = "resolution", .label = "Points", .help = "", .fallback = 21, .min = 2, .max = 1000}}},
                      {.id = "plane",
                       .label = "Plane",
                       .help = "",
                       .source = "",
                       .options = {{.key = "resolution", .label = "Points", .help = "", .fallback = 25, .min = 2, .max = 1000}}}},
            .defaultKind = "line",
            .options = {}};
}

/// `sets` curves of `points` points with bands, which lie apart and cross.
inline widgets::PanelData sampleCurves(int sets, int points)
{
    widgets::PanelData data{.xLabel = "After task", .yLabel = "Average accuracy (%)", .wholeX = true, .caption = {}};
    for (int k = 0; k < sets; ++k) {
        widgets::FigureSeries series{.label = "method " + std::to_string(k + 1), .x = {}, .y = {}};
        for (int p = 1; p <= points; ++p) {
            const double share = static_cast<double>(p) / points;
            series.x.push_back(p);
            series.y.push_back(95.0 - (4.0 + 5.0 * k) * std::pow(share, 1.0 + 0.2 * k) + std::sin(9.0 * share + k));
            series.half.push_back(0.3 + 1.5 * share);
            series.n.push_back(3);
        }
        data.series.push_back(series);
    }
    data.caption = "Average accuracy after each task; bands: standard deviation, n = 3.";
    return data;
}

inline widgets::PanelData sampleMatrix(int tasks)
{
    widgets::FigureField field{.x = {}, .y = {}, .values = {}, .label = "Accuracy (%)"};
    for (int t = 1; t <= tasks; ++t) {
        field.x.push_back(t);
        field.y.push_back(t);
        for (int i = 1; i <= tasks; ++i)
            field.values.push_back(i <= t ? 96.0 - 4.0 * (t - i) : std::nan(""));
    }
    return {.xLabel = "On task", .yLabel = "After task", .wholeX = true, .field = field, .cells = true, .caption = "Accuracy."};
}

/// A bowl with a second minimum, and three anchors.
inline widgets::PanelData sampleMap(int points)
{
    widgets::FigureField field{.x = {}, .y = {}, .values = {}, .label = "Loss (nats)"};
    for (int k = 0; k < points; ++k) {
        field.x.push_back(-4.0 + 16.0 * k / (points - 1));
        field.y.push_back(-3.0 + 12.0 * k / (points - 1));
    }
    for (const double y : field.y)
        for (const double x : field.x)
            field.values.push_back(2.3 - 2.0 * std::exp(-(x * x + y * y) / 12.0)
                                   - 1.7 * std::exp(-((x - 8.0) * (x - 8.0) + (y - 5.0) * (y - 5.0)) / 14.0));
    return {.xLabel = "Distance along u",
            .yLabel = "Distance along v",
            .field = field,
            .marks = {{"task-01", 0.0, 0.0, true}, {"task-02", 8.0, 5.0, true}, {"task-03", 3.0, 1.0, false}},
            .caption = "Loss."};
}

/// The same as a surface, with a path over it; the third anchor lies beside the plane and has a loss of its own.
inline widgets::PanelData sampleSurface(int points)
{
    widgets::PanelData data = sampleMap(points);
    data.surface = true;
    data.path = {0, 1};
    data.marks[2].value = 1.5;
    return data;
}

inline engine::Json panel(const char* kind, std::initializer_list<std::pair<const char*, engine::Json>> options = {})
{
    engine::Json json{{"kind", kind}, {"runs", {"runs/a"}}};
    for (const auto& [key, value] : options)
        json[key] = value;
    return json;
}

/// A record of panels with a page; a run stands behind it.
inline widgets::FigureRecord record(const engine::Json& page, const std::vector<engine::Json>& panels,
                                    const std::vector<widgets::PanelData>& data)
{
    return {{{"page", page.is_null() ? engine::Json::object() : page}, {"panels", panels}},
            data,
            {{"runs/a", "a", 7, "c0ffee", {{"seed", 7}}}}};
}

inline widgets::FigureSpec resolved(const widgets::FigureRecord& record)
{
    widgets::FigureSpec figure = widgets::resolveFigure(widgets::figureSchema(sampleCharts()), record.document);
    widgets::requireUsable(figure);
    return figure;
}

}  // namespace isthmus::tests
