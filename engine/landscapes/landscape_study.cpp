#include "engine/landscapes/landscape_study.h"

#include "engine/error.h"
#include "engine/landscapes/alignment.h"
#include "engine/landscapes/barriers.h"
#include "engine/landscapes/forecast.h"
#include "engine/landscapes/grid_filling.h"
#include "engine/landscapes/landscape_source.h"
#include "engine/landscapes/point_probing.h"
#include "engine/landscapes/weights_checksum.h"
#include "engine/machine.h"
#include "engine/runs/network_file.h"

#include <algorithm>
#include <cassert>

namespace isthmus::engine {

namespace {

constexpr int tileVersion = 1;  // of the numbers in kept tiles: another one makes them unknown

}  // namespace

const ExperimentSchema& landscapeSchema()
{
    static const ExperimentSchema schema{.options = {}, .sections = {chartSection()}};
    return schema;
}

Json resolvedChart(const Json& given)
{
    const ResolvedExperiment resolved = resolve(landscapeSchema(), {{"chart", given}});
    if (!resolved.problems.empty())
        throw badInput(resolved.problems.front().path + ": " + resolved.problems.front().message);
    return resolved.values.at("chart");
}

std::vector<ChartAnchors> anchorsOfCharts(const std::vector<std::string>& all)
{
    std::vector<ChartAnchors> charts;
    for (const ChartInfo& info : chartTable())
        charts.push_back({info.declaration->id, info.fewestAnchors, info.mostAnchors, info.usualAnchors(all)});
    return charts;
}

class LandscapeStudy::Inside {
public:
    Inside(const RunFolder& run, const std::filesystem::path& dataDir, const std::stop_token& stop) : source_(run, dataDir, stop)
    {
    }

    /// A chart with all that scoring it takes.
    struct Work {
        Json options;
        std::shared_ptr<const Classifier> network;  ///< the run's, normalising as the chart wants it
        std::vector<ChartNetwork> anchors;
        std::vector<int> numbers;  ///< of the tasks
        std::vector<TaskExamples> tasks;
        Chart chart;
        Chart looked;  ///< the same with the networks of the draw that is looked at
    };

    Work workOf(const LandscapeRequest& request, const std::function<void(double)>& onSearch, const std::stop_token& stop)
    {
        Work work;
        work.options = resolvedChart(request.chart);
        work.network = source_.network(work.options.at("normalisation").get<std::string>());
        const auto kind = work.options.at("kind").get<std::string>();
        const std::vector<std::string> names =
            request.anchors.empty() ? findChart(kind).usualAnchors(source_.run().anchors()) : request.anchors;
        if (names.empty())
            throw badInput(source_.run().path().string() + ": has too few solutions for a " + kind + " yet; name its anchors");
        for (const std::string& name : names)
            work.anchors.push_back(source_.anchor(name));
        if (work.options.at("align").get<bool>())
            for (std::size_t k = 1; k < work.anchors.size(); ++k)
                work.anchors[k].weights = aligned(*work.network->model, work.anchors[0].weights, work.anchors[k].weights, stop);
        work.numbers = source_.numbersOf(request.tasks);
        work.tasks = source_.examples(*work.network->model, work.numbers, work.options.at("split").get<std::string>(),
                                      work.options.at("samples").get<std::int64_t>(), stop);
        const auto training = [&](std::int64_t perTask) { return source_.training(work.numbers, perTask, stop); };
        ChartMaterial material{*work.network, work.anchors, work.options, training, stop, onSearch};
        if (request.keep)
            material.found = [&](const Json& options, const std::function<NamedTensors()>& search) {
                Json identity = source_.identity(work.anchors, work.numbers);
                identity["chart"] = options;
                identity["chart"]["kind"] = kind;
                return source_.found(identity, search);
            };
        work.chart = makeChart(material);
        for (const std::string& name : request.marks)
            if (std::find(names.begin(), names.end(), name) == names.end())
                mark(work.chart, source_.anchor(name));
        work.looked = work.chart;
        return work;
    }

    const Work& lay(const LandscapeRequest& request, const LandscapeWatch& watch, const std::stop_token& stop)
    {
        laidOut_.reset();
        laidOut_ = std::make_unique<Work>(workOf(request, watch.onSearch, stop));
        return *laidOut_;
    }

    const Work& laidOut() const
    {
        assert(laidOut_);
        return *laidOut_;
    }

    void lookAtDraw(int draw)
    {
        const Chart& chart = laidOut().chart;
        const bool further = draw > 0 && draw < chart.blank.draws;
        laidOut_->looked.networks = further ? chart.furtherDraw(draw) : chart.networks;
    }

    PointProbe probe(const Place& place, int images, const std::stop_token& stop) const
    {
        return probePoint(*laidOut().network, laidOut().looked, laidOut().tasks, source_.shape(), place, images, stop);
    }

    EnsembleProbe probeEnsemble(const std::vector<Place>& places, const std::stop_token& stop) const
    {
        return engine::probeEnsemble(*laidOut().network, laidOut().looked, laidOut().tasks, places, stop);
    }

    void keepAsAnchor(const Place& place, const std::string& name) const
    {
        const RunFolder& run = source_.run();
        if (name.empty()
            || name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != name.npos)
            throw badInput("\"" + name + "\" cannot name an anchor; use letters, digits, - and _");
        if (std::filesystem::exists(run.weights(name)) || name.starts_with("task-") || name == "init")
            throw badInput("the run has an anchor \"" + name + "\" already, or will have; choose another name");
        writeNetwork(run.weights(name), networkAt(laidOut().looked, place).cpu(), laidOut().network->model->layout());
    }

    LandscapeGrid fill(const Work& work, bool keep, const LandscapeWatch& watch, const std::stop_token& stop)
    {
        if (watch.onLaidOut)
            watch.onLaidOut(work.chart.blank);
        const auto file = keep ? TileFile::open(source_.run().landscapes(), identity(work)) : nullptr;
        FillingWatch filling{.onTile = watch.onTile, .onScoring = {}, .beforePart = watch.beforePart};
        if (watch.onForecast)
            filling.onScoring = [&](double done) {
                LandscapeForecast left = forecast(work, stop);
                left.seconds *= 1.0 - done;
                watch.onForecast(left);
            };
        return fillGrid(*work.network, work.chart, work.tasks, work.options.at("per_class").get<bool>(), file.get(), filling,
                        stop);
    }

    LandscapeForecast forecast(const Work& work, const std::stop_token& stop) const
    {
        return engine::forecast(*work.network, work.chart, work.tasks, work.options.at("per_class").get<bool>(), stop);
    }

    BarrierTable barriers(const std::vector<std::string>& anchors, const std::vector<int>& wanted, int points, int samples,
                          const std::function<void(double)>& onProgress, const std::stop_token& stop)
    {
        std::vector<ChartNetwork> networks;
        for (const std::string& name : anchors.empty() ? source_.run().anchors() : anchors)
            if (!anchors.empty() || RunFolder::taskOf(name) > 0)
                networks.push_back(source_.anchor(name));
        if (networks.size() < 2)
            throw badInput(source_.run().path().string() + ": barriers are between two networks or more; "
                           + (anchors.empty() ? "the run has not so many task solutions yet" : "name more anchors"));
        const auto network = source_.network();
        const auto examples = source_.examples(*network->model, source_.numbersOf(wanted), "test", samples, stop);
        return engine::barriers(*network, networks, examples, points, onProgress, stop);
    }

private:
    /// Everything that the values of a grid depend on.
    Json identity(const Work& work) const
    {
        Json identity = source_.identity(work.anchors, work.numbers);
        Json networks = Json::array();  // some charts train theirs, or look for them
        for (const at::Tensor& network : work.chart.networks)
            networks.push_back(checksumOf(network));
        identity["tiles"] = tileVersion;
        identity["chart"] = work.options;
        identity["networks"] = networks;
        identity["device"] = source_.device();
        return identity;
    }

    LandscapeSource source_;
    std::unique_ptr<Work> laidOut_;
};

LandscapeStudy::LandscapeStudy(const RunFolder& run, const std::filesystem::path& dataDir, int threads, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    keepFreedMemory();
    useThreads(threads > 0 ? threads : fastestThreads());
    inside_ = std::make_unique<Inside>(run, dataDir, stop);
}

LandscapeStudy::~LandscapeStudy() = default;

LandscapeGrid LandscapeStudy::evaluate(const LandscapeRequest& request, const LandscapeWatch& watch, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    return inside_->fill(inside_->lay(request, watch, stop), request.keep, watch, stop);
}

LandscapeForecast LandscapeStudy::forecast(const LandscapeRequest& request, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    return inside_->forecast(inside_->workOf(request, {}, stop), stop);
}

void LandscapeStudy::lookAtDraw(int draw)
{
    const SignalsKeptOut quiet;
    inside_->lookAtDraw(draw);
}

PointProbe LandscapeStudy::probe(const std::array<double, 3>& place, int images, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    return inside_->probe(place, images, stop);
}

EnsembleProbe LandscapeStudy::probeEnsemble(const std::vector<std::array<double, 3>>& places, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    return inside_->probeEnsemble(places, stop);
}

void LandscapeStudy::keepAsAnchor(const std::array<double, 3>& place, const std::string& name)
{
    inside_->keepAsAnchor(place, name);
}

BarrierTable LandscapeStudy::barriers(const std::vector<std::string>& anchors, const std::vector<int>& tasks, int points,
                                      int samples, const std::function<void(double)>& onProgress, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    return inside_->barriers(anchors, tasks, points, samples, onProgress, stop);
}

}  // namespace isthmus::engine
