#pragma once
#include <QObject>

class QDockWidget;
class QKeySequence;

namespace isthmus::app {

/// The key of a panel goes to it: the panel is shown, before its neighbours, with the focus. Where the focus is in it already,
/// the key closes it, as the panel's entry in the menu does.
class PanelKey final : public QObject {
    Q_OBJECT
public:
    PanelKey(QDockWidget* panel, const QKeySequence& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void go();

    QDockWidget* panel_;
};

}  // namespace isthmus::app
