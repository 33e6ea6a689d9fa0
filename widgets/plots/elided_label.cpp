#include "widgets/plots/elided_label.h"

#include <QPainter>

namespace isthmus::widgets {

ElidedLabel::ElidedLabel(Role role, Qt::Alignment alignment, bool natural, QWidget* parent)
    : QWidget(parent), role_(role), alignment_(alignment), natural_(natural)
{
    setSizePolicy(natural ? QSizePolicy::Preferred : QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text)
{
    if (text == text_)
        return;
    text_ = text;
    setAccessibleName(text);
    if (natural_)
        updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {natural_ ? fontMetrics().horizontalAdvance(text_) + 1 : 0, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const { return {0, fontMetrics().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*)
{
    const QString shown = fontMetrics().elidedText(text_, Qt::ElideRight, width());
    setToolTip(shown == text_ ? QString() : text_);
    QPainter painter(this);
    painter.setPen(color(role_));
    painter.drawText(rect(), static_cast<int>(alignment_ | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

}  // namespace isthmus::widgets
