#include "app/studio/compare_workspace.h"

#include "app/studio/compare_bar.h"
#include "app/studio/compare_choices.h"
#include "app/studio/panel.h"
#include "widgets/compare/choice_row.h"
#include "widgets/compare/matrix_compare.h"
#include "widgets/compare/parallel_plot.h"
#include "widgets/compare/results_table.h"
#include "widgets/forms/primary_button.h"
#include "widgets/plots/compare_plot.h"
#include "widgets/plots/pareto_plot.h"

#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace isthmus::app {

using widgets::ChoiceRow;

namespace {

/// Whether both are of the same runs in the same places.
bool alike(const engine::RunSetsPtr& a, const engine::RunSetsPtr& b)
{
    return a && b
           && std::equal(a->begin(), a->end(), b->begin(), b->end(), [](const engine::RunSet& one, const engine::RunSet& other) {
                  return one.label == other.label && one.runs.size() == other.runs.size();
              });
}

}  // namespace

CompareWorkspace::CompareWorkspace(QWidget* parent)
    : QWidget(parent),
      pages_(new QStackedLayout(this)),
      desk_(new QMainWindow(nullptr, Qt::Widget)),
      bar_(new CompareBar),
      curveChoices_(new ChoiceRow),
      matrixChoices_(new ChoiceRow),
      paretoChoices_(new ChoiceRow),
      parallelChoices_(new ChoiceRow),
      curves_(new widgets::ComparePlot),
      matrices_(new widgets::MatrixCompare),
      pareto_(new widgets::ParetoPlot),
      parallel_(new widgets::ParallelPlot),
      table_(new widgets::ResultsTable)
{
    pages_->addWidget(makeEmptyPage());
    pages_->addWidget(desk_);
    desk_->setDockNestingEnabled(true);
    makeChoices();
    makeBar();
    makePanels();
    link();
    resetLayout();
    setRuns({});
}

QWidget* CompareWorkspace::makeEmptyPage()
{
    auto* page = new QWidget;
    state_ = new QLabel;
    state_->setAlignment(Qt::AlignCenter);
    state_->setWordWrap(true);
    state_->setForegroundRole(QPalette::PlaceholderText);
    auto* open = new widgets::PrimaryButton(tr("Open run folders…"));
    open->setObjectName(QStringLiteral("openRunFolders"));
    connect(open, &QPushButton::clicked, this, &CompareWorkspace::openRequested);
    auto* column = new QVBoxLayout(page);
    column->addStretch(2);
    state_->setFixedWidth(480);
    auto* row = new QHBoxLayout;  // an aligned label would not be as high as its words need
    row->addStretch();
    row->addWidget(state_);
    row->addStretch();
    column->addLayout(row);
    column->addSpacing(8);
    column->addWidget(open, 0, Qt::AlignHCenter);
    column->addStretch(3);
    return page;
}

void CompareWorkspace::makeChoices()
{
    curveChoices_->add(tr("Show"), "curve", curveMeasures());
    curveChoices_->add(tr("against"), "against", axes());
    curveChoices_->add(tr("Smoothing"), "smoothing", smoothings());
    matrixChoices_->add(tr("Difference"), "minuend", {});
    matrixChoices_->add(tr("less"), "subtrahend", {});
    paretoChoices_->add(tr("Show"), "value", valueMeasures());
    paretoChoices_->add(tr("against"), "cost", costMeasures());
    parallelChoices_->add(tr("Result"), "result", valueMeasures());
}

void CompareWorkspace::makeBar()
{
    auto* bar = new QToolBar(tr("Compared"));
    bar->setObjectName(QStringLiteral("compared-toolbar"));
    bar->setMovable(false);
    bar->addWidget(bar_);
    desk_->addToolBar(Qt::TopToolBarArea, bar);
}

QDockWidget* CompareWorkspace::addPlot(const char* id, widgets::PlotFrame* plot, ChoiceRow* choices)
{
    connect(plot, &widgets::PlotFrame::problem, this, &CompareWorkspace::problem);
    QWidget* content = plot;
    if (choices) {
        content = new QWidget;
        auto* column = new QVBoxLayout(content);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(choices);
        column->addWidget(plot, 1);
    }
    return makePanel(desk_, QLatin1String(id), plot->title(), content, PanelTitle::InContent);
}

void CompareWorkspace::makePanels()
{
    panels_ = {addPlot("curves", curves_, curveChoices_), addPlot("matrices", matrices_, matrixChoices_),
               addPlot("pareto", pareto_, paretoChoices_), addPlot("results", table_, nullptr),
               addPlot("parallel", parallel_, parallelChoices_)};
}

void CompareWorkspace::link()
{
    connect(bar_, &CompareBar::picked, this, &CompareWorkspace::selectSet);
    connect(bar_, &CompareBar::removed, this, &CompareWorkspace::removeSet);
    connect(bar_, &CompareBar::openRequested, this, &CompareWorkspace::openRequested);
    connect(bar_, &CompareBar::groupingChosen, this, &CompareWorkspace::groupBy);
    connect(bar_, &CompareBar::summaryChanged, this, &CompareWorkspace::applySummary);
    connect(curves_, &widgets::ComparePlot::picked, this, &CompareWorkspace::selectSet);
    connect(matrices_, &widgets::MatrixCompare::picked, this, &CompareWorkspace::selectSet);
    connect(pareto_, &widgets::ParetoPlot::picked, this, &CompareWorkspace::selectSet);
    connect(parallel_, &widgets::ParallelPlot::picked, this, &CompareWorkspace::selectSet);
    connect(table_, &widgets::ResultsTable::picked, this, &CompareWorkspace::selectSet);
    connect(curveChoices_, &ChoiceRow::changed, this, [this] {
        const bool loss = curveChoices_->value("curve").toInt() == trainingLoss;
        curveChoices_->setEnabledChoice("smoothing", loss);
        Q_EMIT curvesWanted();
    });
    connect(matrixChoices_, &ChoiceRow::changed, this, &CompareWorkspace::applyDifference);
    connect(paretoChoices_, &ChoiceRow::changed, this, &CompareWorkspace::applyMeasures);
    connect(parallelChoices_, &ChoiceRow::changed, this, &CompareWorkspace::applyMeasures);
    curveChoices_->setEnabledChoice("smoothing", false);
}

void CompareWorkspace::setRuns(std::vector<engine::ComparedRun> runs)
{
    runs_ = std::move(runs);
    sets_.reset();  // others, even where they have the same names
    by_.clear();
    setReading(false);
    regroup();
}

void CompareWorkspace::updateRuns(const std::vector<engine::ComparedRun>& read)
{
    bool changed = false;
    for (engine::ComparedRun& run : runs_)
        for (const engine::ComparedRun& now : read)
            if (now.record.folder == run.record.folder) {
                run = now;
                changed = true;
            }
    if (changed)
        regroup();
}

void CompareWorkspace::setReading(bool reading)
{
    state_->setText(reading
                        ? tr("The runs are being read…")
                        : tr("Select runs in the run library, or open run folders here. Runs of one experiment that differ in "
                             "nothing but their seeds are shown as one, with their mean and a band."));
}

void CompareWorkspace::groupBy(const QStringList& options)
{
    by_ = options;
    regroup();
}

void CompareWorkspace::regroup()
{
    std::vector<std::string> by;
    for (const QString& path : by_)
        by.push_back(path.toStdString());
    const engine::RunSetsPtr before =
        std::exchange(sets_, std::make_shared<const std::vector<engine::RunSet>>(engine::setsOf(runs_, by)));
    const bool same = std::exchange(groupedBy_, by_) == by_ && alike(before, sets_);
    if (!same)
        bar_->setSets(sets_, runs_, by_);
    matrices_->setSets(sets_);
    pareto_->setSets(sets_);
    parallel_->setSets(sets_);
    table_->setSets(sets_);
    same ? applyDifference() : nameSets();
    applySummary();
    selectSet(same ? selected_ : -1);
    pages_->setCurrentIndex(sets_->empty() ? 0 : 1);
}

void CompareWorkspace::nameSets()
{
    QList<ChoiceRow::Choice> names;
    for (const engine::RunSet& set : *sets_)
        names.append({QString::fromStdString(set.label), static_cast<int>(names.size())});
    matrixChoices_->setChoices("minuend", names);
    matrixChoices_->setChoices("subtrahend", names);
    if (names.size() > 1)
        matrixChoices_->setValue("subtrahend", 1);
    matrixChoices_->setEnabled(names.size() > 1);
    applyDifference();
}

void CompareWorkspace::applyDifference()
{
    matrices_->setDifference(matrixChoices_->value("minuend").toInt(), matrixChoices_->value("subtrahend").toInt());
}

void CompareWorkspace::applySummary()
{
    pareto_->setSummary(bar_->reduction(), bar_->band());
    table_->setSummary(bar_->reduction(), bar_->band());
    parallel_->setReduction(bar_->reduction());
    if (!sets_->empty())
        Q_EMIT curvesWanted();
    else
        curves_->setCurves(nullptr);
}

void CompareWorkspace::applyMeasures()
{
    pareto_->setMeasures(*measureOf(paretoChoices_->value("value")), *measureOf(paretoChoices_->value("cost")));
    parallel_->setMeasure(*measureOf(parallelChoices_->value("result")));
}

CurveChoice CompareWorkspace::curveChoice() const
{
    const engine::Measure* measure = measureOf(curveChoices_->value("curve"));
    return {.measure = measure,
            .against = static_cast<engine::Against>(curveChoices_->value("against").toInt()),
            .band = bar_->band(),
            .smoothing = measure ? 0.0 : curveChoices_->value("smoothing").toDouble()};
}

void CompareWorkspace::showCurves(const CurvesPtr& curves, const CurvesPtr& measured)
{
    curves_->setCurves(curves, measured);
    curves_->setSelectedSet(selected_);
}

void CompareWorkspace::selectSet(int set)
{
    selected_ = set;
    bar_->setSelectedSet(set);
    curves_->setSelectedSet(set);
    matrices_->setSelectedSet(set);
    pareto_->setSelectedSet(set);
    parallel_->setSelectedSet(set);
    table_->setSelectedSet(set);
}

void CompareWorkspace::removeSet(int set)
{
    const engine::RunSet gone = (*sets_)[static_cast<std::size_t>(set)];
    std::erase_if(runs_, [&](const engine::ComparedRun& run) {
        return std::any_of(gone.runs.begin(), gone.runs.end(),
                           [&](const engine::ComparedRun& other) { return other.snapshot == run.snapshot; });
    });
    regroup();
}

void CompareWorkspace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    Q_EMIT shown();
    if (!std::exchange(sized_, true))  // panels that are not seen yet take no sizes
        QTimer::singleShot(0, this, &CompareWorkspace::sizePanels);
}

void CompareWorkspace::resetLayout()
{
    for (QDockWidget* panel : panels_) {
        panel->setFloating(false);
        desk_->removeDockWidget(panel);
    }
    desk_->addDockWidget(Qt::LeftDockWidgetArea, panels_[0]);
    desk_->splitDockWidget(panels_[0], panels_[1], Qt::Vertical);
    desk_->splitDockWidget(panels_[0], panels_[2], Qt::Horizontal);
    desk_->splitDockWidget(panels_[1], panels_[3], Qt::Horizontal);
    desk_->tabifyDockWidget(panels_[3], panels_[4]);
    for (QDockWidget* panel : panels_)
        panel->show();
    panels_[3]->raise();
    sized_ = isVisible();
    if (sized_)
        sizePanels();
}

void CompareWorkspace::sizePanels()
{
    desk_->resizeDocks({panels_[0], panels_[2]}, {4, 3}, Qt::Horizontal);
    desk_->resizeDocks({panels_[1], panels_[3]}, {4, 3}, Qt::Horizontal);
    desk_->resizeDocks({panels_[0], panels_[1]}, {6, 5}, Qt::Vertical);
}

QByteArray CompareWorkspace::saveLayout(int version) const { return desk_->saveState(version); }

void CompareWorkspace::restoreLayout(const QByteArray& state, int version) { sized_ = desk_->restoreState(state, version); }

QList<QAction*> CompareWorkspace::panelActions() const
{
    QList<QAction*> actions;
    for (const QDockWidget* panel : panels_)
        actions << panel->toggleViewAction();
    return actions;
}

}  // namespace isthmus::app
