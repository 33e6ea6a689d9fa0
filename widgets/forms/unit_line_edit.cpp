#include "widgets/forms/unit_line_edit.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int gap = 6;  ///< between the unit and the frame, and between the text and the unit

}  // namespace

UnitLineEdit::UnitLineEdit(const QString& unit, QWidget* parent) : QLineEdit(parent), unit_(unit) { reserveUnit(); }

void UnitLineEdit::setInWords(bool inWords)
{
    if (inWords_ == inWords)
        return;
    inWords_ = inWords;
    reserveUnit();
    update();
}

void UnitLineEdit::reserveUnit()
{
    const bool shown = !inWords_ && !unit_.isEmpty();
    setTextMargins(0, 0, shown ? fontMetrics().horizontalAdvance(unit_) + gap : 0, 0);
}

void UnitLineEdit::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (inWords_ || unit_.isEmpty())
        return;
    QPainter painter(this);
    painter.setPen(isEnabled() ? color(Role::Muted) : palette().color(QPalette::Disabled, QPalette::Text));
    painter.drawText(rect().adjusted(0, 0, -gap, 0), Qt::AlignRight | Qt::AlignVCenter, unit_);
}

void UnitLineEdit::mouseReleaseEvent(QMouseEvent* event)
{
    QLineEdit::mouseReleaseEvent(event);
    if (inWords_ && !isReadOnly() && !hasSelectedText())
        selectAll();
}

void UnitLineEdit::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        reserveUnit();
    QLineEdit::changeEvent(event);
}

}  // namespace isthmus::widgets
