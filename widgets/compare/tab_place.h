#pragma once
#include <QList>

class QWidget;

namespace isthmus::widgets {

/// Children made when the window was there already come last when Tab walks through it; this gives them the place of their
/// parent.
void giveTabPlace(const QWidget& parent, const QList<QWidget*>& children);

}  // namespace isthmus::widgets
