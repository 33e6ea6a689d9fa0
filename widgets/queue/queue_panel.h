#pragma once
#include "widgets/queue/queue_entry.h"

#include <QWidget>

#include <functional>

class QAction;
class QKeySequence;
class QLabel;
class QTreeView;

namespace isthmus::widgets {

class PrimaryButton;
class QueueModel;

/// What runs, what waits and what has ended. Those that wait are put in another order by dragging or with Alt and the arrow
/// keys, removed with Delete; the one that runs is cancelled with Delete, too.
class QueuePanel final : public QWidget {
    Q_OBJECT
public:
    explicit QueuePanel(QWidget* parent = nullptr);

    void setEntries(const QList<QueueEntry>& entries);

Q_SIGNALS:
    void continueRequested();
    /// To stand before the entry that is in this row now.
    void moveRequested(quint64 id, int row);
    void cancelRequested(quint64 id);  ///< of the one that runs
    void removeRequested(const QList<quint64>& ids);
    void clearFinishedRequested();
    void openRequested(const QString& folder);  ///< a run to look at

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QWidget* makeTools();
    void makeTable();
    QAction* addAction(const char* name, const QString& text, const QString& drawing, const QKeySequence& shortcut,
                       const std::function<void()>& act);
    QList<const QueueEntry*> selected() const;
    void moveSelected(int by);
    void endSelected();
    void refresh();

    QueueModel* model_ = nullptr;
    QTreeView* table_ = nullptr;
    QLabel* summary_ = nullptr;
    PrimaryButton* goOn_ = nullptr;
    QAction* up_ = nullptr;
    QAction* down_ = nullptr;
    QAction* end_ = nullptr;  ///< cancels or removes
    QAction* clear_ = nullptr;
    QAction* open_ = nullptr;
    quint64 running_ = 0;  ///< brought into sight when it began
};

}  // namespace isthmus::widgets
