#pragma once
#include "app/studio/window_layout.h"

#include <QObject>

#include <functional>

class QDockWidget;
class QTimer;
class QUndoStack;

namespace isthmus::app {

class MainWindow;

/// Makes an entry in the history whenever the user closes, shows, moves or takes out a panel, so that it can be undone.
class LayoutHistory final : public QObject {
    Q_OBJECT
public:
    /// Watches the panels that the window has now.
    LayoutHistory(MainWindow& window, QUndoStack& history);

    /// Changes the layout in one step that can be undone.
    void change(const QString& text, const std::function<void()>& act);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void watch(QDockWidget& panel);
    void note(const QString& text);
    void settle();
    void apply(const WindowLayout& layout);

    MainWindow& window_;
    QUndoStack& history_;
    QTimer* soon_;          ///< one gesture changes several things
    WindowLayout settled_;  ///< before the change at hand
    QString text_;          ///< what the change at hand is called; empty: none is
    bool applying_ = false;
};

}  // namespace isthmus::app
