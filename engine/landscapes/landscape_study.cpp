#include "engine/landscapes/landscape_study.h"

#include "engine/data/checksum.h"
#include "engine/error.h"
#include "engine/landscapes/alignment.h"
#include "engine/landscapes/barriers.h"
#include "engine/landscapes/grid_filling.h"
#include "engine/landscapes/point_probing.h"
#include "engine/machine.h"
#include "engine/options/option_value.h"
#include "engine/runs/damage.h"
#include "engine/runs/network_file.h"
#include "engine/runs/run_parts.h"
#include "engine/runs/stored_networks.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace isthmus::engine {

namespace {

constexpr int tileVersion = 1;  // of the numbers in kept tiles: another one makes them unknown

std::filesystem::path usedDataDir(const RunFolder& run)
{
    if (!std::filesystem::exists(run.provenance()))
        return {};
    return readingFrom(run.provenance(), [&] { return readJsonObject(run.provenance()).value("data_dir", ""); });
}

std::string checksumOf(const at::Tensor& weights)
{
    const at::Tensor here = weights.cpu().contiguous();
    return sha256(std::string_view(static_cast<const char*>(here.data_ptr()), here.nbytes()));
}

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
    Inside(const RunFolder& run, const std::filesystem::path& dataDir, const std::stop_token& stop)
        : run_(run),
          // Any device will do to look at a run, whichever it was trained on.
          experiment_(Experiment::fromFile(run.experiment(), {"execution.device=auto"})),
          parts_(prepare(experiment_, dataDir.empty() ? usedDataDir(run) : dataDir, stop))
    {
    }

    /// A chart with all that scoring it takes.
    struct Work {
        Json options;
        std::vector<TaskExamples> tasks;
        Chart chart;
        std::vector<ChartNetwork> anchors;
    };

    Work workOf(const LandscapeRequest& request, const std::stop_token& stop)
    {
        Work work{.options = resolvedChart(request.chart), .tasks = {}, .chart = {}, .anchors = {}};
        const auto kind = work.options.at("kind").get<std::string>();
        std::vector<std::string> names = request.anchors.empty() ? findChart(kind).usualAnchors(run_.anchors()) : request.anchors;
        if (names.empty())
            throw badInput(run_.path().string() + ": has too few solutions for a " + kind + " yet; name its anchors");
        for (const std::string& name : names)
            work.anchors.push_back(network(name));
        if (work.options.at("align").get<bool>())
            for (std::size_t k = 1; k < work.anchors.size(); ++k)
                work.anchors[k].weights = aligned(parts_->model(), work.anchors[0].weights, work.anchors[k].weights, stop);
        const std::vector<int> wanted = numbersOf(request.tasks);
        work.tasks = tasks(wanted, work.options, stop);
        const auto training = [&](std::int64_t perTask) { return trainingExamples(wanted, perTask, stop); };
        work.chart = makeChart({*parts_->network, work.anchors, work.options, training, stop});
        for (const std::string& name : request.marks)
            if (std::find(names.begin(), names.end(), name) == names.end())
                mark(work.chart, network(name));
        return work;
    }

    const Work& lay(const LandscapeRequest& request, const std::stop_token& stop)
    {
        laidOut_.reset();
        laidOut_ = std::make_unique<const Work>(workOf(request, stop));
        return *laidOut_;
    }

    const Work& laidOut() const
    {
        assert(laidOut_);
        return *laidOut_;
    }

    PointProbe probe(const Place& place, int images, const std::stop_token& stop) const
    {
        const Dataset& data = parts_->dataset;
        const InputShape shape{
            .channels = data.test.channels, .height = data.test.height, .width = data.test.width, .classes = data.classes};
        return probePoint(*parts_->network, laidOut().chart, laidOut().tasks, shape, place, images, stop);
    }

    EnsembleProbe probeEnsemble(const std::vector<Place>& places, const std::stop_token& stop) const
    {
        return engine::probeEnsemble(*parts_->network, laidOut().chart, laidOut().tasks, places, stop);
    }

    void keepAsAnchor(const Place& place, const std::string& name) const
    {
        if (name.empty()
            || name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != name.npos)
            throw badInput("\"" + name + "\" cannot name an anchor; use letters, digits, - and _");
        if (std::filesystem::exists(run_.weights(name)) || name.starts_with("task-") || name == "init")
            throw badInput("the run has an anchor \"" + name + "\" already, or will have; choose another name");
        writeNetwork(run_.weights(name), networkAt(laidOut().chart, place).cpu(), parts_->model().layout());
    }

    LandscapeGrid fill(const Work& work, bool keep, const LandscapeWatch& watch, const std::stop_token& stop)
    {
        const bool perClass = work.options.at("per_class").get<bool>();
        if (watch.onLaidOut)
            watch.onLaidOut(work.chart.blank);
        const auto file = keep ? TileFile::open(run_.landscapes(), identity(work)) : nullptr;
        return fillGrid(*parts_->network, work.chart, work.tasks, perClass, file.get(), watch.onTile, stop);
    }

    LandscapeForecast forecast(const Work& work, const std::stop_token& stop) const
    {
        return engine::forecast(*parts_->network, work.chart, work.tasks, work.options.at("per_class").get<bool>(), stop);
    }

    BarrierTable barriers(const std::vector<std::string>& anchors, const std::vector<int>& wanted, int points, int samples,
                          const std::function<void(double)>& onProgress, const std::stop_token& stop)
    {
        std::vector<ChartNetwork> networks;
        for (const std::string& name : anchors.empty() ? run_.anchors() : anchors)
            if (!anchors.empty() || RunFolder::taskOf(name) > 0)
                networks.push_back(network(name));
        if (networks.size() < 2)
            throw badInput(run_.path().string() + ": barriers are between two networks or more; "
                           + (anchors.empty() ? "the run has not so many task solutions yet" : "name more anchors"));
        const auto examples = tasks(numbersOf(wanted), {{"split", "test"}, {"samples", samples}}, stop);
        return engine::barriers(*parts_->network, networks, examples, points, onProgress, stop);
    }

private:
    ChartNetwork network(const std::string& name) const
    {
        const bool isPath = name.ends_with(".safetensors");
        const std::filesystem::path path = isPath ? std::filesystem::path(name) : run_.weights(name);
        if (std::filesystem::exists(path))
            return {isPath ? networkName(path) : name, readNetwork(path, parts_->model().layout()).to(parts_->device)};
        if (isPath)
            throw badInput(name + ": there is no such file");
        const std::vector<std::string> names = run_.anchors();
        const std::string near = nearestWord(name, names);
        throw badInput(run_.path().string() + ": has no anchor \"" + name + "\""
                       + (near.empty() ? "; it has " + std::to_string(names.size()) + " under weights/"
                                       : "; did you mean \"" + near + "\"?"));
    }

    /// The tasks that are asked for.
    std::vector<int> numbersOf(std::vector<int> wanted) const
    {
        const int available = parts_->tasks->tasks();
        for (const int task : wanted)
            if (task < 1 || task > available)
                throw badInput(run_.path().string() + ": has no task " + std::to_string(task) + "; its tasks are 1 to "
                               + std::to_string(available));
        if (wanted.empty()) {
            wanted.resize(static_cast<std::size_t>(available));
            std::iota(wanted.begin(), wanted.end(), 1);
        }
        return wanted;
    }

    Examples trainingExamples(const std::vector<int>& wanted, std::int64_t perTask, const std::stop_token& stop)
    {
        std::vector<at::Tensor> images;
        std::vector<at::Tensor> labels;
        for (const int task : wanted) {
            const Examples examples = parts_->trainSample(task, perTask, stop).examples;
            images.push_back(examples.images);
            labels.push_back(examples.labels);
        }
        return {at::cat(images), at::cat(labels)};
    }

    std::vector<TaskExamples> tasks(const std::vector<int>& wanted, const Json& options, const std::stop_token& stop)
    {
        const auto split = options.at("split").get<std::string>();
        const auto samples = options.at("samples").get<std::int64_t>();
        std::vector<TaskExamples> found;
        for (const int task : wanted) {
            if (split != "train")
                found.push_back(
                    {task, parts_->test(task, samples > 0 ? samples : parts_->tasks->testCount(task), stop), Split::Test});
            if (split != "test")
                found.push_back({task, parts_->trainSample(task, samples > 0 ? samples : parts_->tasks->trainCount(task), stop),
                                 Split::Train});
        }
        return found;
    }

    /// Everything that the values of a grid depend on.
    Json identity(const Work& work) const
    {
        Json anchors = Json::array();
        for (const ChartNetwork& anchor : work.anchors)
            anchors.push_back({{"name", anchor.name}, {"sha256", checksumOf(anchor.weights)}});
        Json networks = Json::array();  // some charts train theirs, or look for them: another machine finds others
        for (const at::Tensor& network : work.chart.networks)
            networks.push_back(checksumOf(network));
        Json tasks = Json::array();
        for (const TaskExamples& task : work.tasks)
            tasks.push_back(task.task);
        return {{"tiles", tileVersion},
                {"chart", work.options},
                {"anchors", anchors},
                {"networks", networks},
                {"tasks", tasks},
                {"seed", experiment_.seed()},
                {"benchmark", experiment_.section("benchmark")},
                {"model", experiment_.section("model")},
                {"device", parts_->device.str()}};
    }

    RunFolder run_;
    Experiment experiment_;
    std::unique_ptr<RunParts> parts_;
    std::unique_ptr<const Work> laidOut_;
};

LandscapeStudy::LandscapeStudy(const RunFolder& run, const std::filesystem::path& dataDir, int threads, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    useThreads(threads > 0 ? threads : fastestThreads());
    inside_ = std::make_unique<Inside>(run, dataDir, stop);
}

LandscapeStudy::~LandscapeStudy() = default;

LandscapeGrid LandscapeStudy::evaluate(const LandscapeRequest& request, const LandscapeWatch& watch, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    const Inside::Work& work = inside_->lay(request, stop);
    if (watch.onForecast)
        watch.onForecast(inside_->forecast(work, stop));
    return inside_->fill(work, request.keep, watch, stop);
}

LandscapeForecast LandscapeStudy::forecast(const LandscapeRequest& request, std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    return inside_->forecast(inside_->workOf(request, stop), stop);
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
