#pragma once
#include "engine/results/landscape_grid.h"
#include "engine/results/point_probe.h"

#include <QStringList>
#include <QWidget>

#include <array>
#include <vector>

class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace isthmus::widgets {

class AnchorNaming;
class ElidedLabel;
class EnsembleSection;
class PlaceRow;
class PredictionList;
class ValueTable;

/// The network at one point of a chart: its place, scores, distances to the anchors and what it takes some images for; and
/// points picked as an ensemble.
class ProbePanel final : public QWidget {
    Q_OBJECT
public:
    explicit ProbePanel(QWidget* parent = nullptr);

    /// The chart that points belong to; null: none. Takes the probe away.
    void setGrid(const engine::LandscapeGridPtr& grid);
    /// Null clears.
    void setProbe(const engine::PointProbePtr& probe);
    /// A probe of this place is on its way; what is shown stays until it comes.
    void setAwaited(const std::array<double, 3>& place);
    /// The ensemble's members.
    void setPins(const std::vector<std::array<double, 3>>& pins);
    /// Null, or of other places than the pins: it is being scored.
    void setEnsemble(const engine::EnsembleProbePtr& ensemble);
    /// Names that a new anchor cannot have.
    void setTakenNames(const QStringList& names);
    void setDraw(int draw);  ///< of a chart that has several, whose networks are looked at; from 0

    bool isEmpty() const;  ///< true while a sentence stands in the place of probe and ensemble
    QSize sizeHint() const override { return {320, 600}; }

Q_SIGNALS:
    /// The user typed a place, in the chart's coordinates; those that it does not have are 0.
    void placeEdited(double x, double y, double z);
    void drawChosen(int draw);  ///< from 0
    void keepRequested(const QString& name);
    void pinRequested();             ///< add the point shown to the ensemble
    void unpinRequested(int index);  ///< of the pins, from 0

private:
    void makeHeader(QVBoxLayout* column);
    QWidget* makePage();
    QWidget* makeNetwork(QWidget* page);
    void showPage();
    void showDraw();
    std::size_t dimensions() const;
    void showScores();
    void showDistances();

    engine::LandscapeGridPtr grid_;
    engine::PointProbePtr probe_;
    ElidedLabel* note_ = nullptr;
    PlaceRow* place_ = nullptr;
    QStackedLayout* stack_ = nullptr;
    QScrollArea* area_ = nullptr;
    QWidget* network_ = nullptr;  ///< all that is said of the one at the place
    std::size_t pinned_ = 0;
    ValueTable* scores_ = nullptr;
    ValueTable* distances_ = nullptr;
    QWidget* imagesCaption_ = nullptr;
    PredictionList* images_ = nullptr;
    AnchorNaming* naming_ = nullptr;
    EnsembleSection* ensemble_ = nullptr;
};

}  // namespace isthmus::widgets
