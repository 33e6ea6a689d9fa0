#include "app/studio/landscape_session.h"

#include <utility>

namespace isthmus::app {

LandscapeSession::LandscapeSession(QObject* parent)
    : QObject(parent),
      pictures_(this,
                [this](const std::shared_ptr<const Picture>& picture) {
                    if (picture->run != run_)
                        return;
                    if (picture->grid)
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
        requests_.draw.reset();
        requests_.number = evaluation_;
        requests_.forecast.reset();
        held_ = false;
        current_.request_stop();
    });
}

void LandscapeSession::forecast(const engine::LandscapeRequest& request)
{
    ask([&] {
        requests_.forecast = request;
        if (forecasting_)
            current_.request_stop();
    });
}

void LandscapeSession::pause()
{
    paused_ = evaluating_;
    ask([&] {
        held_ = paused_;
        if (held_)
            part_.request_stop();
    });
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

void LandscapeSession::lookAtDraw(int draw)
{
    ask([&] { requests_.draw = draw; });
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

void LandscapeSession::end(std::uint64_t evaluation, bool whole, const QString& problem)
{
    if (evaluation != evaluation_)
        return;  // another one has taken its place
    evaluating_ = false;
    paused_ = false;
    Q_EMIT evaluationEnded(whole, problem);
}

}  // namespace isthmus::app
