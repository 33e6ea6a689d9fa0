#pragma once
#include "app/studio/landscape_session.h"
#include "app/studio/network_finder.h"
#include "engine/landscapes/live_landscape.h"
#include "engine/results/run_snapshot.h"

#include <QRectF>

class QTimer;

namespace isthmus::app {

class LandscapeWorkspace;

/// What happens at the landscape's panels: which run is looked at, what is evaluated, what is shown while it trains.
/// Lives on the GUI thread and never waits.
class LandscapeDesk final : public QObject {
    Q_OBJECT
public:
    explicit LandscapeDesk(LandscapeWorkspace& workspace);

    LandscapeSession& session() { return session_; }

    /// The run that the studio shows, and whether it is the one that trains here.
    void setSnapshot(const engine::RunSnapshotPtr& snapshot, bool training, const std::filesystem::path& dataDir);
    /// Shown until the user evaluates a chart.
    void setLive(const engine::LivePicturePtr& picture);

Q_SIGNALS:
    void problem(const QString& message);

private:
    void wireForm();
    void wireSession();
    void wireProbe();
    engine::LandscapeRequest request() const;
    void evaluate();
    void showState();
    void probeAt(const LandscapeSession::Place& place);
    void clearProbe();
    void setMembers(std::vector<LandscapeSession::Place> members);
    /// A few grid points of a region that lie far from each other.
    void takeMembersFrom(const QRectF& region);

    LandscapeWorkspace& workspace_;
    LandscapeSession session_;
    NetworkFinder finder_;
    QTimer* forecastTimer_;
    std::string run_;                               ///< folder of the run that is looked at
    bool training_ = false;                         ///< it trains here
    int learned_ = 0;                               ///< tasks of it
    bool evaluated_ = false;                        ///< a chart of the user's is shown
    engine::PointProbePtr probed_;                  ///< shown
    std::vector<LandscapeSession::Place> members_;  ///< of the ensemble that is put together
};

}  // namespace isthmus::app
