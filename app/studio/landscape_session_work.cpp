// What a landscape session does in its thread. What it is asked is in landscape_session.cpp.
#include "app/studio/landscape_session.h"
#include "app/studio/work_priority.h"
#include "engine/error.h"
#include "engine/landscapes/landscape_files.h"
#include "engine/machine.h"
#include "engine/runs/experiment.h"

#include <utility>

namespace isthmus::app {

namespace {

constexpr int probeImages = 4;  // of each task

}  // namespace

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
    engine::giveWay(levelsBehindTheWindow);
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

void LandscapeSession::answer(const Requests& requests, std::stop_token stop)
{
    if (requests.evaluation)
        evaluateNow(*requests.evaluation, stop);
    answerQuestions(requests, stop);
    if (requests.forecast && !requests.evaluation)
        forecastNow(*requests.forecast, stop);
}

void LandscapeSession::forecastNow(const engine::LandscapeRequest& request, std::stop_token stop)
{
    ask([&] {
        forecasting_ = true;
        if (requests_.forecast)  // a newer one has come meanwhile
            current_.request_stop();
    });
    try {
        const engine::LandscapeForecast forecast = study_->forecast(request, stop);
        post([this, forecast] { Q_EMIT forecastMade(forecast); });
    } catch (const std::exception&) {
        // What it cannot be made of is said when it is evaluated.
    }
    ask([&] { forecasting_ = false; });
}

void LandscapeSession::evaluateNow(const engine::LandscapeRequest& request, std::stop_token stop)
{
    FillingGrid filling([this](const engine::LandscapeGridPtr& grid, const LandscapeProgress& progress) {
        pictures_.post(std::make_shared<const Picture>(Picture{studyRun_, grid, progress}));
    });
    int percent = -1;  // of a search, told last
    const engine::LandscapeWatch watch{
        .onSearch =
            [&](double done) {
                if (std::exchange(percent, static_cast<int>(100.0 * done)) != static_cast<int>(100.0 * done))
                    pictures_.post(
                        std::make_shared<const Picture>(Picture{studyRun_, nullptr, {.done = done, .searching = true}}));
                rest(stop);
            },
        .onForecast =
            [this](const engine::LandscapeForecast& forecast) { post([this, forecast] { Q_EMIT forecastMade(forecast); }); },
        .onLaidOut =
            [&](const engine::LandscapeGrid& blank) {
                laidOut_ = true;
                filling.begin(blank);
            },
        .onTile = [&](const engine::GridTile& tile) { filling.add(tile); },
        .beforePart =
            [&] {
                const auto begin = FillingGrid::Clock::now();
                const std::stop_token part = breathe(stop);
                filling.pass(FillingGrid::Clock::now() - begin);
                return part;
            }};
    laidOut_ = false;
    filling.end(study_->evaluate(request, watch, stop));
}

void LandscapeSession::rest(std::stop_token stop)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return !held_; });
}

std::stop_token LandscapeSession::breathe(std::stop_token stop)
{
    for (;;) {
        Requests questions;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, stop, [this] { return !held_ || requests_.questions(); });
            questions.draw = std::exchange(requests_.draw, {});
            questions.probe = std::exchange(requests_.probe, {});
            questions.ensemble = std::exchange(requests_.ensemble, {});
            questions.anchor = std::exchange(requests_.anchor, {});
            if (!questions.questions()) {
                part_ = std::stop_source();
                return part_.get_token();
            }
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
    if (requests.draw)
        study_->lookAtDraw(*requests.draw);
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
