#include "app/studio/figure_collector.h"

#include "engine/error.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace isthmus::app {

namespace {

/// What the data of a panel depend on; how they are drawn is left out.
std::string keyOf(const widgets::PanelSpec& panel)
{
    engine::Json options = panel.options;
    for (const char* look : {"x_range", "y_range", "x_scale", "y_scale", "x_label", "y_label", "title", "map", "scale",
                             "contours", "contour_values", "azimuth", "elevation", "zoom", "projection", "latex"})
        options.erase(look);
    return engine::Json{{"runs", panel.runs}, {"options", options}}.dump();
}

}  // namespace

FigureCollector::~FigureCollector() { stop_.request_stop(); }

void FigureCollector::collect(const widgets::FigureSpec& figure, const FigurePlaces& places)
{
    stop_.request_stop();
    stop_ = std::stop_source();
    QThreadPool::globalInstance()->start(
        [self = QPointer<FigureCollector>(this), stop = stop_.get_token(), panels = figure.panels, places, known = known_] {
            Known found;
            CollectedPanels all;
            QString problem;
            for (std::size_t k = 0; k < panels.size() && problem.isEmpty(); ++k) {
                const std::string key = keyOf(panels[k]);
                const auto kept = known.find(key);
                try {
                    all.push_back(kept != known.end()
                                      ? kept->second
                                      : std::make_shared<const CollectedPanel>(collectPanel(panels[k], places, stop)));
                    found[key] = all.back();
                } catch (const std::exception& error) {
                    problem = QStringLiteral("panels[%1]: %2").arg(k).arg(QString::fromUtf8(error.what()));
                }
            }
            QMetaObject::invokeMethod(
                qApp,
                [self, stop, found, all, problem] {
                    if (self && !stop.stop_requested())
                        self->take(found, all, problem);
                },
                Qt::QueuedConnection);
        });
}

void FigureCollector::take(const Known& found, const CollectedPanels& panels, const QString& problem)
{
    known_.insert(found.begin(), found.end());
    if (problem.isEmpty())
        Q_EMIT collected(panels);
    else
        Q_EMIT failed(problem);
}

void FigureCollector::keep(const widgets::FigureSpec& figure, const std::vector<CollectedPanelPtr>& panels)
{
    for (std::size_t k = 0; k < figure.panels.size() && k < panels.size(); ++k)
        known_[keyOf(figure.panels[k])] = panels[k];
}

void FigureCollector::forget() { known_.clear(); }

}  // namespace isthmus::app
