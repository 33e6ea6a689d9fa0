#include "widgets/forms/step_box.h"

#include "widgets/forms/unit_line_edit.h"

#include <QWheelEvent>

namespace isthmus::widgets {

namespace {

/// One in the second digit of large numbers, else 1: 200 -> 210, 7 -> 8.
qint64 stepSize(qint64 value)
{
    qint64 step = 1;
    while (qAbs(value) >= step * 100)
        step *= 10;
    return step;
}

}  // namespace

StepBox::StepBox(const QString& unit, qint64 min, qint64 max, QWidget* parent)
    : QAbstractSpinBox(parent), edit_(new UnitLineEdit(unit, this)), min_(min), max_(max)
{
    setLineEdit(edit_);
    setFocusPolicy(Qt::StrongFocus);
}

qint64 StepBox::number(bool* ok) const
{
    *ok = true;
    if (!zeroText_.isEmpty() && text() == zeroText_)
        return 0;
    return text().toLongLong(ok);
}

void StepBox::stepBy(int steps)
{
    bool ok = false;
    const qint64 now = number(&ok);
    if (!ok)
        return;
    const qint64 next = qBound(min_, now + steps * stepSize(steps > 0 ? now : now - 1), max_);
    edit_->setText(next == 0 && !zeroText_.isEmpty() ? zeroText_ : QString::number(next));
    Q_EMIT edit_->textEdited(edit_->text());
    selectAll();
}

QAbstractSpinBox::StepEnabled StepBox::stepEnabled() const
{
    bool ok = false;
    const qint64 now = number(&ok);
    StepEnabled enabled = StepNone;
    if (ok && !isReadOnly() && now < max_)
        enabled |= StepUpEnabled;
    if (ok && !isReadOnly() && now > min_)
        enabled |= StepDownEnabled;
    return enabled;
}

void StepBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus() && !isReadOnly())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

}  // namespace isthmus::widgets
