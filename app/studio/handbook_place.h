#pragma once
#include <QString>

class QWidget;

namespace isthmus::app {

/// Says where the handbook speaks of a widget and all that is in it: "studio.md#the-form".
void setHandbookPlace(QWidget& widget, const QString& place);

/// Where the handbook speaks of the widget or what it is in; of a method's options in the form, that method. Empty: nowhere.
QString handbookPlace(const QWidget* widget);

}  // namespace isthmus::app
