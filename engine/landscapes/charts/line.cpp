// The straight line through two networks, w(t) = (1 - t) w_1 + t w_2.
#include "engine/landscapes/chart.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{.id = "line",
                              .label = "Line",
                              .help = "The straight line through two networks.",
                              .source = "Goodfellow, Vinyals and Saxe 2015, arXiv:1412.6544",
                              .options = {marginOption(0.0)}};

Chart line(const ChartMaterial& material)
{
    const auto& anchors = material.anchors;
    demandDifferent(anchors);
    Chart chart = chartOf("line", Flat({anchors[0].weights, anchors[1].weights}, {Place{}, Place{1.0, 0.0, 0.0}}), anchors);
    const double margin = material.options.at("margin").get<double>();
    setAxis(chart, 0, "t", evenPoints(material.options.at("resolution").get<int>(), -margin, 1.0 + margin));
    return chart;
}

}  // namespace

extern const ChartInfo lineInfo;
const ChartInfo lineInfo{&declaration, 2, 2, [](const std::vector<std::string>& all) { return lastSolutions(all, 2); }, line};

}  // namespace isthmus::engine
