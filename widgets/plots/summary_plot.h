#pragma once
#include "engine/results/run_snapshot.h"
#include "widgets/plots/curve_plot.h"

#include <array>
#include <memory>

class QCPGraph;

namespace isthmus::widgets {

class EndLabels;

/// Average accuracy and forgetting after each task.
class SummaryPlot final : public CurvePlot {
    Q_OBJECT

public:
    explicit SummaryPlot(QWidget* parent = nullptr);
    ~SummaryPlot() override;

    void setSnapshot(const engine::RunSnapshotPtr& snapshot);  ///< null clears
    void setMatrix(const engine::AccuracyMatrix& matrix);

    int pointCount() const;
    /// Percent; what is undefined (forgetting after the first task) is left out.
    QVector<double> averageValues() const;
    QVector<double> forgettingValues() const;

    DataTable dataTable() const override;
    QString definition() const override;

protected:
    std::optional<CurvePoint> pointNear(double x, double y) const override;
    Reading readingOf(CurvePoint at) const override;
    int readableCurves() const override;
    int readablePoints(int curve) const override;
    AxisSpan wholeX() const override;
    AxisSpan wholeY() const override;
    void restyle() override;

private:
    enum Curve { Average, Forgetting };

    engine::AccuracyMatrix matrix_;
    std::unique_ptr<EndLabels> labels_;
    std::array<QCPGraph*, 2> curves_;
};

}  // namespace isthmus::widgets
