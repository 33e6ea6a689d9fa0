// All mixtures of two to four networks, w = sum_k a_k w_k with a_k >= 0 and sum_k a_k = 1, on a grid of the shares a_2, a_3, a_4;
// that of the first is what they leave.
#include "engine/landscapes/chart.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{.id = "simplex",
                              .label = "Simplex",
                              .help = "All mixtures of two to four networks: a line, a triangle, a tetrahedron.",
                              .source = "Wortsman et al. 2021, arXiv:2102.10472; Benton et al. 2021, arXiv:2102.13042",
                              .options = {}};

constexpr double edge = 1.0 + 1e-9;  // shares that add up to 1 may do so only nearly

Chart simplex(const ChartMaterial& material)
{
    std::vector<at::Tensor> networks;
    std::vector<Place> places;
    for (const ChartNetwork& anchor : material.anchors) {
        Place place{};
        if (!networks.empty())
            place[networks.size() - 1] = 1.0;
        networks.push_back(anchor.weights);
        places.push_back(place);
    }
    Chart chart = chartOf("simplex", Flat(std::move(networks), std::move(places)), material.anchors);
    for (std::size_t axis = 0; axis + 1 < material.anchors.size(); ++axis)
        setAxis(chart, axis, "share of " + material.anchors[axis + 1].name,
                evenPoints(material.options.at("resolution").get<int>(), 0.0, 1.0));
    for (std::size_t row = 0; row < chart.blank.rows(); ++row)
        for (std::size_t column = 0; column < chart.blank.columns(); ++column) {
            const Place place = chart.place(row, column);
            chart.blank.there.push_back(place[0] + place[1] + place[2] <= edge ? 1 : 0);
        }
    return chart;
}

/// The vertices of the last task that has any; else the last three solutions.
std::vector<std::string> usualAnchors(const std::vector<std::string>& all)
{
    std::vector<std::string> vertices;
    std::string task;
    for (const std::string& name : all) {
        const std::size_t at = name.find("-vertex-");
        if (at == std::string::npos)
            continue;
        if (name.substr(0, at) != task)
            vertices.clear();
        task = name.substr(0, at);
        if (vertices.size() < 4)
            vertices.push_back(name);
    }
    return vertices.size() >= 2 ? vertices : lastSolutions(all, 3);
}

}  // namespace

extern const ChartInfo simplexInfo;
const ChartInfo simplexInfo{&declaration, 2, 4, usualAnchors, simplex};

}  // namespace isthmus::engine
