// The plane through three networks (Garipov et al. 2018, arXiv 1802.10026): distances in weight space from the first, along
// u = w_2 - w_1 and the part of w_3 - w_1 that is perpendicular to it, both normalised.
#include "engine/landscapes/chart.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{.id = "plane",
                              .label = "Plane",
                              .help = "The plane through three networks; its axes are distances in weight space.",
                              .source = "Garipov et al. 2018, arXiv:1802.10026",
                              .options = {marginOption(0.2)}};

Chart plane(const ChartMaterial& material)
{
    const auto& anchors = material.anchors;
    demandDifferent(anchors);
    Chart chart = chartOf("plane", Flat::through({anchors[0].weights, anchors[1].weights, anchors[2].weights}), anchors);
    const auto resolution = material.options.at("resolution").get<int>();
    const double margin = material.options.at("margin").get<double>();
    setAxis(chart, 0, "distance towards " + anchors[1].name, spannedPoints(chart, 0, resolution, margin));
    setAxis(chart, 1, "distance across, towards " + anchors[2].name, spannedPoints(chart, 1, resolution, margin));
    return chart;
}

}  // namespace

extern const ChartInfo planeInfo;
const ChartInfo planeInfo{&declaration, 3, 3, [](const std::vector<std::string>& all) { return lastSolutions(all, 3); }, plane};

}  // namespace isthmus::engine
