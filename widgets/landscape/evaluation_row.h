#pragma once
#include "engine/results/landscape_grid.h"
#include "engine/results/run_snapshot.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace isthmus::widgets {

class PrimaryButton;
class ProblemLine;
class ProgressLine;
class StateChip;

/// What an evaluation will take or how far it is, and the buttons that start, pause and stop it.
class EvaluationRow final : public QWidget {
    Q_OBJECT
public:
    explicit EvaluationRow(QWidget* parent = nullptr);

    /// Why nothing can be evaluated now, in one line; empty: it can.
    void setWhyNot(const QString& why);
    /// Nothing: not known.
    void setForecast(const std::optional<engine::LandscapeForecast>& forecast);
    /// `message`: of a failed evaluation, what went wrong.
    void setState(engine::RunState state, const QString& message = {});
    /// A share of the search for the chart, which comes before its points.
    void setSearched(double share);
    /// `done` in [0, 1]; `secondsLeft` negative: not known.
    void setProgress(double done, double secondsLeft);

    /// True from the start of an evaluation to its end, paused or not.
    bool busy() const;

Q_SIGNALS:
    void evaluateRequested();
    void pauseRequested(bool pause);  ///< false: go on
    void stopRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void addButtons(QHBoxLayout* row);
    QString progressText() const;
    void refresh();

    QString whyNot_;
    std::optional<engine::LandscapeForecast> forecast_;
    engine::RunState state_ = engine::RunState::Idle;
    QString message_;
    bool searching_ = false;
    double done_ = 0.0;  ///< of the search, or of the points
    double secondsLeft_ = -1.0;
    QWidget* progress_ = nullptr;
    StateChip* chip_ = nullptr;
    ProgressLine* bar_ = nullptr;
    QLabel* text_ = nullptr;
    ProblemLine* problem_ = nullptr;
    PrimaryButton* evaluate_ = nullptr;
    QPushButton* pause_ = nullptr;
    QPushButton* stop_ = nullptr;
};

/// "2 601 points, about 3.2 s, 7 MB"
QString forecastText(const engine::LandscapeForecast& forecast);

}  // namespace isthmus::widgets
