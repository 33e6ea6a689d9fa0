#pragma once
#include "app/studio/curve_maker.h"
#include "engine/results/run_record.h"

#include <QWidget>

class QAction;
class QDockWidget;
class QLabel;
class QMainWindow;
class QStackedLayout;

namespace isthmus::widgets {
class ChoiceRow;
class ComparePlot;
class MatrixCompare;
class ParallelPlot;
class ParetoPlot;
class PlotFrame;
class ResultsTable;
}  // namespace isthmus::widgets

namespace isthmus::app {

class CompareBar;

/// The plots and the table of a comparison as panels that can be moved, stacked and taken out of the window, and above them which
/// sets of runs are compared. One set is selected in all.
class CompareWorkspace final : public QWidget {
    Q_OBJECT
public:
    explicit CompareWorkspace(QWidget* parent = nullptr);

    /// What is compared from now on; empty shows how to begin.
    void setRuns(std::vector<engine::ComparedRun> runs);
    /// Takes in what has been read anew of some of them. As long as they make the same sets, nothing that was chosen changes.
    void updateRuns(const std::vector<engine::ComparedRun>& read);
    const std::vector<engine::ComparedRun>& runs() const { return runs_; }
    const engine::RunSetsPtr& sets() const { return sets_; }
    void setReading(bool reading);  ///< runs are being read

    /// Paths of options; empty: all in which the runs differ.
    void groupBy(const QStringList& options);
    void selectSet(int set);  ///< -1: none
    void removeSet(int set);
    CurveChoice curveChoice() const;
    void showCurves(const CurvesPtr& curves, const CurvesPtr& measured);

    void resetLayout();
    QByteArray saveLayout(int version) const;
    void restoreLayout(const QByteArray& state, int version);
    QList<QAction*> panelActions() const;

Q_SIGNALS:
    void shown();  ///< seen again
    void openRequested();
    /// The sets or what is shown of them has changed: their curves are to be made.
    void curvesWanted();
    void problem(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeEmptyPage();
    void makeBar();
    void makeChoices();
    void makePanels();
    QDockWidget* addPlot(const char* id, widgets::PlotFrame* plot, widgets::ChoiceRow* choices);
    void link();
    void regroup();
    void nameSets();
    void applyDifference();
    void applySummary();
    void applyMeasures();
    void sizePanels();

    std::vector<engine::ComparedRun> runs_;
    engine::RunSetsPtr sets_;
    QStringList by_;
    QStringList groupedBy_;  ///< what by_ was when sets_ were made
    QStackedLayout* pages_;
    QLabel* state_ = nullptr;  ///< on the empty page
    QMainWindow* desk_;
    CompareBar* bar_;
    widgets::ChoiceRow* curveChoices_;
    widgets::ChoiceRow* matrixChoices_;
    widgets::ChoiceRow* paretoChoices_;
    widgets::ChoiceRow* parallelChoices_;
    widgets::ComparePlot* curves_;
    widgets::MatrixCompare* matrices_;
    widgets::ParetoPlot* pareto_;
    widgets::ParallelPlot* parallel_;
    widgets::ResultsTable* table_;
    int selected_ = -1;
    bool sized_ = false;          ///< the panels have their widths
    QList<QDockWidget*> panels_;  ///< curves, matrices, pareto, table, parallel
};

}  // namespace isthmus::app
