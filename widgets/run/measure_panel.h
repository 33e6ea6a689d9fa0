#pragma once
#include "engine/results/run_snapshot.h"

#include <QWidget>

class QAction;
class QStackedLayout;
class QTextEdit;
class QTreeView;

namespace isthmus::widgets {

class ElidedLabel;
class MeasureModel;

/// Every measure of a run after its last learned task, as a table; of the selected one the formula, its source and, where
/// it has no value, why.
class MeasurePanel final : public QWidget {
    Q_OBJECT
public:
    explicit MeasurePanel(QWidget* parent = nullptr);

    QString title() const;
    void setSnapshot(const engine::RunSnapshotPtr& snapshot);  ///< null clears
    bool isEmpty() const;                                      ///< true while a sentence stands in the table's place

    QSize sizeHint() const override { return {360, 300}; }

public Q_SLOTS:
    void copyValue();
    void copyTable();

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QWidget* makeHeader();
    void makeTable();
    void makeActions();
    void makeDetails();
    void fitColumns();
    int selectedRow() const;
    void showDetails();
    void refresh();

    MeasureModel* model_ = nullptr;
    ElidedLabel* title_ = nullptr;
    ElidedLabel* note_ = nullptr;
    QStackedLayout* stack_ = nullptr;
    QTreeView* table_ = nullptr;
    QTextEdit* details_ = nullptr;
    QAction* copyValue_ = nullptr;
    QAction* copyTable_ = nullptr;
};

}  // namespace isthmus::widgets
