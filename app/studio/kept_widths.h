#pragma once
#include <QList>
#include <QObject>

#include <functional>

class QDockWidget;
class QMainWindow;

namespace isthmus::app {

/// Gives panels that stand side by side the widths back that they had when their window went away: other tabs make and take room,
/// and panels that are squeezed or stretched in between do not come back the same by themselves.
class KeptWidths final : public QObject {
    Q_OBJECT
public:
    /// Rows of panels from left to right; of panels behind each other the one that is seen.
    using Rows = std::function<QList<QList<QDockWidget*>>()>;

    KeptWidths(QMainWindow& window, Rows rows);

    /// Instead of those they had, now or as soon as the window is shown: one list for each row.
    void give(const QList<QList<int>>& widths);
    void forget() { widths_.clear(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();

    QMainWindow& window_;
    Rows rows_;
    QList<QList<int>> widths_;  ///< to be given; empty: as they are
};

/// The one of two panels behind each other that is seen.
QDockWidget* seenOf(QDockWidget* one, QDockWidget* other);

}  // namespace isthmus::app
