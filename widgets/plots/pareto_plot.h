#pragma once
#include "engine/results/comparison.h"
#include "widgets/plots/curve_plot.h"

#include <memory>
#include <vector>

namespace isthmus::widgets {

class ParetoMarks;
struct ParetoPicture;
struct ParetoPoint;

/// What a set of runs reaches against what it costs: a point for each set with its band in both directions, and the front of
/// those that no other beats.
class ParetoPlot final : public CurvePlot {
    Q_OBJECT

public:
    explicit ParetoPlot(QWidget* parent = nullptr);
    ~ParetoPlot() override;

    void setSets(const engine::RunSetsPtr& sets);  ///< null clears
    void setMeasures(const engine::Measure& value, const engine::Measure& cost);
    void setSummary(engine::Reduction reduction, engine::Band band);
    void setSelectedSet(int set);  ///< the others are dimmed; -1: none
    int selectedSet() const;

    int pointCount() const;
    /// Where a set's point lies in the units of the axes; NaN where it has none.
    QPointF shownPoint(int set) const;
    /// Sets on the front, by cost.
    std::vector<int> front() const;
    /// Where the names stood when they were last drawn, in pixels; a null rectangle for a name that found no room.
    QVector<QRectF> labelPlaces() const;

    DataTable dataTable() const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked on a set's point; -1: beside all of them, or on the selected one again.
    void picked(int set);

protected:
    std::optional<CurvePoint> pointNear(double x, double y) const override;
    Reading readingOf(CurvePoint at) const override;
    int readablePoints(int curve) const override;
    AxisSpan wholeX() const override;
    AxisSpan wholeY() const override;
    void clickedAt(double x, double y) override;
    void restyle() override;

private:
    void refresh();
    void describe();
    const ParetoPoint* nearest(double x, double y) const;

    engine::RunSetsPtr sets_;
    const engine::Measure* value_;
    const engine::Measure* cost_;
    engine::Reduction reduction_ = engine::Reduction::Last;
    engine::Band band_ = engine::Band::Deviation;
    std::unique_ptr<ParetoPicture> picture_;
    std::vector<std::size_t> byCost_;  ///< places in the picture's points, the cheapest first, as the keys go over them
    ParetoMarks* marks_;               ///< owned by the plot
};

}  // namespace isthmus::widgets
