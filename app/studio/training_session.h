#pragma once
#include "app/studio/mailbox.h"
#include "engine/landscapes/live_landscape.h"
#include "engine/runs/session.h"

#include <QObject>

#include <atomic>
#include <thread>

namespace isthmus::app {

/// The one class that knows both threads: runs an engine session, and the live landscape beside it, in threads of their own, and
/// tells of them in signals on the GUI thread. At most one run at a time.
class TrainingSession final : public QObject {
    Q_OBJECT
public:
    explicit TrainingSession(QObject* parent = nullptr);
    ~TrainingSession() override;  ///< stops a run that goes on, within 200 ms

    bool active() const { return active_; }

    void start(const engine::Experiment& experiment, const std::filesystem::path& dataDir, const std::filesystem::path& runsDir);
    /// Goes on with a run that was interrupted.
    void resume(const std::filesystem::path& folder, const std::filesystem::path& dataDir);

    /// A new run that begins with the first tasks of another one.
    void branch(const std::filesystem::path& parent, int afterTask, const std::vector<std::string>& settings,
                const std::filesystem::path& dataDir, const std::filesystem::path& runsDir);

    void pause();
    void goOn();
    void finishTask();  ///< goes on, and pauses at the task's end
    void stop();        ///< asks; `ended` tells when it has
    void change(const QString& path, const engine::Json& value);

Q_SIGNALS:
    /// A run begins or goes on, with these options: a resumed one may differ from what the form shows.
    void began(const isthmus::engine::Json& experiment);
    void snapshotChanged(const isthmus::engine::RunSnapshotPtr& snapshot);
    void landscapeChanged(const isthmus::engine::LivePicturePtr& picture);
    void ended(const isthmus::engine::RunOutcome& outcome);

private:
    using MakeSession = std::function<engine::Session(engine::SessionListener)>;

    void launch(MakeSession make);
    engine::RunOutcome work(const MakeSession& make, std::stop_token stop);  // worker thread
    void control(const std::function<void(engine::Control&)>& command);

    bool active_ = false;
    std::atomic<std::uint64_t> runId_ = 0;
    Mailbox<engine::RunSnapshotPtr> snapshots_;
    Mailbox<engine::LivePicturePtr> landscapes_;
    std::mutex mutex_;
    engine::Session* session_ = nullptr;     // guarded by mutex_
    engine::LiveLandscape* live_ = nullptr;  // guarded by mutex_
    std::jthread worker_;                    // last: joined before the rest goes away
};

}  // namespace isthmus::app
