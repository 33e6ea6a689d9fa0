#pragma once
#include <QList>
#include <QString>

namespace isthmus::widgets {

/// A key that a view takes while it has the focus.
struct ViewKey {
    QString view;  ///< "In a plot"
    QString keys;
    QString meaning;
};

/// From the handbook's tables that are headed "key, in a plot", where they are declared.
QList<ViewKey> handbookKeys();

}  // namespace isthmus::widgets
