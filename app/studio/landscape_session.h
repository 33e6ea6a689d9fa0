#pragma once
#include "app/studio/filling_grid.h"
#include "app/studio/mailbox.h"
#include "engine/landscapes/landscape_study.h"

#include <QObject>
#include <QStringList>

#include <condition_variable>
#include <optional>
#include <thread>
#include <vector>

namespace isthmus::app {

/// Looks at landscapes of one stored run in a thread of its own and tells of them in signals on the GUI thread. Of several
/// requests of a kind, the newest counts; probes are answered between two tiles of an evaluation that goes on. A pause drops the
/// row at hand, which is scored anew afterwards; a chart that is searched for pauses between two iterations.
class LandscapeSession final : public QObject {
    Q_OBJECT
public:
    using Place = std::array<double, 3>;

    explicit LandscapeSession(QObject* parent = nullptr);
    ~LandscapeSession() override;  ///< stops what goes on, within 200 ms

    /// The run that is looked at from now on; what goes on for another one is dropped. `folder` empty: none. `threads` 0: as
    /// many as are fastest.
    void setRun(const std::filesystem::path& folder, const std::filesystem::path& dataDir, int threads);
    void findAnchors();  ///< looks again which networks the run has
    const std::filesystem::path& run() const { return folder_; }

    bool evaluating() const { return evaluating_; }
    bool paused() const { return paused_; }

    /// The barriers between the run's task solutions that its summary has.
    void findBarriers();
    void evaluate(const engine::LandscapeRequest& request);  ///< stops one that goes on
    void forecast(const engine::LandscapeRequest& request);  ///< stops one that goes on, and waits for an evaluation that does
    void pause();
    void goOn();
    void stop();  ///< asks; `evaluationEnded` tells when it has

    // About the chart that was evaluated last:
    void lookAtDraw(int draw);  ///< whose networks the following are about, from 0; a new chart begins with the first
    void probe(const Place& place);
    void probeEnsemble(const std::vector<Place>& places);
    void keepAsAnchor(const Place& place, const QString& name);

Q_SIGNALS:
    void anchorsFound(const QStringList& all, const std::vector<isthmus::engine::ChartAnchors>& charts);
    void barriersFound(const isthmus::engine::BarrierTablePtr& barriers);
    void forecastMade(const isthmus::engine::LandscapeForecast& forecast);
    void gridChanged(const isthmus::engine::LandscapeGridPtr& grid);  ///< also while it is being filled
    void progressed(const isthmus::app::LandscapeProgress& progress);
    /// `problem`: what went wrong; empty when it is whole, and when it was stopped.
    void evaluationEnded(bool whole, const QString& problem);
    void probed(const isthmus::engine::PointProbePtr& probe);
    void ensembleProbed(const isthmus::engine::EnsembleProbePtr& probe);
    void anchorKept(const QString& name);
    void failed(const QString& message);  ///< something that was asked about the chart

private:
    struct NewAnchor {
        Place place;
        std::string name;
    };
    /// What waits for the worker.
    struct Requests {
        bool anchors = false;
        std::optional<engine::LandscapeRequest> evaluation;
        std::uint64_t number = 0;  ///< of the evaluation
        std::optional<engine::LandscapeRequest> forecast;
        std::optional<int> draw;
        std::optional<Place> probe;
        std::optional<std::vector<Place>> ensemble;
        std::optional<NewAnchor> anchor;

        bool barriers = false;

        bool any() const { return anchors || barriers || studying(); }
        bool studying() const { return evaluation || forecast || questions(); }
        bool questions() const { return draw || probe || ensemble || anchor; }
    };
    /// An evaluation as it stands.
    struct Picture {
        std::uint64_t run;
        engine::LandscapeGridPtr grid;  ///< null: it is not laid out yet
        LandscapeProgress progress;
    };
    template <typename Change>
    void ask(Change change)
    {
        const std::scoped_lock lock(mutex_);
        change();
        changed_.notify_all();
    }
    void end(std::uint64_t evaluation, bool whole, const QString& problem);
    // In the worker's thread:
    void work(std::stop_token stop);
    void listAnchors(const engine::RunFolder& run);
    static engine::BarrierTablePtr storedBarriers(const engine::RunFolder& run);
    void answer(const Requests& requests, std::stop_token stop);
    void answerQuestions(const Requests& requests, std::stop_token stop);
    void forecastNow(const engine::LandscapeRequest& request, std::stop_token stop);
    void evaluateNow(const engine::LandscapeRequest& request, std::stop_token stop);
    /// Between two iterations of a search for a chart: waits while the evaluation is paused.
    void rest(std::stop_token stop);
    /// Before a part of the grid is scored: waits while the evaluation is paused, and answers questions. What is returned ends
    /// that part.
    std::stop_token breathe(std::stop_token stop);
    /// Calls `tell` on the GUI thread, unless another run is looked at by then.
    template <typename Tell>
    void post(Tell tell);

    std::filesystem::path folder_;
    bool evaluating_ = false;
    bool paused_ = false;
    std::uint64_t evaluation_ = 0;  ///< number of the one asked for last
    std::uint64_t run_ = 0;         ///< number of the run that is looked at
    Mailbox<std::shared_ptr<const Picture>> pictures_;

    std::mutex mutex_;
    std::condition_variable_any changed_;
    // Guarded by mutex_:
    Requests requests_;
    std::filesystem::path wantedFolder_;
    std::filesystem::path dataDir_;
    int threads_ = 0;
    std::uint64_t wantedRun_ = 0;
    bool held_ = false;  ///< paused
    bool forecasting_ = false;
    std::stop_source current_;  ///< of what goes on
    std::stop_source part_;     ///< of the part of the grid that is being scored

    // The worker's:
    std::unique_ptr<engine::LandscapeStudy> study_;
    std::uint64_t studyRun_ = 0;
    bool laidOut_ = false;  ///< the study has a chart

    std::jthread worker_;  // last: joined before the rest goes away
};

}  // namespace isthmus::app
