#include "widgets/compare/tab_place.h"

#include <QWidget>

namespace isthmus::widgets {

void giveTabPlace(const QWidget& parent, const QList<QWidget*>& children)
{
    const auto skipped = [&](const QWidget* widget) {
        return widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr || parent.isAncestorOf(widget);
    };
    QWidget* before = parent.previousInFocusChain();
    while (before != &parent && skipped(before))
        before = before->previousInFocusChain();
    if (before == &parent)
        return;
    for (QWidget* child : children) {
        QWidget::setTabOrder(before, child);
        before = child;
    }
}

}  // namespace isthmus::widgets
