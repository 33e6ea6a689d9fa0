#include "widgets/landscape/task_choice.h"

#include "widgets/landscape/task_button.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int gap = 4;

}  // namespace

TaskChoice::TaskChoice(QWidget* parent)
    : QWidget(parent), all_(new QCheckBox(tr("All tasks"), this)), area_(new QWidget(this)), group_(new QButtonGroup(this))
{
    setAccessibleName(tr("Tasks"));
    group_->setExclusive(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(all_);
    column->addWidget(area_);
    connect(all_, &QCheckBox::clicked, this, [this](bool checked) {
        for (QAbstractButton* each : buttons())
            each->setChecked(checked);
        refresh();
        Q_EMIT chosenChanged();
    });
    connect(group_, &QButtonGroup::idClicked, this, [this] {
        refresh();
        Q_EMIT chosenChanged();
    });
    refresh();
}

QList<QAbstractButton*> TaskChoice::buttons() const { return group_->buttons(); }

void TaskChoice::setCount(int count)
{
    if (count == buttons().size())
        return;
    qDeleteAll(buttons());
    for (int task = 1; task <= count; ++task) {
        auto* button = new TaskButton(task, count, area_);
        // One stop of the Tab key for all of them.
        button->setFocusPolicy(task == 1 ? Qt::StrongFocus : Qt::ClickFocus);
        group_->addButton(button, task);
        button->show();
    }
    placeButtons();
    refresh();
}

void TaskChoice::setChosen(const std::vector<int>& tasks)
{
    for (QAbstractButton* each : buttons())
        each->setChecked(tasks.empty() || std::find(tasks.begin(), tasks.end(), group_->id(each)) != tasks.end());
    refresh();
}

std::vector<int> TaskChoice::chosen() const
{
    std::vector<int> tasks;
    for (const QAbstractButton* each : buttons()) {
        if (each->isChecked())
            tasks.push_back(each->text().toInt());
    }
    return tasks;
}

bool TaskChoice::all() const { return chosen().size() == static_cast<std::size_t>(buttons().size()); }

void TaskChoice::refresh()
{
    all_->setChecked(all());
    all_->setEnabled(!buttons().isEmpty());
}

void TaskChoice::placeButtons()
{
    const QSize one = buttons().isEmpty() ? QSize() : buttons().first()->sizeHint();
    const int columns = std::max(1, (area_->width() + gap) / std::max(1, one.width() + gap));
    int place = 0;
    for (QAbstractButton* each : buttons()) {
        each->move(place % columns * (one.width() + gap), place / columns * (one.height() + gap));
        ++place;
    }
    const int rows = (place + columns - 1) / columns;
    area_->setFixedHeight(std::max(0, rows * (one.height() + gap) - gap));
}

// The width is known only once the layout has given it.
bool TaskChoice::event(QEvent* event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        placeButtons();
    return done;
}

void TaskChoice::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeButtons();
}

}  // namespace isthmus::widgets
