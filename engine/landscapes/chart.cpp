#include "engine/landscapes/chart.h"

#include "engine/error.h"
#include "engine/landscapes/inner_product.h"
#include "engine/runs/run_folder.h"

#include <cassert>
#include <cmath>

namespace isthmus::engine {

extern const ChartInfo lineInfo;
extern const ChartInfo planeInfo;
extern const ChartInfo simplexInfo;
extern const ChartInfo randomInfo;
extern const ChartInfo hessianInfo;
extern const ChartInfo trajectoryInfo;
extern const ChartInfo curveInfo;

namespace {

const OptionSpec resolution{.key = "resolution",
                            .label = "Resolution",
                            .help = "Points along each axis.",
                            .fallback = 21,
                            .min = 2,
                            .max = 100000,
                            .unit = "points"};
const OptionSpec samples{.key = "samples",
                         .label = "Examples",
                         .help = "How many examples of each task a point is scored on: the first ones in the data set's order.",
                         .fallback = 0,
                         .min = 0,
                         .max = 100000000,
                         .unit = "images",
                         .zeroMeans = "all"};
const OptionSpec split{.key = "split",
                       .label = "Split",
                       .help = "Score points on test examples, on those the network was trained on, or on both in one pass.",
                       .fallback = "test",
                       .choices = {{"test", "Test"}, {"train", "Training"}, {"both", "Both"}}};
const OptionSpec perClass{.key = "per_class",
                          .label = "Accuracy of each class",
                          .help = "Keep the accuracy on the examples of each label, too.",
                          .fallback = false,
                          .rare = true};

const OptionSpec align{.key = "align",
                       .label = "Align hidden units",
                       .help = "Permute the hidden units of all anchors so that they lie close to the first one's, without "
                               "changing what the networks compute (weight matching, Ainsworth et al. 2022, arXiv:2209.04836). "
                               "Perceptrons only.",
                       .fallback = false,
                       .rare = true};

const OptionSpec normalisation{.key = "normalisation",
                               .label = "Batch normalisation",
                               .help = "What batch normalisation uses at a point: what the run's model says, the statistics of "
                                       "the examples at hand, or statistics of training images computed anew at every point.",
                               .fallback = "model",
                               .choices = {{"model", "As the run"}, {"batch", "Batch statistics"}, {"recomputed", "Recomputed"}},
                               .rare = true};

constexpr double mostPoints = 4e6;  // more would take days and gigabytes

std::string counted(std::size_t count) { return std::to_string(count) + (count == 1 ? " anchor" : " anchors"); }

}  // namespace

Place Chart::place(std::size_t row, std::size_t column) const
{
    const auto& axes = blank.axes;
    const auto at = [&axes](std::size_t axis, std::size_t i) { return axes[axis].points.empty() ? 0.0 : axes[axis].points[i]; };
    const std::size_t height = std::max<std::size_t>(axes[1].points.size(), 1);
    return {at(0, column), at(1, row % height), at(2, row / height)};
}

std::span<const ChartInfo> chartTable()
{
    static const ChartInfo rows[] = {lineInfo, planeInfo, simplexInfo, randomInfo, hessianInfo, trajectoryInfo, curveInfo};
    return rows;
}

const ChartInfo& findChart(const std::string& id)
{
    const auto rows = chartTable();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const ChartInfo& info) { return info.declaration->id == id; });
    assert(row != rows.end());
    return *row;
}

OptionSection chartSection()
{
    OptionSection section{.key = "chart",
                          .label = "Chart",
                          .help = "Which part of weight space is looked at.",
                          .kinds = {},
                          .defaultKind = "line",
                          .options = {resolution, samples, split, perClass, normalisation, align}};
    for (const ChartInfo& row : chartTable())
        section.kinds.push_back(*row.declaration);
    return section;
}

Chart makeChart(const ChartMaterial& material)
{
    const ChartInfo& info = findChart(material.options.at("kind").get<std::string>());
    const std::size_t count = material.anchors.size();
    if (count < info.fewestAnchors || count > info.mostAnchors)
        throw badInput("a " + info.declaration->id + " goes through " + counted(info.fewestAnchors)
                       + (info.mostAnchors == info.fewestAnchors ? ""
                          : info.mostAnchors == anyNumber        ? " or more"
                                                                 : " to " + std::to_string(info.mostAnchors))
                       + ", not " + std::to_string(count));
    return info.make(material);
}

void mark(Chart& chart, const ChartNetwork& network)
{
    if (!chart.flat) {
        const std::string why = chart.blank.draws > 1 ? "no marks: each draw would project them elsewhere"
                                                      : "no marks: a curve is no flat that they could be projected to";
        std::vector<std::string>& notes = chart.blank.notes;
        if (std::find(notes.begin(), notes.end(), why) == notes.end())
            notes.push_back(why);
        return;
    }
    const Flat::Projection projection = chart.flat->project(network.weights);
    chart.anchors.push_back(network.weights);
    chart.blank.anchors.push_back(
        {.name = network.name, .place = projection.place, .residual = projection.residual, .spans = false});
}

void demandDifferent(const std::vector<ChartNetwork>& networks)
{
    for (std::size_t k = 1; k < networks.size(); ++k)
        for (std::size_t before = 0; before < k; ++before)
            if (at::equal(networks[before].weights, networks[k].weights))
                throw badInput("the anchors " + networks[before].name + " and " + networks[k].name
                               + " are the same network; choose another one in place of either");
}

Chart chartOf(const std::string& kind, const Flat& flat, const std::vector<ChartNetwork>& anchors)
{
    const auto shared = std::make_shared<const Flat>(flat);
    Chart chart{.blank = {},
                .networks = flat.networks(),
                .furtherDraw = {},
                .shares = [shared](const Place& place) { return shared->shares(place); },
                .flat = shared,
                .anchors = {}};
    chart.blank.chart = kind;
    for (std::size_t k = 0; k < anchors.size(); ++k) {
        chart.anchors.push_back(anchors[k].weights);
        chart.blank.anchors.push_back({.name = anchors[k].name, .place = flat.place(k), .residual = 0.0, .spans = true});
    }
    const std::vector<double> origin = flat.shares({});
    for (std::size_t axis = 0; axis < flat.dimensions(); ++axis) {
        Place place{};
        place[axis] = 1.0;
        const std::vector<double> shares = flat.shares(place);
        at::Tensor step = at::zeros_like(flat.networks().front(), at::kDouble);
        for (std::size_t k = 0; k < shares.size(); ++k)
            step += flat.networks()[k].to(at::kDouble) * (shares[k] - origin[k]);
        chart.blank.axes[axis].length = lengthOf(step);
    }
    return chart;
}

void setAxis(Chart& chart, std::size_t axis, const std::string& label, std::vector<double> points)
{
    chart.blank.axes[axis].label = label;
    chart.blank.axes[axis].points = std::move(points);
    double count = 1.0;
    for (const GridAxis& of : chart.blank.axes)
        count *= static_cast<double>(std::max<std::size_t>(of.points.size(), 1));
    if (count > mostPoints)
        throw badInput("a chart has at most 4,000,000 points; choose a resolution that gives fewer");
}

std::vector<double> evenPoints(int points, double low, double high)
{
    std::vector<double> all;
    for (int i = 0; i < points; ++i) {
        const double value = low + (high - low) * i / (points - 1);
        const double whole = std::round(value);
        all.push_back((whole == 0.0 || whole == 1.0) && std::abs(value - whole) < 1e-12 ? whole : value);
    }
    return all;
}

std::vector<double> spannedPoints(const Chart& chart, std::size_t axis, int points, double margin)
{
    double low = chart.blank.anchors.front().place[axis];
    double high = low;
    for (const GridAnchor& anchor : chart.blank.anchors) {
        low = std::min(low, anchor.place[axis]);
        high = std::max(high, anchor.place[axis]);
    }
    const double beyond = margin * (high - low);
    return evenPoints(points, low - beyond, high + beyond);
}

std::vector<std::string> lastSolutions(const std::vector<std::string>& all, std::size_t count)
{
    std::vector<std::string> solutions;
    for (const std::string& name : all)
        if (RunFolder::taskOf(name) > 0)
            solutions.push_back(name);
    if (solutions.size() < count)
        return {};
    return {solutions.end() - static_cast<std::ptrdiff_t>(count), solutions.end()};
}

OptionSpec marginOption(double fallback)
{
    return {.key = "margin",
            .label = "Margin",
            .help = "How far the chart goes beyond its anchors, as a share of what they span.",
            .fallback = fallback,
            .min = 0.0,
            .max = 100.0};
}

OptionSpec directionsOption()
{
    return {.key = "directions",
            .label = "Directions",
            .help = "One for a line, two for a plane.",
            .fallback = 2,
            .min = 1,
            .max = 2};
}

OptionSpec trainingExamplesOption(int fallback)
{
    return {.key = "training_examples",
            .label = "Training examples",
            .help = "How many of each task's training examples the chart is found with.",
            .fallback = fallback,
            .min = 1,
            .max = 100000000,
            .unit = "images"};
}

OptionSpec seedOption(const char* help)
{
    return {.key = "seed", .label = "Seed", .help = help, .fallback = 1, .min = 0, .max = 9007199254740992.0};
}

}  // namespace isthmus::engine
