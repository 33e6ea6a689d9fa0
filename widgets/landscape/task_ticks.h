#pragma once
#include <QWidget>

class QSlider;

namespace isthmus::widgets {

/// Ticks with the tasks' numbers beneath a slider, as many as there is room for; tasks not reached yet are fainter.
class TaskTicks final : public QWidget {
    Q_OBJECT
public:
    TaskTicks(const QSlider* slider, QWidget* parent);

    void setTasks(int count, int reached);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double placeOf(int task) const;
    int step() const;

    const QSlider* slider_;
    int count_ = 0;
    int reached_ = 0;
};

}  // namespace isthmus::widgets
