// The declarations of a figure and of its panels.
#include "widgets/figures/figure_spec.h"
#include "widgets/figures/venues.h"

namespace isthmus::widgets {

namespace {

using engine::OptionSpec;

std::vector<OptionSpec> sizeOptions()
{
    OptionSpec venue{.key = "venue", .label = "Venue", .help = "Whose widths and type sizes the figure has.", .fallback = "icml"};
    for (const Venue& row : venueTable())
        venue.choices.push_back({row.id, row.label});
    return {venue,
            {.key = "span",
             .label = "Span",
             .help = "The width of a column, or of the whole page; the same at venues with one column.",
             .fallback = "column",
             .choices = {{"column", "One column"}, {"page", "Whole page"}},
             .when = {}},
            {.key = "width",
             .label = "Width",
             .help = "Of the whole figure.",
             .fallback = 3.25,
             .min = 1.0,
             .max = 20.0,
             .unit = "in",
             .when = engine::OptionCondition{"venue", "custom"}},
            {.key = "height",
             .label = "Height",
             .help = "Of the whole figure; by itself every panel becomes as high as it is wide, times the golden ratio.",
             .fallback = 0.0,
             .min = 0.5,
             .max = 20.0,
             .unit = "in",
             .zeroMeans = "by itself"}};
}

std::vector<OptionSpec> layoutOptions()
{
    return {{.key = "panels_per_row",
             .label = "Panels in a row",
             .help = "Further panels go into the next row.",
             .fallback = 0,
             .min = 1,
             .max = 6,
             .zeroMeans = "all"},
            {.key = "share_x",
             .label = "Share x",
             .help = "Panels in a column have the same range, labelled once beneath them.",
             .fallback = false},
            {.key = "share_y",
             .label = "Share y",
             .help = "Panels in a row have the same range, labelled once beside them.",
             .fallback = false},
            {.key = "letters",
             .label = "Letters",
             .help = "What names the panels where there are several.",
             .fallback = "(a)",
             .choices = {{"(a)", "(a) (b)"}, {"a", "a b"}, {"A", "A B"}, {"none", "None"}}},
            {.key = "legend",
             .label = "Legend",
             .help =
                 "One for the whole figure: a set has the same line in every panel. Inside: in the emptiest corner of the first "
                 "panel with curves.",
             .fallback = "top",
             .choices = {{"top", "Above"}, {"bottom", "Below"}, {"right", "Beside"}, {"inside", "Inside"}, {"none", "None"}}}};
}

std::vector<OptionSpec> lookOptions()
{
    return {{.key = "names",
             .label = "Names",
             .help = "What the legend and tables call sets of runs: sgd = SGD, subspace_connectivity = S-C.",
             .fallback = ""},
            {.key = "font",
             .label = "Font",
             .help = "A family that is installed; sans and serif stand for the first installed one of the usual ones.",
             .fallback = "sans"},
            {.key = "font_size",
             .label = "Font size",
             .help = "Of axis labels; ticks and the legend are one point smaller.",
             .fallback = 0.0,
             .min = 4.0,
             .max = 24.0,
             .unit = "pt",
             .zeroMeans = "the venue's"},
            {.key = "palette",
             .label = "Palette",
             .help = "Okabe and Ito's colours, or greys; dashes and markers tell curves apart in either.",
             .fallback = "okabe_ito",
             .choices = {{"okabe_ito", "Okabe–Ito"}, {"grey", "Grey"}}},
            {.key = "markers",
             .label = "Markers",
             .help = "On about eight points of each curve; every point of its line is drawn either way.",
             .fallback = true},
            {.key = "grid", .label = "Grid", .help = "Light lines at the ticks.", .fallback = true},
            {.key = "line_width",
             .label = "Line width",
             .help = "Of curves; axes are half as wide.",
             .fallback = 1.0,
             .min = 0.25,
             .max = 5.0,
             .unit = "pt",
             .rare = true},
            {.key = "svg_text",
             .label = "Text in SVG",
             .help = "As text, which names a font that the reader must have, or as outlines, which look the same everywhere.",
             .fallback = "text",
             .choices = {{"text", "Text"}, {"outlines", "Outlines"}},
             .rare = true},
            {.key = "resolution",
             .label = "Resolution",
             .help = "Of PNG files; the picture of a surface in the others has 600 dpi at least.",
             .fallback = 300,
             .min = 36,
             .max = 2400,
             .unit = "dpi",
             .rare = true}};
}

std::vector<OptionSpec> panelOptions()
{
    const auto text = [](const char* key, const char* label, const char* help) {
        return OptionSpec{.key = key, .label = label, .help = help, .fallback = "", .rare = true};
    };
    return {text("x_range", "x from, to", "Two numbers such as 0, 20; empty: what the values span."),
            text("y_range", "y from, to", "Two numbers such as 50, 100; empty: what the values span."),
            {.key = "x_scale",
             .label = "x scale",
             .help = "In even steps or in even factors.",
             .fallback = "linear",
             .choices = {{"linear", "Linear"}, {"logarithmic", "Logarithmic"}},
             .rare = true},
            {.key = "y_scale",
             .label = "y scale",
             .help = "In even steps or in even factors.",
             .fallback = "linear",
             .choices = {{"linear", "Linear"}, {"logarithmic", "Logarithmic"}},
             .rare = true},
            text("x_label", "x label", "Instead of the panel's own."),
            text("y_label", "y label", "Instead of the panel's own."),
            text("title", "Title", "Above the panel; papers have it in the caption instead.")};
}

}  // namespace

FigureSchema figureSchema(const engine::OptionSection& charts)
{
    FigureSchema schema{.page = {.key = "page",
                                 .label = "Page",
                                 .help = "Size, type and lines of the whole figure.",
                                 .kinds = {},
                                 .defaultKind = {},
                                 .options = {}},
                        .panel = {.key = "panel",
                                  .label = "Panel",
                                  .help = "What one panel shows.",
                                  .kinds = {},
                                  .defaultKind = "curves",
                                  .options = panelOptions()}};
    for (const auto part : {sizeOptions, layoutOptions, lookOptions}) {
        const std::vector<OptionSpec> options = part();
        schema.page.options.insert(schema.page.options.end(), options.begin(), options.end());
    }
    for (const FigureChart& chart : figureCharts())
        schema.panel.kinds.push_back(chart.declare(charts));
    return schema;
}

}  // namespace isthmus::widgets
