#pragma once
#include <QWidget>

class QLabel;
class QSlider;
class QTimer;
class QToolButton;

namespace isthmus::widgets {

class TaskTicks;

/// Goes through the tasks of a run, by hand or by itself: which task's end is shown.
class TaskSlider final : public QWidget {
    Q_OBJECT
public:
    explicit TaskSlider(QWidget* parent = nullptr);

    /// The run's tasks are 1 to `count`; fewer than two leave nothing to choose. Begins at the last one reached.
    void setTasks(int count);
    /// The last task the run has learned; later ones cannot be chosen. At the end the slider follows a run that goes on.
    void setReached(int task);
    /// Emits nothing.
    void setTask(int task);
    int task() const;

    bool isPlaying() const;
    /// How long a task stays while playing, in milliseconds.
    void setPace(int milliseconds);

    QSize sizeHint() const override { return {480, QWidget::sizeHint().height()}; }

Q_SIGNALS:
    void taskChosen(int task);  ///< by the user, or by playing
    void playBegun();           ///< before the first task

private:
    void play(bool playing);
    void next();
    void choose(int task);
    void refresh();

    int tasks_ = 0;
    int reached_ = 0;
    QToolButton* play_ = nullptr;
    QSlider* slider_ = nullptr;
    TaskTicks* ticks_ = nullptr;
    QLabel* text_ = nullptr;
    QTimer* timer_ = nullptr;
};

}  // namespace isthmus::widgets
