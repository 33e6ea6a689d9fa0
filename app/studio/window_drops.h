#pragma once
#include "app/studio/dropped_files.h"

#include <QObject>

class QMainWindow;
class QMimeData;

namespace isthmus::widgets {
class DropVeil;
}

namespace isthmus::app {

/// Lets files and folders be dropped anywhere on a window, and says meanwhile what will become of them.
class WindowDrops final : public QObject {
    Q_OBJECT
public:
    explicit WindowDrops(QMainWindow& window);

Q_SIGNALS:
    void dropped(const isthmus::app::DroppedFiles& files);  ///< of a known kind

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look(const QMimeData& dragged);

    widgets::DropVeil* veil_;
    DroppedFiles files_;
};

}  // namespace isthmus::app
