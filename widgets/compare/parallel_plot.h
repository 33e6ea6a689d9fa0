#pragma once
#include "engine/results/comparison.h"
#include "widgets/plots/plot_frame.h"

#include <vector>

namespace isthmus::widgets {

class ParallelCanvas;

/// Parallel coordinates: the options in which runs differ and what they reach, a line for every run in its set's colour.
class ParallelPlot final : public PlotFrame {
    Q_OBJECT

public:
    explicit ParallelPlot(QWidget* parent = nullptr);

    void setSets(const engine::RunSetsPtr& sets);  ///< null clears
    void setMeasure(const engine::Measure& measure);
    void setReduction(engine::Reduction reduction);
    void setSelectedSet(int set);  ///< -1: none
    int selectedSet() const { return selected_; }

    int runCount() const { return static_cast<int>(runs_.size()); }
    QStringList axisLabels() const;
    int brightCount() const;
    /// Where a run's place on an axis lies on canvas(), in pixels.
    QPointF placeOf(int axis, int run) const;

    DataTable dataTable() const override;
    /// x: the axis, rounded; y: the run, rounded.
    QString readoutAt(double x, double y) const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked on a run of a set; -1: beside all lines, or on one of the selected set again.
    void picked(int set);

protected:
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;

private:
    void refresh();
    void describe();
    QString runText(int run) const;

    ParallelCanvas* canvas_;
    engine::RunSetsPtr sets_;
    const engine::Measure* measure_;
    engine::Reduction reduction_ = engine::Reduction::Last;
    std::vector<const engine::ComparedRun*> runs_;  ///< of sets_
    std::vector<int> setOf_;                        ///< [run]
    std::vector<std::string> options_;              ///< paths of the axes but the last
    int selected_ = -1;
};

}  // namespace isthmus::widgets
