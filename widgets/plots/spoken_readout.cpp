#include "widgets/plots/spoken_readout.h"

namespace isthmus::widgets {

void SpokenReadout::say(QWidget* widget, const QString& text)
{
    if (widget_ && widget_ != widget && widget_->accessibleName() == spoken_)
        widget_->setAccessibleName(name_);
    if (widget && (widget_ != widget || widget->accessibleName() != spoken_))  // somebody may have named it anew
        name_ = widget->accessibleName();
    widget_ = widget;
    spoken_ = text.isEmpty() ? name_ : QStringLiteral("%1: %2").arg(name_, text);
    if (widget && widget->accessibleName() != spoken_)
        widget->setAccessibleName(spoken_);
}

}  // namespace isthmus::widgets
