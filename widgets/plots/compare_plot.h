#pragma once
#include "engine/results/comparison.h"
#include "widgets/plots/column_envelope.h"
#include "widgets/plots/curve_plot.h"

#include <memory>
#include <vector>

class QCPGraph;

namespace isthmus::widgets {

class EndLabels;

/// Curves of several sets of runs, each with its band, its colour, its dashes and its marks. Long ones are thinned out for the
/// pixel columns when they are drawn; values and data are always those of all points.
class ComparePlot final : public CurvePlot {
    Q_OBJECT

public:
    using CurvesPtr = std::shared_ptr<const engine::ComparedCurves>;

    explicit ComparePlot(QWidget* parent = nullptr);
    ~ComparePlot() override;

    /// Null clears. `measured`: the same before it was smoothed; null where `curves` are what was measured.
    void setCurves(const CurvesPtr& curves, const CurvesPtr& measured = nullptr);
    /// The others are dimmed, and the read-out keeps to it; -1: none.
    void setSelectedSet(int set);
    int selectedSet() const { return selected_; }
    /// Adds the smoothed values to the data, in a column of their own that says so. Only what was measured is there else.
    void setSmoothedInData(bool added);

    int curveCount() const;
    /// The means of a set's curve.
    QVector<double> shownValues(int set) const;
    /// Points that the present view draws of it.
    int drawnPoints(int set) const;

    /// What is drawn, smoothed values in a column beside those that were measured.
    DataTable dataTable() const override;
    QString csv() const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked on a set's curve; -1: beside all of them, or on the selected one again.
    void picked(int set);

protected:
    std::optional<CurvePoint> pointNear(double x, double y) const override;
    Reading readingOf(CurvePoint at) const override;
    int readableCurves() const override;
    int readablePoints(int curve) const override;
    AxisSpan wholeX() const override;
    AxisSpan wholeY() const override;
    void clickedAt(double x, double y) override;
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;

private:
    struct Drawn {
        QCPGraph* line;
        QCPGraph* high;
        QCPGraph* low;
    };
    struct Nearest {
        std::size_t set = 0;
        std::size_t point = 0;
        double pixels = 0.0;
    };

    void makeGraphs();
    void fillGraphs(double thinFrom);
    void styleCurve(std::size_t set);
    void describe();
    void findExtent();
    std::optional<Nearest> nearest(double x, double y) const;
    QColor colourOf(std::size_t set) const;

    CurvesPtr curves_;
    CurvesPtr measured_;
    std::vector<ColumnEnvelope> envelopes_;
    std::vector<Drawn> drawn_;
    std::unique_ptr<EndLabels> labels_;
    QAction* smoothedInData_;
    int selected_ = -1;
    bool exporting_ = false;
    bool wholeTicks_ = false;
    AxisSpan xExtent_;
    AxisSpan yExtent_;  ///< bands included
    double leastPositive_ = 0.0;
};

}  // namespace isthmus::widgets
