#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/landscape_grid.h"
#include "engine/results/run_snapshot.h"
#include "widgets/landscape/anchor_choice.h"

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;
class QVBoxLayout;

namespace isthmus::widgets {

class EvaluationRow;
class FoldButton;
class OptionSection;
class ProblemLine;
class TaskChoice;

/// Chooses what of weight space to evaluate: the kind of chart with its options, the networks it is laid through, the tasks;
/// beneath, what that takes and the buttons that start, pause and stop it.
class ChartForm final : public QWidget {
    Q_OBJECT
public:
    /// `declared`: the "chart" object with its kinds.
    explicit ChartForm(const engine::OptionSection& declared, QWidget* parent = nullptr);
    ~ChartForm() override;

    /// The run is in this folder; another one takes with it what was added to the one before. Emits nothing.
    void setRunFolder(const QString& folder);
    /// Names of the run's networks, in the order in which they came about.
    void setAnchors(const QStringList& all);
    /// Networks from elsewhere to choose from beside them: added and chosen at once, or after asking which.
    void addNetworks(const QList<AddedNetwork>& networks, bool ask);
    /// Why what was asked for cannot be added.
    void setAddingProblem(const QString& problem);
    void setAnchorLimits(const std::vector<AnchorLimits>& limits);
    /// The run's tasks are 1 to `count`.
    void setTaskCount(int count);
    /// Shows a "chart" object, sparse or resolved, and the networks it is laid through (empty: those usual for its kind).
    /// Emits nothing.
    void setChart(const engine::Json& chart, const QStringList& anchors = {});

    /// What evaluating the present choice will take; nothing: not known. Any change of the choice takes it away.
    void setForecast(const std::optional<engine::LandscapeForecast>& forecast);
    /// From preparing to stopping the form can only be read. `message`: of a failed evaluation, what went wrong.
    void setState(engine::RunState state, const QString& message = {});
    /// `done` in [0, 1]; `secondsLeft` negative: not known.
    void setProgress(double done, double secondsLeft);
    void setSearched(double share);  ///< of the search for the chart, before its points

    /// The kind and what differs from the defaults.
    engine::Json chart() const;
    QString kind() const;
    QStringList anchors() const;  ///< in order: names, and paths of those from elsewhere
    QStringList marks() const;    ///< further ones to show on the chart
    /// From 1, ascending; empty: all.
    std::vector<int> tasks() const;

    bool valid() const { return whyNot_.isEmpty(); }
    /// "Resolution: must be at least 2, not 1"; empty when the choice can be evaluated.
    QString whyNot() const { return whyNot_; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void changed();                                    ///< by the user, valid or not
    void networksRequested(const QStringList& paths);  ///< files and folders whose networks are to be added
    void evaluateRequested();
    void pauseRequested(bool pause);  ///< false: go on
    void stopRequested();

private:
    QWidget* makePage();
    void addPart(QVBoxLayout* column, FoldButton* heading, QWidget* body);
    void whenChanged();
    QString optionProblem() const;
    void refresh();

    engine::OptionSection declared_;
    OptionSection* section_ = nullptr;
    AnchorChoice* anchors_ = nullptr;
    QCheckBox* marks_ = nullptr;
    TaskChoice* tasks_ = nullptr;
    ProblemLine* taskProblem_ = nullptr;
    FoldButton* anchorsHeading_ = nullptr;
    FoldButton* tasksHeading_ = nullptr;
    EvaluationRow* row_ = nullptr;
    int taskCount_ = 0;
    QString whyNot_;
};

}  // namespace isthmus::widgets
