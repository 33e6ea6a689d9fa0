#include "widgets/run/reserved_label.h"

#include <QPainter>

namespace isthmus::widgets {

ReservedLabel::ReservedLabel(const QString& longest, QWidget* parent) : QWidget(parent), longest_(longest)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ReservedLabel::setText(const QString& text)
{
    if (text == text_)
        return;
    text_ = text;
    setAccessibleName(text);
    updateTip();
    update();
}

void ReservedLabel::reserve(const QString& longest)
{
    longest_ = longest;
    updateGeometry();
}

QString ReservedLabel::shownText() const { return fontMetrics().elidedText(text_, Qt::ElideRight, width()); }

QSize ReservedLabel::sizeHint() const { return {fontMetrics().horizontalAdvance(longest_) + 2, fontMetrics().height()}; }

void ReservedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, shownText());
}

void ReservedLabel::resizeEvent(QResizeEvent*) { updateTip(); }

void ReservedLabel::updateTip() { setToolTip(shownText() == text_ ? QString() : text_); }

}  // namespace isthmus::widgets
