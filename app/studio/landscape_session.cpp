#include "app/studio/landscape_session.h"

#include "engine/error.h"
#include "engine/landscapes/landscape_files.h"
#include "engine/runs/experiment.h"

#include <chrono>
#include <utility>

namespace isthmus::app {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double secondsBetweenGrids = 0.2;  // a grid is copied each time it is shown
constexpr int probeImages = 4;               // of each task

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

}  // namespace

/// An evaluation's grid as it fills, shown now and then.
class LandscapeSession::Watching {
public:
    explicit Watching(LandscapeSession& session) : session_(session) {}

    void begin(const engine::LandscapeGrid& blank)
    {
        grid_ = blank;
        show(grid_);
    }

    void add(const engine::GridTile& tile)
    {
        if (grid_.tasks.empty())
            addTasks(tile);
        for (std::size_t t = 0; t < grid_.tasks.size(); ++t)
            for (std::size_t i = 0; i < tile.columns.size(); ++i) {
                const std::size_t point = tile.row * grid_.columns() + tile.columns[i];
                grid_.tasks[t].loss[point] = tile.tasks[t].loss[i];
                grid_.tasks[t].accuracy[point] = tile.tasks[t].accuracy[i];
                grid_.tasks[t].lossError[point] = tile.tasks[t].lossError[i];
            }
        if (tile.kept)
            kept_ = tile.done;
        if (secondsSince(shown_) < secondsBetweenGrids && tile.done < 1.0)
            return;
        const double scored = tile.done - kept_;
        progress_ = {tile.done, scored > 0.0 ? secondsSince(begin_) * (1.0 - tile.done) / scored : -1.0};
        show(grid_);
    }

    void show(const engine::LandscapeGrid& grid)
    {
        session_.pictures_.post(std::make_shared<const Picture>(
            Picture{session_.studyRun_, std::make_shared<const engine::LandscapeGrid>(grid), progress_}));
        shown_ = Clock::now();  // a large grid takes long to copy
    }

private:
    void addTasks(const engine::GridTile& tile)
    {
        const std::vector<double> nothing(grid_.size(), std::numeric_limits<double>::quiet_NaN());
        for (const engine::GridTask& task : tile.tasks)
            grid_.tasks.push_back(
                {.task = task.task, .split = task.split, .loss = nothing, .accuracy = nothing, .lossError = nothing});
    }

    LandscapeSession& session_;
    engine::LandscapeGrid grid_;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point shown_;
    LandscapeProgress progress_;
    double kept_ = 0.0;  ///< share that was read from a file, in no time
};

LandscapeSession::LandscapeSession(QObject* parent)
    : QObject(parent),
      pictures_(this,
                [this](const std::shared_ptr<const Picture>& picture) {
                    if (picture->run != run_)
                        return;
                    Q_EMIT gridChanged(picture->grid);
                    Q_EMIT progressed(picture->progress);
                }),
      worker_([this](std::stop_token stop) { work(stop); })
{
}

LandscapeSession::~LandscapeSession()
{
    const std::scoped_lock lock(mutex_);
    worker_.request_stop();
    current_.request_stop();
}

template <typename Change>
void LandscapeSession::ask(Change change)
{
    const std::scoped_lock lock(mutex_);
    change();
    changed_.notify_all();
}

void LandscapeSession::setRun(const std::filesystem::path& folder, const std::filesystem::path& dataDir, int threads)
{
    folder_ = folder;
    evaluating_ = false;
    paused_ = false;
    ++run_;
    ask([&] {
        requests_ = {};
        requests_.anchors = !folder.empty();
        wantedFolder_ = folder;
        dataDir_ = dataDir;
        threads_ = threads;
        wantedRun_ = run_;
        held_ = false;
        current_.request_stop();
    });
    pictures_.clear();
}

void LandscapeSession::findAnchors()
{
    ask([&] { requests_.anchors = !wantedFolder_.empty(); });
}

void LandscapeSession::findBarriers()
{
    ask([&] { requests_.barriers = !wantedFolder_.empty(); });
}

void LandscapeSession::evaluate(const engine::LandscapeRequest& request)
{
    evaluating_ = true;
    paused_ = false;
    ++evaluation_;
    ask([&] {
        requests_.evaluation = request;
        requests_.number = evaluation_;
        requests_.forecast.reset();
        held_ = false;
        current_.request_stop();
    });
}

void LandscapeSession::forecast(const engine::LandscapeRequest& request)
{
    ask([&] { requests_.forecast = request; });
}

void LandscapeSession::pause()
{
    paused_ = evaluating_;
    ask([&] { held_ = paused_; });
}

void LandscapeSession::goOn()
{
    paused_ = false;
    ask([&] { held_ = false; });
}

void LandscapeSession::stop()
{
    paused_ = false;
    bool waited = false;
    ask([&] {
        waited = std::exchange(requests_.evaluation, {}).has_value();
        held_ = false;
        current_.request_stop();
    });
    if (!waited)
        return;  // the worker tells of the end
    evaluating_ = false;
    Q_EMIT evaluationEnded(false, {});
}

void LandscapeSession::probe(const Place& place)
{
    ask([&] { requests_.probe = place; });
}

void LandscapeSession::probeEnsemble(const std::vector<Place>& places)
{
    ask([&] { requests_.ensemble = places; });
}

void LandscapeSession::keepAsAnchor(const Place& place, const QString& name)
{
    ask([&] { requests_.anchor = NewAnchor{place, name.toStdString()}; });
}

template <typename Tell>
void LandscapeSession::post(Tell tell)
{
    QMetaObject::invokeMethod(
        this,
        [this, tell = std::move(tell), run = studyRun_] {
            if (run == run_)
                tell();
        },
        Qt::QueuedConnection);
}

void LandscapeSession::work(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        Requests requests;
        std::stop_token current;
        std::filesystem::path folder;
        std::filesystem::path dataDir;
        int threads = 0;
        std::uint64_t run = 0;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return requests_.any() || wantedRun_ != studyRun_; }))
                return;
            if (stop.stop_requested())
                return;
            requests = std::exchange(requests_, {});
            current_ = std::stop_source();
            current = current_.get_token();
            folder = wantedFolder_;
            dataDir = dataDir_;
            threads = threads_;
            run = wantedRun_;
        }
        if (run != studyRun_) {
            study_.reset();
            laidOut_ = false;
            studyRun_ = run;
        }
        bool whole = false;
        QString problem;
        try {
            if (requests.anchors)
                listAnchors(engine::RunFolder::open(folder));
            if (requests.barriers)
                if (const auto table = storedBarriers(engine::RunFolder::open(folder)))
                    post([this, table] { Q_EMIT barriersFound(table); });
            if (!study_ && !folder.empty() && requests.studying())
                study_ = std::make_unique<engine::LandscapeStudy>(engine::RunFolder::open(folder), dataDir, threads, current);
            if (study_)
                answer(requests, current);
            whole = study_ != nullptr;
        } catch (const engine::Error& error) {
            if (error.kind() != engine::Error::Kind::Interrupted)
                problem = QString::fromUtf8(error.what());
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        if (requests.evaluation)
            post([this, number = requests.number, whole, problem] { end(number, whole, problem); });
        else if (!problem.isEmpty() && requests.questions())
            post([this, problem] { Q_EMIT failed(problem); });
        // What a forecast cannot be made of is said when it is evaluated.
    }
}

void LandscapeSession::listAnchors(const engine::RunFolder& run)
{
    const std::vector<std::string> names = run.anchors();
    QStringList all;
    for (const std::string& name : names)
        all << QString::fromStdString(name);
    post([this, all, charts = engine::anchorsOfCharts(names)] { Q_EMIT anchorsFound(all, charts); });
}

engine::BarrierTablePtr LandscapeSession::storedBarriers(const engine::RunFolder& run)
{
    try {
        const engine::Json summary = engine::readJsonFile(run.summary());
        return summary.contains("barriers")
                   ? std::make_shared<const engine::BarrierTable>(engine::barrierTable(summary.at("barriers")))
                   : nullptr;
    } catch (const std::exception&) {
        return nullptr;  // there is none yet, or it is damaged, which opening the run says
    }
}

void LandscapeSession::end(std::uint64_t evaluation, bool whole, const QString& problem)
{
    if (evaluation != evaluation_)
        return;  // another one has taken its place
    evaluating_ = false;
    paused_ = false;
    Q_EMIT evaluationEnded(whole, problem);
}

void LandscapeSession::answer(const Requests& requests, std::stop_token stop)
{
    if (requests.evaluation)
        evaluateNow(*requests.evaluation, stop);
    else if (requests.forecast) {
        const engine::LandscapeForecast forecast = study_->forecast(*requests.forecast, stop);
        post([this, forecast] { Q_EMIT forecastMade(forecast); });
    }
    answerQuestions(requests, stop);
}

void LandscapeSession::evaluateNow(const engine::LandscapeRequest& request, std::stop_token stop)
{
    Watching watching(*this);
    const engine::LandscapeWatch watch{
        .onForecast =
            [this](const engine::LandscapeForecast& forecast) { post([this, forecast] { Q_EMIT forecastMade(forecast); }); },
        .onLaidOut =
            [&](const engine::LandscapeGrid& blank) {
                laidOut_ = true;
                watching.begin(blank);
            },
        .onTile =
            [&](const engine::GridTile& tile) {
                watching.add(tile);
                breathe(stop);
            }};
    laidOut_ = false;
    watching.show(study_->evaluate(request, watch, stop));
}

void LandscapeSession::breathe(std::stop_token stop)
{
    for (;;) {
        Requests questions;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, stop, [this] { return !held_ || requests_.questions(); });
            questions.probe = std::exchange(requests_.probe, {});
            questions.ensemble = std::exchange(requests_.ensemble, {});
            questions.anchor = std::exchange(requests_.anchor, {});
            if (!questions.questions())
                return;  // goes on, or stops at the next look
        }
        answerQuestions(questions, stop);
    }
}

void LandscapeSession::answerQuestions(const Requests& requests, std::stop_token stop)
{
    if (!requests.questions())
        return;
    if (!laidOut_)
        throw engine::badInput("evaluate a chart first: there is none whose points could be looked at");
    if (requests.anchor) {
        try {
            study_->keepAsAnchor(requests.anchor->place, requests.anchor->name);
            post([this, name = QString::fromStdString(requests.anchor->name)] { Q_EMIT anchorKept(name); });
        } catch (const engine::Error& error) {  // an evaluation that goes on is not to end with it
            post([this, message = QString::fromUtf8(error.what())] { Q_EMIT failed(message); });
        }
    }
    if (requests.probe)
        post([this, probe = std::make_shared<const engine::PointProbe>(study_->probe(*requests.probe, probeImages, stop))] {
            Q_EMIT probed(probe);
        });
    if (requests.ensemble && !requests.ensemble->empty())
        post([this, probe = std::make_shared<const engine::EnsembleProbe>(study_->probeEnsemble(*requests.ensemble, stop))] {
            Q_EMIT ensembleProbed(probe);
        });
}

}  // namespace isthmus::app
