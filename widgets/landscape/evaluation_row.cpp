#include "widgets/landscape/evaluation_row.h"

#include "widgets/forms/primary_button.h"
#include "widgets/forms/problem_line.h"
#include "widgets/forms/toned_label.h"
#include "widgets/run/progress_line.h"
#include "widgets/run/state_chip.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/number_format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace isthmus::widgets {

namespace {

using engine::RunState;

/// Tenths count below ten seconds.
QString secondsText(double seconds)
{
    return seconds >= 0.0 && seconds < 9.95 ? EvaluationRow::tr("%1\u202fs").arg(seconds, 0, 'f', 1) : durationText(seconds);
}

QString memoryText(double megabytes)
{
    if (megabytes >= 1000.0)
        return EvaluationRow::tr("%1\u202fGB").arg(megabytes / 1000.0, 0, 'f', 1);
    return EvaluationRow::tr("%1\u202fMB").arg(countText(std::max<qint64>(1, std::llround(megabytes))));
}

}  // namespace

QString forecastText(const engine::LandscapeForecast& forecast)
{
    const QString points = countText(static_cast<qint64>(forecast.points));
    return EvaluationRow::tr("%1 points, about %2, %3")
        .arg(points, secondsText(forecast.seconds), memoryText(forecast.megabytes));
}

EvaluationRow::EvaluationRow(QWidget* parent) : QWidget(parent)
{
    progress_ = new QWidget(this);
    chip_ = new StateChip(progress_);
    bar_ = new ProgressLine(progress_);
    bar_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* above = new QHBoxLayout(progress_);
    above->setContentsMargins(0, 0, 0, 0);
    above->setSpacing(8);
    above->addWidget(chip_);
    above->addWidget(bar_, 1);

    auto* text = new TonedLabel(Role::Muted, this);
    text->setObjectName(QStringLiteral("evaluationText"));
    text->setWordWrap(true);
    text_ = text;
    problem_ = new ProblemLine(this);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(text_);
    words->addWidget(problem_);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addLayout(words, 1);
    addButtons(row);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(progress_);
    column->addLayout(row);
    refresh();
}

void EvaluationRow::addButtons(QHBoxLayout* row)
{
    evaluate_ = new PrimaryButton(tr("Evaluate"), this);
    pause_ = new QPushButton(this);
    stop_ = new QPushButton(icon(QStringLiteral("stop")), tr("Stop"), this);
    evaluate_->setObjectName(QStringLiteral("evaluate"));
    pause_->setObjectName(QStringLiteral("pause"));
    stop_->setObjectName(QStringLiteral("stop"));
    for (QPushButton* each : {static_cast<QPushButton*>(evaluate_), pause_, stop_}) {
        each->setAutoDefault(false);
        each->setMinimumHeight(fontMetrics().height() + 12);
        row->addWidget(each, 0, Qt::AlignBottom);
    }
    connect(evaluate_, &QPushButton::clicked, this, &EvaluationRow::evaluateRequested);
    connect(pause_, &QPushButton::clicked, this, [this] { Q_EMIT pauseRequested(state_ != RunState::Paused); });
    connect(stop_, &QPushButton::clicked, this, &EvaluationRow::stopRequested);
}

void EvaluationRow::setWhyNot(const QString& why)
{
    whyNot_ = why;
    refresh();
}

void EvaluationRow::setForecast(const std::optional<engine::LandscapeForecast>& forecast)
{
    forecast_ = forecast;
    refresh();
}

void EvaluationRow::setState(RunState state, const QString& message)
{
    const bool began = !busy();
    const bool stopHadFocus = stop_->hasFocus() || pause_->hasFocus();
    state_ = state;
    message_ = message;
    if (began && busy()) {
        searching_ = false;
        done_ = 0.0;
        secondsLeft_ = -1.0;
    }
    const bool evaluateHadFocus = evaluate_->hasFocus();
    refresh();
    // The button that was pressed is gone; the keyboard stays where it was.
    if (evaluateHadFocus && busy())
        pause_->setFocus();
    else if (stopHadFocus && !busy())
        evaluate_->setFocus();
}

void EvaluationRow::setSearched(double share)
{
    searching_ = true;
    done_ = share;
    refresh();
}

void EvaluationRow::setProgress(double done, double secondsLeft)
{
    searching_ = false;
    done_ = done;
    secondsLeft_ = secondsLeft;
    refresh();
}

bool EvaluationRow::busy() const { return state_ != RunState::Idle && !engine::finished(state_); }

QString EvaluationRow::progressText() const
{
    const QString share = tr("%1\u202f%").arg(static_cast<int>(done_ * 100.0));
    if (searching_)
        return tr("finding the chart, %1").arg(share);
    const bool timed = state_ == RunState::Running && secondsLeft_ >= 0.0;
    return timed ? tr("%1, %2 left").arg(share, durationText(secondsLeft_)) : share;
}

void EvaluationRow::refresh()
{
    const bool failed = state_ == RunState::Failed || state_ == RunState::Diverged;
    const QString wrong = busy() ? QString() : !whyNot_.isEmpty() ? whyNot_ : failed ? message_ : QString();
    const QString text = busy() ? progressText() : forecast_ ? forecastText(*forecast_) : QString();
    const bool paused = state_ == RunState::Paused;
    const bool canPause = paused || state_ == RunState::Running;
    progress_->setVisible(busy());
    chip_->setState(state_);
    bar_->setShare(done_, stateColour(state_));
    problem_->setText(wrong);
    text_->setText(text);
    text_->setVisible(wrong.isEmpty());
    evaluate_->setVisible(!busy());
    evaluate_->setEnabled(whyNot_.isEmpty());
    pause_->setVisible(busy());
    pause_->setEnabled(canPause);
    pause_->setText(paused ? tr("Go on") : tr("Pause"));
    pause_->setIcon(icon(paused ? QStringLiteral("start") : QStringLiteral("pause")));
    stop_->setVisible(busy());
    stop_->setEnabled(state_ != RunState::Stopping);
}

void EvaluationRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && stop_ != nullptr)
        refresh();
    QWidget::changeEvent(event);
}

}  // namespace isthmus::widgets
