#pragma once
#include <QObject>

namespace isthmus::widgets {

/// What has the focus shows its tip, as under a resting pointer.
void showTipOfFocus();

/// In every window of the program: Shift+F10 opens the context menu of what has the focus, which Qt leaves to the Menu key
/// where there is one, and Shift+F1 shows its tip.
class FocusKeys final : public QObject {
    Q_OBJECT
public:
    explicit FocusKeys(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace isthmus::widgets
