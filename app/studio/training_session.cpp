#include "app/studio/training_session.h"

#include "app/studio/work_priority.h"
#include "engine/machine.h"

namespace isthmus::app {

TrainingSession::TrainingSession(QObject* parent)
    : QObject(parent),
      snapshots_(this,
                 [this](const engine::RunSnapshotPtr& snapshot) {
                     if (snapshot->runId == runId_)
                         Q_EMIT snapshotChanged(snapshot);
                 }),
      landscapes_(this, [this](const engine::LivePicturePtr& picture) {
          if (picture->runId == runId_)
              Q_EMIT landscapeChanged(picture);
      })
{
}

TrainingSession::~TrainingSession() = default;

void TrainingSession::start(const engine::Experiment& experiment, const std::filesystem::path& dataDir,
                            const std::filesystem::path& runsDir)
{
    const std::uint64_t id = runId_ + 1;
    launch(
        [=](engine::SessionListener listener) { return engine::Session(experiment, dataDir, runsDir, std::move(listener), id); });
}

void TrainingSession::resume(const std::filesystem::path& folder, const std::filesystem::path& dataDir)
{
    const std::uint64_t id = runId_ + 1;
    launch(
        [=](engine::SessionListener listener) { return engine::Session::resume(folder, {}, dataDir, std::move(listener), id); });
}

void TrainingSession::branch(const std::filesystem::path& parent, int afterTask, const std::vector<std::string>& settings,
                             const std::filesystem::path& dataDir, const std::filesystem::path& runsDir)
{
    const std::uint64_t id = runId_ + 1;
    launch([=](engine::SessionListener listener) {
        return engine::Session::branch(parent, afterTask, settings, dataDir, runsDir, std::move(listener), id);
    });
}

void TrainingSession::launch(MakeSession make)
{
    Q_ASSERT(!active_);
    active_ = true;
    ++runId_;
    snapshots_.clear();
    landscapes_.clear();
    worker_ = std::jthread([this, make = std::move(make)](std::stop_token stop) {
        engine::giveWay(levelsBehindTheWindow);
        engine::RunOutcome outcome = work(make, stop);
        QMetaObject::invokeMethod(
            this,
            [this, outcome = std::move(outcome)] {
                active_ = false;
                Q_EMIT ended(outcome);
            },
            Qt::QueuedConnection);
    });
}

engine::RunOutcome TrainingSession::work(const MakeSession& make, std::stop_token stop)
{
    const auto publish = [this](engine::Session* session, engine::LiveLandscape* live) {
        const std::scoped_lock lock(mutex_);
        session_ = session;
        live_ = live;
    };
    try {
        std::unique_ptr<engine::LiveLandscape> live;  // there before the session first offers its weights
        engine::SessionListener listener;
        listener.onSnapshot = [this](engine::RunSnapshotPtr snapshot) { snapshots_.post(std::move(snapshot)); };
        listener.onWeights = [&live](std::shared_ptr<const engine::WeightsSnapshot> weights) { live->offer(std::move(weights)); };
        engine::Session session = make(std::move(listener));
        QMetaObject::invokeMethod(
            this, [this, experiment = session.experiment().values()] { Q_EMIT began(experiment); }, Qt::QueuedConnection);
        live = std::make_unique<engine::LiveLandscape>(
            session.experiment().section("execution").at("line_seconds").get<double>(),
            [&session] { session.control().requestWeights(); },
            [this](engine::LivePicturePtr drawn) { landscapes_.post(std::move(drawn)); });
        publish(&session, live.get());
        engine::RunOutcome outcome = session.run(stop);
        publish(nullptr, nullptr);
        live.reset();  // it asks the session, so it goes first
        return outcome;
    } catch (const engine::Error& error) {  // there was nothing to resume
        return {.state = engine::RunState::Failed, .kind = error.kind(), .message = error.what(), .folder = {}};
    } catch (const std::exception& error) {
        return {.state = engine::RunState::Failed, .kind = engine::Error::Kind::Failed, .message = error.what(), .folder = {}};
    }
}

void TrainingSession::control(const std::function<void(engine::Control&)>& command)
{
    const std::scoped_lock lock(mutex_);
    if (session_)
        command(session_->control());
}

void TrainingSession::pause()
{
    control([](engine::Control& c) { c.pause(); });
}

void TrainingSession::goOn()
{
    control([](engine::Control& c) { c.resume(); });
}

void TrainingSession::finishTask()
{
    control([](engine::Control& c) { c.finishTask(); });
}

void TrainingSession::stop() { worker_.request_stop(); }

void TrainingSession::change(const QString& path, const engine::Json& value)
{
    control([&](engine::Control& c) { c.change(path.toStdString(), value); });
    const std::scoped_lock lock(mutex_);
    if (live_ && path == QLatin1String("execution.line_seconds"))
        live_->setSecondsBetween(value.get<double>());
}

}  // namespace isthmus::app
