#pragma once
#include <QDockWidget>

class QMainWindow;

namespace isthmus::app {

enum class PanelTitle {
    Bar,        ///< the usual title bar
    InContent,  ///< the content says its own title; a slim grip above it serves to drag and to take the panel out
};

/// A panel that can be moved, stacked, taken out of the window and closed. `id` names it in saved layouts.
QDockWidget* makePanel(QMainWindow* window, const QString& id, const QString& title, QWidget* content, PanelTitle titleKind);

/// The focus goes into a panel or a view: where it was there last, else where Tab would come first. It stays if it is there.
void focusInto(QWidget& place);

}  // namespace isthmus::app
