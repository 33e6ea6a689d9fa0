// The plane of the first two principal components of a run's checkpoints, with the path through them. A checkpoint lies off that
// plane by its residual, and its own loss is not that of the point it is projected to.
#include "engine/landscapes/chart.h"
#include "engine/landscapes/principal_plane.h"

#include <cmath>
#include <cstdio>

namespace isthmus::engine {

namespace {

const OptionGroup declaration{.id = "trajectory",
                              .label = "Trajectory",
                              .help = "The plane that a run's checkpoints vary most in, with the path through them.",
                              .source = "Li et al. 2018, arXiv:1712.09913, section 7",
                              .options = {marginOption(0.2)}};

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", 100.0 * share);
    return text;
}

Chart trajectory(const ChartMaterial& material)
{
    std::vector<at::Tensor> checkpoints;
    for (const ChartNetwork& anchor : material.anchors)
        checkpoints.push_back(anchor.weights);
    const PrincipalPlane plane = principalPlane(checkpoints);
    std::vector<at::Tensor> networks{plane.mean};
    std::vector<Place> places{Place{}};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        double furthest = 0.0;  // so far that single precision holds the direction well
        for (const auto& place : plane.places)
            furthest = std::max(furthest, std::abs(place[axis]));
        networks.push_back(plane.mean + plane.directions[axis] * furthest);
        Place place{};
        place[axis] = furthest;
        places.push_back(place);
    }
    Chart chart = chartOf("trajectory", Flat(std::move(networks), std::move(places)), {});
    for (std::size_t k = 0; k < checkpoints.size(); ++k) {
        chart.anchors.push_back(checkpoints[k]);
        chart.blank.anchors.push_back({.name = material.anchors[k].name,
                                       .place = {plane.places[k][0], plane.places[k][1], 0.0},
                                       .residual = plane.residuals[k],
                                       .spans = false});
        chart.blank.path.push_back(k);
    }
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const std::string number = std::to_string(axis + 1);
        const std::string share = percent(plane.explained[axis]);
        setAxis(chart, axis, "PC " + number + " (" + share + ")",
                spannedPoints(chart, axis, material.options.at("resolution").get<int>(),
                              material.options.at("margin").get<double>()));
        chart.blank.notes.push_back("principal component " + number + " (PC " + number + ") explains " + share
                                    + " of the checkpoints' variance");
    }
    return chart;
}

/// The beginning and every solution.
std::vector<std::string> usualAnchors(const std::vector<std::string>& all)
{
    std::vector<std::string> path;
    for (const std::string& name : all)
        if (name == "init" || !lastSolutions({name}, 1).empty())
            path.push_back(name);
    return path.size() >= 3 ? path : std::vector<std::string>{};
}

}  // namespace

extern const ChartInfo trajectoryInfo;
const ChartInfo trajectoryInfo{&declaration, 3, anyNumber, usualAnchors, trajectory};

}  // namespace isthmus::engine
