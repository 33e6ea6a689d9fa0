#include "widgets/forms/icon_label.h"

#include "widgets/theme/icons.h"

#include <QPainter>

namespace isthmus::widgets {

IconLabel::IconLabel(const QString& drawing, Role role, int side, QWidget* parent)
    : QWidget(parent), drawing_(drawing), role_(role), side_(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

// As high as a line of text, so that both have the same middle.
QSize IconLabel::sizeHint() const { return {side_, qMax(side_, fontMetrics().height())}; }

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    icon(drawing_, color(role_)).paint(&painter, rect());
}

}  // namespace isthmus::widgets
