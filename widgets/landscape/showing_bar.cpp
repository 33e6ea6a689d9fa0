#include "widgets/landscape/showing_bar.h"

#include "widgets/landscape/measure_words.h"
#include "widgets/theme/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>

namespace isthmus::widgets {

namespace {

using Measure = GridShowing::Measure;
using Scale = GridShowing::Scale;
using Span = GridShowing::Span;
using Tasks = GridShowing::Tasks;
using engine::Split;

constexpr QSize swatch{32, 12};

/// A list that the wheel turns only while it has the focus.
class FocusedComboBox final : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

/// The map from its lowest colour to its highest, as sharp as the screen.
QIcon mapIcon(ColorMap map, double ratio)
{
    QPixmap pixmap(swatch * ratio);
    QPainter painter(&pixmap);
    for (int x = 0; x < pixmap.width(); ++x)
        painter.fillRect(x, 0, 1, pixmap.height(), mapColor(map, x / double(pixmap.width() - 1)));
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return QIcon(pixmap);
}

/// Data of the list of tasks: a task's number, or one of these.
constexpr int meanOfTasks = 0;
constexpr int worstOfTasks = -1;

int taskData(const GridShowing& showing)
{
    return showing.tasks == Tasks::One ? showing.task : showing.tasks == Tasks::Mean ? meanOfTasks : worstOfTasks;
}

template <typename Value>
void add(QComboBox* box, const QString& text, Value value)
{
    box->addItem(text, static_cast<int>(value));
}

}  // namespace

ShowingBar::ShowingBar(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    measure_ = addBox(tr("Measure"), "measure");
    tasks_ = addBox(tr("Tasks"), "tasks");
    addSmallMultiples();
    split_ = addBox(tr("Split"), "split");
    scale_ = addBox(tr("Scale"), "scale");
    span_ = addBox(tr("Range of colours and heights"), "span");
    map_ = addBox(tr("Colour map"), "map");
    row->addStretch(1);
    add(split_, tr("Test"), Split::Test);
    add(split_, tr("Training"), Split::Train);
    add(span_, tr("Range of this picture"), Span::Picture);
    add(span_, tr("Range of all tasks"), Span::AllTasks);
    span_->setItemData(0, tr("Uses all colours; pictures of other tasks and moments have other ranges"), Qt::ToolTipRole);
    span_->setItemData(1, tr("Pictures of all tasks and moments can be compared"), Qt::ToolTipRole);
    map_->setIconSize(swatch);
    for (const ColorMap map : allColorMaps)
        map_->addItem(mapIcon(map, devicePixelRatioF()), colorMapName(map), static_cast<int>(map));
    offer();
}

QComboBox* ShowingBar::addBox(const QString& name, const char* objectName)
{
    auto* box = new FocusedComboBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setFocusPolicy(Qt::StrongFocus);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    layout()->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this, &ShowingBar::takeChosen);
    return box;
}

void ShowingBar::addSmallMultiples()
{
    small_ = new QToolButton(this);
    small_->setObjectName(QStringLiteral("smallMultiples"));
    small_->setCheckable(true);
    small_->setIcon(icon(QStringLiteral("small-multiples")));
    small_->setIconSize({16, 16});
    small_->setToolTip(tr("A small picture of each task"));
    small_->setAccessibleName(tr("Small multiples"));
    small_->setFocusPolicy(Qt::StrongFocus);
    small_->setFixedHeight(measure_->sizeHint().height());
    layout()->addWidget(small_);
    connect(small_, &QToolButton::toggled, this, &ShowingBar::smallMultiplesChanged);
}

void ShowingBar::setGrid(const engine::LandscapeGridPtr& grid)
{
    grid_ = grid;
    choose(possible(showing_));
    offer();
}

void ShowingBar::setShowing(const GridShowing& showing)
{
    showing_ = possible(showing);
    if (!isPercent(showing_.measure))
        lossScale_ = showing_.scale;
    offer();
}

void ShowingBar::setSmallMultiples(bool small)
{
    const QSignalBlocker quiet(small_);
    small_->setChecked(small);
}

bool ShowingBar::smallMultiples() const { return small_->isChecked(); }

std::vector<int> ShowingBar::tasksOf(Split split) const
{
    std::vector<int> tasks;
    if (grid_) {
        for (const engine::GridTask& each : grid_->tasks)
            if (each.split == split)
                tasks.push_back(each.task);
    }
    return tasks;
}

bool ShowingBar::hasSplit(Split split) const { return !tasksOf(split).empty(); }

/// Losses and accuracies are in every grid, as soon as it has anything.
bool ShowingBar::hasMeasure(Measure measure) const
{
    if (measure == Measure::Loss || measure == Measure::Accuracy)
        return true;
    return grid_ && std::any_of(grid_->tasks.begin(), grid_->tasks.end(), [&](const engine::GridTask& task) {
               return !scoresOf(task, measure).empty();
           });
}

/// The same, or what comes nearest of what the grid has.
GridShowing ShowingBar::possible(GridShowing showing) const
{
    if (grid_ && !hasMeasure(showing.measure))
        showing.measure = Measure::Loss;
    if (isPercent(showing.measure))
        showing.scale = Scale::Linear;  // between 0 and 1 the others only distort
    if (!grid_ || grid_->tasks.empty())
        return showing;
    if (!hasSplit(showing.split))
        showing.split = showing.split == Split::Test ? Split::Train : Split::Test;
    const std::vector<int> tasks = tasksOf(showing.split);
    if (tasks.size() == 1) {
        showing.tasks = Tasks::One;
        showing.task = tasks.front();
    } else if (showing.tasks == Tasks::One && std::find(tasks.begin(), tasks.end(), showing.task) == tasks.end()) {
        showing.tasks = Tasks::Mean;
    }
    return showing;
}

/// Fills the lists with what there is to choose beside the present choice.
void ShowingBar::offer()
{
    const QSignalBlocker quiet[] = {QSignalBlocker(measure_), QSignalBlocker(tasks_), QSignalBlocker(split_),
                                    QSignalBlocker(scale_),   QSignalBlocker(span_),  QSignalBlocker(map_)};
    const std::vector<int> tasks = tasksOf(showing_.split);
    measure_->clear();
    for (const MeasureWords& words : allMeasures())
        if (hasMeasure(words.measure))
            add(measure_, measureText(words.offered), words.measure);
    tasks_->clear();
    if (tasks.size() != 1) {
        add(tasks_, tr("Mean over tasks"), meanOfTasks);
        add(tasks_, tr("Worst task"), worstOfTasks);
    }
    for (const int task : tasks)
        add(tasks_, tr("Task %1").arg(task), task);
    scale_->clear();
    add(scale_, tr("Linear scale"), Scale::Linear);
    if (!isPercent(showing_.measure)) {
        add(scale_, tr("Log scale"), Scale::Logarithmic);
        add(scale_, tr("Clipped scale"), Scale::Clipped);
        scale_->setItemData(scale_->count() - 1, tr("The highest tenth has one colour"), Qt::ToolTipRole);
    }
    const auto select = [](QComboBox* box, int value) { box->setCurrentIndex(box->findData(value)); };
    select(measure_, static_cast<int>(showing_.measure));
    select(tasks_, taskData(showing_));
    select(split_, static_cast<int>(showing_.split));
    select(scale_, static_cast<int>(showing_.scale));
    select(span_, static_cast<int>(showing_.span));
    select(map_, static_cast<int>(showing_.map));
    split_->setVisible(hasSplit(Split::Test) && hasSplit(Split::Train));
    tasks_->setEnabled(tasks_->count() > 1);
    scale_->setEnabled(scale_->count() > 1);
    span_->setEnabled(tasks.size() > 1);
    small_->setEnabled(tasks.size() > 1);
    setEnabled(grid_ != nullptr);
}

void ShowingBar::choose(const GridShowing& showing)
{
    if (showing == showing_)
        return;
    showing_ = showing;
    offer();
    Q_EMIT showingChanged(showing_);
}

void ShowingBar::takeChosen()
{
    GridShowing chosen = showing_;
    chosen.measure = static_cast<Measure>(measure_->currentData().toInt());
    const int task = tasks_->currentData().toInt();
    chosen.tasks = task > 0 ? Tasks::One : task == meanOfTasks ? Tasks::Mean : Tasks::Worst;
    if (task > 0)
        chosen.task = task;
    chosen.split = static_cast<Split>(split_->currentData().toInt());
    chosen.scale = static_cast<Scale>(scale_->currentData().toInt());
    chosen.span = static_cast<Span>(span_->currentData().toInt());
    chosen.map = static_cast<ColorMap>(map_->currentData().toInt());
    if (!isPercent(chosen.measure)) {
        if (!isPercent(showing_.measure))
            lossScale_ = chosen.scale;
        else
            chosen.scale = lossScale_;
    }
    choose(possible(chosen));
}

}  // namespace isthmus::widgets
