// Loss or accuracy over a plane of weight space as a surface in three dimensions.
#include "widgets/figures/charts/landscape_field.h"

namespace isthmus::widgets {

namespace {

engine::OptionGroup declare(const engine::OptionSection& charts)
{
    engine::OptionSection chart = charts;
    chart.defaultKind = "plane";
    std::vector<engine::OptionSpec> options = fieldOptions();
    const std::vector<engine::OptionSpec> camera{
        {.key = "azimuth",
         .label = "Azimuth",
         .help = "From where the surface is seen: 0 looks along y, 90 against x, as in the scene of the Landscape tab.",
         .fallback = 30.0,
         .min = -180.0,
         .max = 180.0,
         .unit = "°"},
        {.key = "elevation",
         .label = "Elevation",
         .help = "How far above the floor; 90 looks straight down.",
         .fallback = 30.0,
         .min = 0.0,
         .max = 90.0,
         .unit = "°"},
        {.key = "zoom",
         .label = "Zoom",
         .help = "1: the whole box just fits into the panel.",
         .fallback = 1.0,
         .min = 0.25,
         .max = 8.0,
         .rare = true},
        {.key = "projection",
         .label = "Projection",
         .help = "In perspective what is near is larger; parallel, lengths along an axis can be compared.",
         .fallback = "perspective",
         .choices = {{"perspective", "Perspective"}, {"parallel", "Parallel"}},
         .rare = true}};
    options.insert(options.end(), camera.begin(), camera.end());
    return {.id = "landscape_surface",
            .label = "Landscape, surface",
            .help = "The same in three dimensions: a picture under axes, words and a colour bar that are vectors.",
            .source = "",
            .options = std::move(options),
            .parts = {chart}};
}

PanelData collect(const engine::Json& options, const PanelSources& sources)
{
    PanelData data = fieldOf(options, *sources.grid);
    data.surface = true;
    return data;
}

}  // namespace

extern const FigureChart surfaceChart;
const FigureChart surfaceChart{"landscape_surface", FigureChart::Needs::Landscape, declare, collect};

}  // namespace isthmus::widgets
