#include "widgets/forms/quiet_label.h"

#include "widgets/theme/theme.h"

#include <QEvent>

namespace isthmus::widgets {

QuietLabel::QuietLabel(QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    updateColour();
}

void QuietLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        updateColour();
    QLabel::changeEvent(event);
}

void QuietLabel::updateColour()
{
    // Setting a palette announces a change of palette again; the second time there is nothing left to do.
    if (palette().color(QPalette::WindowText) == color(Role::Muted))
        return;
    QPalette quiet;
    quiet.setColor(QPalette::WindowText, color(Role::Muted));
    setPalette(quiet);
}

}  // namespace isthmus::widgets
