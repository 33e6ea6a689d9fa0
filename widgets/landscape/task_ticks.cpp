#include "widgets/landscape/task_ticks.h"

#include "widgets/theme/theme.h"

#include <QPainter>
#include <QSlider>
#include <QStyle>
#include <QStyleOptionSlider>

namespace isthmus::widgets {

namespace {

constexpr int tickLength = 4;
constexpr int numberGap = 8;  ///< between two numbers, at least

}  // namespace

TaskTicks::TaskTicks(const QSlider* slider, QWidget* parent) : QWidget(parent), slider_(slider)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TaskTicks::setTasks(int count, int reached)
{
    count_ = count;
    reached_ = reached;
    update();
}

QSize TaskTicks::sizeHint() const { return {80, tickLength + 2 + fontMetrics().height()}; }

/// Where the middle of the slider's handle is for a task.
double TaskTicks::placeOf(int task) const
{
    QStyleOptionSlider option;
    option.initFrom(slider_);
    option.orientation = Qt::Horizontal;
    const int handle = slider_->style()->pixelMetric(QStyle::PM_SliderLength, &option, slider_);
    const double span = width() - handle;
    return handle / 2.0 + (count_ > 1 ? span * (task - 1) / (count_ - 1) : 0.0);
}

int TaskTicks::step() const
{
    const double room = placeOf(2) - placeOf(1);
    const int needed = fontMetrics().horizontalAdvance(QString::number(count_)) + numberGap;
    for (const int step : {1, 2, 5, 10, 20, 50, 100})
        if (room * step >= needed)
            return step;
    return count_;
}

void TaskTicks::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int every = step();
    for (int task = 1; task <= count_; ++task) {
        const double x = placeOf(task);
        const bool there = task <= reached_;
        painter.setPen(color(Role::Line));
        painter.drawLine(QPointF(x, 0), QPointF(x, tickLength));
        // The last one always has its number, and no other stands too close to it.
        const bool numbered = task == count_ || task == 1 || (task % every == 0 && count_ - task >= every);
        if (!numbered)
            continue;
        painter.setPen(there ? color(Role::Muted) : palette().color(QPalette::Disabled, QPalette::WindowText));
        painter.drawText(QRectF(x - 30, tickLength + 2, 60, fontMetrics().height()), Qt::AlignHCenter, QString::number(task));
    }
}

}  // namespace isthmus::widgets
