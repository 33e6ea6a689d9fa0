#pragma once
#include "engine/results/landscape_line.h"
#include "widgets/plots/curve_plot.h"

#include <memory>
#include <utility>
#include <vector>

class QCPGraph;

namespace isthmus::widgets {

class EndLabels;
class LineAnchors;

/// Each task's test loss on the straight line between two networks in weight space, with a band where it is known how sure it is:
/// the standard deviation over several draws of the line, else one standard error of the test images' mean.
class LinePlot final : public CurvePlot {
    Q_OBJECT

public:
    explicit LinePlot(QWidget* parent = nullptr);
    ~LinePlot() override;

    void setLine(const engine::LandscapeLinePtr& line);  ///< null clears
    void setSelectedTask(int task);                      ///< 0: none; the others are dimmed
    int selectedTask() const { return selected_; }
    /// How many tasks the run has, so that each has the colour it has in the other plots; 0: as many as the line shows.
    void setTaskCount(int tasks);

    int pointCount() const;
    /// Losses along t.
    QVector<double> shownValues(int task) const;
    /// Along t, the lower and the upper edge of the band around a task's losses; empty where there is none.
    std::pair<QVector<double>, QVector<double>> shownBand(int task) const;

    QString axisLabel() const;  ///< of the losses

    DataTable dataTable() const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked on a task's line, or (0) beside all lines or on the selected one again.
    void taskSelected(int task);

protected:
    std::optional<CurvePoint> pointNear(double x, double y) const override;
    Reading readingOf(CurvePoint at) const override;
    int readableCurves() const override;
    int readablePoints(int curve) const override;
    AxisSpan wholeX() const override;
    AxisSpan wholeY() const override;
    void clickedAt(double x, double y) override;
    void restyle() override;

private:
    struct Nearest {
        std::size_t curve = 0;
        std::size_t point = 0;  ///< nearest in t
        double pixels = 0.0;    ///< from the curve at the cursor
    };

    /// A task's loss and the edges of its band, if any.
    struct Curve {
        QCPGraph* loss = nullptr;
        QCPGraph* low = nullptr;
        QCPGraph* high = nullptr;
    };

    void fillCurves();
    void nameAxes();
    /// Half the width of a task's band at each point; empty: it has none.
    const std::vector<double>& halfWidths(const engine::LineTask& task) const;
    bool isCurve() const;
    bool hasBand() const;
    /// What the band is, for the note; empty: there is none.
    QString bandText() const;
    QStringList lossLabels() const;  ///< of the axis of losses, the longest first
    void fitAxisLabel();
    std::optional<Nearest> nearest(double x, double y) const;
    int lastTask() const;

    engine::LandscapeLinePtr line_;
    std::unique_ptr<LineAnchors> anchors_;
    std::unique_ptr<EndLabels> labels_;
    std::vector<Curve> curves_;  ///< of line_->tasks, in their order
    int selected_ = 0;
    int taskCount_ = 0;
};

}  // namespace isthmus::widgets
