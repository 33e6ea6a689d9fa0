#include "widgets/landscape/task_slider.h"

#include "widgets/landscape/task_ticks.h"
#include "widgets/theme/icons.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int usualPace = 700;  ///< milliseconds: time to see what has changed

}  // namespace

TaskSlider::TaskSlider(QWidget* parent)
    : QWidget(parent),
      play_(new QToolButton(this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      ticks_(new TaskTicks(slider_, this)),
      text_(new QLabel(this)),
      timer_(new QTimer(this))
{
    play_->setObjectName(QStringLiteral("play"));
    play_->setIconSize({16, 16});
    play_->setAutoRaise(true);
    play_->setFocusPolicy(Qt::StrongFocus);
    slider_->setAccessibleName(tr("After task"));
    slider_->setMinimum(1);
    slider_->setPageStep(1);
    timer_->setInterval(usualPace);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(0);
    grid->addWidget(play_, 0, 0, 2, 1);
    grid->addWidget(slider_, 0, 1);
    grid->addWidget(text_, 0, 2, 2, 1);
    grid->addWidget(ticks_, 1, 1);
    grid->setColumnStretch(1, 1);
    connect(play_, &QToolButton::clicked, this, [this] { play(!isPlaying()); });
    connect(timer_, &QTimer::timeout, this, &TaskSlider::next);
    connect(slider_, &QSlider::actionTriggered, this, [this] { play(false); });  // a hand on it takes over
    connect(slider_, &QSlider::valueChanged, this, &TaskSlider::choose);
    refresh();
}

void TaskSlider::setTasks(int count)
{
    if (count == tasks_)
        return;
    play(false);
    tasks_ = count;
    {
        const QSignalBlocker quiet(slider_);
        slider_->setMaximum(std::max(1, count));
    }
    setReached(std::min(reached_, count));
    setTask(reached_);
}

void TaskSlider::setReached(int task)
{
    const bool follows = this->task() == reached_ && !isPlaying();
    const int before = this->task();
    reached_ = std::clamp(task, 0, tasks_);
    if (follows || before > reached_)
        setTask(reached_);
    refresh();
}

void TaskSlider::setTask(int task)
{
    const QSignalBlocker quiet(slider_);
    slider_->setValue(std::clamp(task, 1, std::max(1, reached_)));
    refresh();
}

int TaskSlider::task() const { return reached_ == 0 ? 0 : slider_->value(); }

bool TaskSlider::isPlaying() const { return timer_->isActive(); }

void TaskSlider::setPace(int milliseconds) { timer_->setInterval(milliseconds); }

void TaskSlider::play(bool playing)
{
    if (playing == isPlaying())
        return;
    if (!playing) {
        timer_->stop();
    } else {
        timer_->start();
        Q_EMIT playBegun();
        if (task() >= reached_)
            slider_->setValue(1);  // from the beginning again
    }
    refresh();
}

void TaskSlider::next()
{
    slider_->setValue(task() + 1);
    if (task() >= reached_)
        play(false);
}

void TaskSlider::choose(int task)
{
    if (task > reached_) {
        setTask(reached_);
        return;
    }
    refresh();
    Q_EMIT taskChosen(task);
}

void TaskSlider::refresh()
{
    const bool any = reached_ > 1;
    const QString what = isPlaying() ? tr("Pause") : tr("Play");
    play_->setIcon(icon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("start")));
    play_->setToolTip(what);
    play_->setAccessibleName(what);
    play_->setEnabled(any);
    slider_->setEnabled(any);
    ticks_->setTasks(tasks_, reached_);
    text_->setText(task() == 0 ? tr("no task yet") : tr("after task %1 of %2").arg(task()).arg(tasks_));
    const QString longest = tr("after task %1 of %2").arg(QStringLiteral("88"), QStringLiteral("88"));
    text_->setMinimumWidth(fontMetrics().horizontalAdvance(longest));
}

}  // namespace isthmus::widgets
