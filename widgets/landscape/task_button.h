#pragma once
#include <QAbstractButton>

namespace isthmus::widgets {

/// A task's number over its colour; on while the task is chosen. Arrow keys go to its neighbours.
class TaskButton final : public QAbstractButton {
    Q_OBJECT
public:
    TaskButton(int task, int tasks, QWidget* parent);

    QSize sizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int task_;
    int tasks_;
};

}  // namespace isthmus::widgets
