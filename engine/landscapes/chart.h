#pragma once
#include "engine/landscapes/flat.h"
#include "engine/landscapes/scorer.h"
#include "engine/options/option_spec.h"
#include "engine/results/landscape_grid.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <stop_token>

namespace isthmus::engine {

/// A network that a chart is laid through or that is shown on it.
struct ChartNetwork {
    std::string name;
    at::Tensor weights;  ///< [P]
};

/// Where points of weight space lie that are to be scored, and what is shown beside them.
struct Chart {
    LandscapeGrid blank;               ///< the grid as it will be, without tasks; its anchors are not scored
    std::vector<at::Tensor> networks;  ///< every point is a combination of these
    /// As many networks of a further draw of the chart's directions, from 1 to blank.draws - 1: the chart's values are means over
    /// all draws. Empty: there is one draw.
    std::function<std::vector<at::Tensor>(int draw)> furtherDraw = {};
    /// What each of them contributes to the point at a place; the shares add up to 1.
    std::function<std::vector<double>(const Place&)> shares;
    std::shared_ptr<const Flat> flat;  ///< that the points lie in; null: a curve, or several draws
    bool straight = true;              ///< along x the shares change evenly, so that a row is a segment of weight space
    std::vector<at::Tensor> anchors;   ///< the weights of the blank grid's

    /// Of the point in a row (k * |y| + j) and a column.
    Place place(std::size_t row, std::size_t column) const;
};

/// What a chart is made of.
struct ChartMaterial {
    const Classifier& network;
    const std::vector<ChartNetwork>& anchors;  ///< that it is laid through, as many as its row of the table allows
    const Json& options;                       ///< the resolved "chart" object
    /// The first so many training examples of each of these tasks together, for charts that look at the loss.
    std::function<Examples(std::int64_t perTask)> training = {};
    std::stop_token stop = {};
    /// Between two iterations of a search: the share of them that is done. The search waits until this returns; may be empty.
    std::function<void(double)> onSearch = {};
    /// What a chart has to search for, as tensors on any device: what `search` returns now, or has returned earlier for the same
    /// anchors, tasks and `options`, those that the search depends on.
    std::function<NamedTensors(const Json& options, const std::function<NamedTensors()>& search)> found =
        [](const Json&, const std::function<NamedTensors()>& search) { return search(); };
};

inline constexpr std::size_t anyNumber = std::numeric_limits<std::size_t>::max();

/// One row of the table of charts: what it is and how it is laid out.
struct ChartInfo {
    const OptionGroup* declaration;
    std::size_t fewestAnchors;
    std::size_t mostAnchors;  ///< or anyNumber
    /// The anchors to take when nobody says which, of a run's anchors in their order; empty when it has none that suit.
    std::vector<std::string> (*usualAnchors)(const std::vector<std::string>& all);
    /// Throws Error(BadInput) for anchors that span no such chart, Error(Interrupted) within 200 ms of a stop request.
    Chart (*make)(const ChartMaterial& material);
};

std::span<const ChartInfo> chartTable();
const ChartInfo& findChart(const std::string& id);  ///< of the table; the id must be there
/// The options of all charts: "chart" in a landscape's description.
OptionSection chartSection();

/// Makes the chart that `material.options` names. Throws as ChartInfo::make does, and Error(BadInput) for a number of anchors
/// that it cannot be laid through.
Chart makeChart(const ChartMaterial& material);

/// Shows a further network on the chart of a flat, where it is projected to. On a curve, whose points are no flat, and on several
/// draws, which lie in as many, it is left out, which a note says.
void mark(Chart& chart, const ChartNetwork& network);

// What rows of the table are made of:

/// Throws Error(BadInput) naming two of the networks that have the same weights: nothing can be laid through both.
void demandDifferent(const std::vector<ChartNetwork>& networks);
/// The chart of a flat: its networks are anchors that it goes through, in the order of `anchors`.
Chart chartOf(const std::string& kind, const Flat& flat, const std::vector<ChartNetwork>& anchors);
/// What an axis of the chart measures, and the points along it.
void setAxis(Chart& chart, std::size_t axis, const std::string& label, std::vector<double> points);
/// `points` numbers, evenly spaced from `low` to `high`; 0 and 1 are exact whenever the spacing meets them.
std::vector<double> evenPoints(int points, double low, double high);
/// Points along an axis over what the chart's anchors span, and `margin` times that beyond them on both sides.
std::vector<double> spannedPoints(const Chart& chart, std::size_t axis, int points, double margin);
/// The last `count` of the run's task solutions, "task-03" and so on; empty when it has fewer.
std::vector<std::string> lastSolutions(const std::vector<std::string>& all, std::size_t count);

// Options that several charts have:
OptionSpec marginOption(double fallback);         ///< "margin": how far the chart goes beyond its anchors
OptionSpec directionsOption();                    ///< "directions": 1 or 2
OptionSpec trainingExamplesOption(int fallback);  ///< "training_examples" of each task
OptionSpec seedOption(const char* help);          ///< "seed"

}  // namespace isthmus::engine
