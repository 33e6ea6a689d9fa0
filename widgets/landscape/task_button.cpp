#include "widgets/landscape/task_button.h"

#include "widgets/theme/task_colors.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr QSize usualSize{32, 24};
constexpr int stripe = 3;
constexpr double radius = 3.0;

}  // namespace

TaskButton::TaskButton(int task, int tasks, QWidget* parent) : QAbstractButton(parent), task_(task), tasks_(tasks)
{
    setText(QString::number(task));
    setAccessibleName(tr("Task %1").arg(task));
    setToolTip(accessibleName());
    setCheckable(true);
    setChecked(true);
    setAttribute(Qt::WA_Hover);
    resize(usualSize);
}

QSize TaskButton::sizeHint() const { return usualSize; }

void TaskButton::keyPressEvent(QKeyEvent* event)
{
    const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    const bool on = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const QList<TaskButton*> all = parentWidget()->findChildren<TaskButton*>(Qt::FindDirectChildrenOnly);
    const qsizetype next = all.indexOf(this) + (back ? -1 : 1);
    if (!back && !on)
        QAbstractButton::keyPressEvent(event);
    else if (next >= 0 && next < all.size())
        all[next]->setFocus(Qt::TabFocusReason);
}

void TaskButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor shade = color(Role::Text);
    shade.setAlphaF(underMouse() && isEnabled() ? 0.06F : 0.0F);
    painter.setOpacity(isEnabled() ? 1.0 : 0.5);
    painter.setPen(color(hasFocus() ? Role::Accent : isChecked() ? Role::Muted : Role::Line));
    painter.setBrush(isChecked() ? color(Role::Panel) : shade);
    painter.drawRoundedRect(frame, radius, radius);
    if (isChecked())
        painter.fillRect(QRectF(rect()).adjusted(4, height() - stripe - 3, -4, -3), taskColor(task_, tasks_));
    QFont font = this->font();
    font.setBold(isChecked());
    painter.setFont(font);
    painter.setPen(color(isChecked() ? Role::Text : Role::Muted));
    painter.drawText(rect().adjusted(0, 0, 0, isChecked() ? -stripe : 0), Qt::AlignCenter, text());
}

}  // namespace isthmus::widgets
