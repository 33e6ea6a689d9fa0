#pragma once
#include "app/studio/figure_sources.h"

#include <QObject>

#include <map>
#include <memory>

namespace isthmus::app {

using CollectedPanelPtr = std::shared_ptr<const CollectedPanel>;
using CollectedPanels = std::vector<CollectedPanelPtr>;

/// Reads what the panels of a figure show, in a thread of the pool. What has been read is kept for the next change of the figure.
class FigureCollector final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~FigureCollector() override;

    /// The last call wins. `figure` must be usable.
    void collect(const widgets::FigureSpec& figure, const FigurePlaces& places);
    /// What the panels of a figure show is known: from a file that holds it.
    void keep(const widgets::FigureSpec& figure, const std::vector<CollectedPanelPtr>& panels);
    /// Runs are read again.
    void forget();

Q_SIGNALS:
    void collected(const isthmus::app::CollectedPanels& panels);
    void failed(const QString& message);

private:
    using Known = std::map<std::string, CollectedPanelPtr>;

    void take(const Known& found, const CollectedPanels& panels, const QString& problem);

    Known known_;
    std::stop_source stop_;
};

}  // namespace isthmus::app
