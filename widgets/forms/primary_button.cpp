#include "widgets/forms/primary_button.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace isthmus::widgets {

PrimaryButton::PrimaryButton(const QString& text, QWidget* parent) : QPushButton(text, parent) { setAttribute(Qt::WA_Hover); }

// The style would lighten the colour until the text on it is hard to read.
void PrimaryButton::paintEvent(QPaintEvent* event)
{
    if (!isEnabled()) {
        QPushButton::paintEvent(event);
        return;
    }
    const QColor accent = palette().color(QPalette::Highlight);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(color(Role::Text), 1.5) : QPen(Qt::NoPen));
    painter.setBrush(isDown() ? accent.darker(112) : underMouse() ? accent.lighter(108) : accent);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    painter.setPen(palette().color(QPalette::HighlightedText));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
}

}  // namespace isthmus::widgets
