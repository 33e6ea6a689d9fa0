#pragma once
#include <QWidget>

#include <vector>

class QAbstractButton;
class QButtonGroup;
class QCheckBox;

namespace isthmus::widgets {

/// Chooses some of a run's tasks: a small button for each with the task's colour, and a box for all of them.
class TaskChoice final : public QWidget {
    Q_OBJECT
public:
    explicit TaskChoice(QWidget* parent = nullptr);

    /// Tasks 1 to `count`, all of them chosen; a choice made before stays where `count` does. Emits nothing.
    void setCount(int count);
    /// Empty: all. Emits nothing.
    void setChosen(const std::vector<int>& tasks);
    /// Ascending.
    std::vector<int> chosen() const;
    bool all() const;

Q_SIGNALS:
    void chosenChanged();  ///< by the user

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QList<QAbstractButton*> buttons() const;
    void placeButtons();
    void refresh();

    QCheckBox* all_ = nullptr;
    QWidget* area_ = nullptr;
    QButtonGroup* group_ = nullptr;
};

}  // namespace isthmus::widgets
