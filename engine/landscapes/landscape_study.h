#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/barrier_table.h"
#include "engine/results/landscape_grid.h"
#include "engine/results/point_probe.h"
#include "engine/runs/run_folder.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace isthmus::engine {

/// A chart to evaluate of a stored run.
struct LandscapeRequest {
    Json chart;                        ///< the "chart" object; what it leaves out takes its default
    std::vector<std::string> anchors;  ///< names under weights/, or paths to safetensors; empty: those usual for the chart
    std::vector<std::string> marks;    ///< further networks to show on it, projected
    std::vector<int> tasks;            ///< from 1; empty: every task
    bool keep = true;                  ///< keep what is scored in the run's folder, and use what is kept there
};

/// What becomes known on the way, told in the thread that evaluates, and what may interrupt it; functions may be empty.
struct LandscapeWatch {
    /// While a chart is searched for (Hessian directions, trained curves): see ChartMaterial.
    std::function<void(double)> onSearch = {};
    std::function<void(const LandscapeForecast&)> onForecast = {};  ///< of what is left; not told when everything has been kept
    std::function<void(const LandscapeGrid&)> onLaidOut = {};       ///< axes and anchors; nothing is scored yet
    std::function<void(const GridTile&)> onTile = {};
    std::function<std::stop_token()> beforePart = {};  ///< see FillingWatch
};

/// The options of every chart, with "kind".
const ExperimentSchema& landscapeSchema();
/// The "chart" object with every option filled in. Throws Error(BadInput) with the first problem found.
Json resolvedChart(const Json& given);

/// What a chart may be laid through.
struct ChartAnchors {
    std::string chart;
    std::size_t fewest = 1;
    std::size_t most = 1;
    std::vector<std::string> usual;  ///< when nobody says which; empty when the run has none that suit
};
/// Of every chart, for a run that has these anchors.
std::vector<ChartAnchors> anchorsOfCharts(const std::vector<std::string>& all);

/// A stored run to look at: its data set and tasks, loaded once for any number of charts. For one thread at a time.
class LandscapeStudy {
public:
    /// `dataDir` empty: the one the run used. `threads` 0: as many as are fastest. Throws Error(BadInput) naming what is missing
    /// or damaged, Error(Interrupted) within 200 ms of a stop request.
    LandscapeStudy(const RunFolder& run, const std::filesystem::path& dataDir, int threads, std::stop_token stop);
    ~LandscapeStudy();

    /// Throws Error(BadInput) for a request that makes no sense for this run, Error(Interrupted) within 200 ms of a stop
    /// request.
    LandscapeGrid evaluate(const LandscapeRequest& request, const LandscapeWatch& watch, std::stop_token stop);
    /// What that would take; the chart laid out before stays.
    LandscapeForecast forecast(const LandscapeRequest& request, std::stop_token stop);

    /// Between every two of these anchors (empty: all task solutions), on the first `samples` test images (0: all) of each of
    /// these tasks (empty: all). `onProgress` is told the share that is done; it may be empty. Throws as `evaluate` does.
    BarrierTable barriers(const std::vector<std::string>& anchors, const std::vector<int>& tasks, int points, int samples,
                          const std::function<void(double)>& onProgress, std::stop_token stop);

    // About the chart that was evaluated last; there must be one:

    /// Of several draws, the one whose networks the following are about, from 0; that one at first, and where there is no such.
    void lookAtDraw(int draw);
    /// The network at a place of the chart, with what it says about the first `images` examples of each task.
    PointProbe probe(const std::array<double, 3>& place, int images, std::stop_token stop);
    /// Several of them as an ensemble; one or more places.
    EnsembleProbe probeEnsemble(const std::vector<std::array<double, 3>>& places, std::stop_token stop);
    /// Writes the network at a place to the run as the anchor `name`. Throws Error(BadInput) for a name that is taken or no file
    /// can have.
    void keepAsAnchor(const std::array<double, 3>& place, const std::string& name);

private:
    class Inside;

    std::unique_ptr<Inside> inside_;
};

}  // namespace isthmus::engine
