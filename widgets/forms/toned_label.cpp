#include "widgets/forms/toned_label.h"

#include <QEvent>

namespace isthmus::widgets {

TonedLabel::TonedLabel(Role role, QWidget* parent) : QLabel(parent), role_(role)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText);  // on a button it would inherit the button's
    updateColour();
}

void TonedLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        updateColour();
    QLabel::changeEvent(event);
}

void TonedLabel::updateColour()
{
    // Setting a palette announces a change of palette again; the second time there is nothing left to do.
    if (palette().color(QPalette::WindowText) == color(role_))
        return;
    QPalette own;
    own.setColor(QPalette::WindowText, color(role_));
    setPalette(own);
}

}  // namespace isthmus::widgets
