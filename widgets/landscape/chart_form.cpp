#include "widgets/landscape/chart_form.h"

#include "engine/options/validation.h"
#include "widgets/forms/fold_button.h"
#include "widgets/forms/object_fields.h"
#include "widgets/forms/option_field.h"
#include "widgets/forms/option_path.h"
#include "widgets/forms/option_section.h"
#include "widgets/forms/problem_line.h"
#include "widgets/landscape/evaluation_row.h"
#include "widgets/landscape/task_choice.h"

#include <QCheckBox>
#include <QScrollArea>
#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

constexpr int smallestWidth = 280;
constexpr int usualWidth = 320;
constexpr int margin = 8;
constexpr int partSpacing = 16;

QWidget* line(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

}  // namespace

ChartForm::ChartForm(const engine::OptionSection& declared, QWidget* parent) : QWidget(parent), declared_(declared)
{
    setMinimumWidth(smallestWidth);
    setAccessibleName(tr("Chart"));
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // a bar that comes and goes would move every column
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(makePage());
    row_ = new EvaluationRow(this);
    row_->setContentsMargins(margin + OptionField::gutter, margin, margin, margin);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(area, 1);
    column->addWidget(line(this));
    column->addWidget(row_);
    connect(&section_->content(), &ObjectFields::edited, this, &ChartForm::whenChanged);
    connect(anchors_, &AnchorChoice::chosenChanged, this, &ChartForm::whenChanged);
    connect(anchors_, &AnchorChoice::networksRequested, this, &ChartForm::networksRequested);
    connect(marks_, &QCheckBox::clicked, this, &ChartForm::whenChanged);
    connect(tasks_, &TaskChoice::chosenChanged, this, &ChartForm::whenChanged);
    connect(row_, &EvaluationRow::evaluateRequested, this, &ChartForm::evaluateRequested);
    connect(row_, &EvaluationRow::pauseRequested, this, &ChartForm::pauseRequested);
    connect(row_, &EvaluationRow::stopRequested, this, &ChartForm::stopRequested);
    refresh();
}

// A field that has the focus when the form goes commits itself while the rest of the form is already gone.
ChartForm::~ChartForm() { section_->content().disconnect(this); }

QWidget* ChartForm::makePage()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(margin, margin, margin / 2, margin);
    column->setSpacing(partSpacing);
    section_ = new OptionSection(declared_, page);
    column->addWidget(section_);

    anchorsHeading_ = new FoldButton(tr("Anchors"), FoldButton::Level::Section, page);
    auto* networks = new QWidget(page);
    auto* inside = new QVBoxLayout(networks);
    anchors_ = new AnchorChoice(networks);
    marks_ = new QCheckBox(tr("Show other checkpoints"), networks);
    marks_->setObjectName(QStringLiteral("marks"));
    marks_->setToolTip(tr("Show the other networks of the list, too, where they are projected to."));
    inside->addWidget(anchors_);
    inside->addWidget(marks_);
    addPart(column, anchorsHeading_, networks);

    tasksHeading_ = new FoldButton(tr("Tasks"), FoldButton::Level::Section, page);
    auto* some = new QWidget(page);
    auto* beneath = new QVBoxLayout(some);
    tasks_ = new TaskChoice(some);
    taskProblem_ = new ProblemLine(some);
    beneath->addWidget(tasks_);
    beneath->addWidget(taskProblem_);
    addPart(column, tasksHeading_, some);
    column->addStretch(1);
    return page;
}

/// `heading` is made before all that is in `body`: so the Tab key finds it first.
void ChartForm::addPart(QVBoxLayout* column, FoldButton* heading, QWidget* body)
{
    heading->setChecked(true);
    body->layout()->setContentsMargins(OptionField::gutter, 0, margin, 0);
    body->layout()->setSpacing(margin);
    auto* part = new QVBoxLayout;
    part->setSpacing(4);
    part->addWidget(heading);
    part->addWidget(body);
    column->addLayout(part);
    connect(heading, &FoldButton::toggled, body, &QWidget::setVisible);
    connect(heading, &FoldButton::toggled, this, &ChartForm::refresh);
}

QSize ChartForm::sizeHint() const { return {usualWidth, QWidget::sizeHint().height()}; }

void ChartForm::setRunFolder(const QString& folder)
{
    anchors_->setRunFolder(folder);
    refresh();
}

void ChartForm::addNetworks(const QList<AddedNetwork>& networks, bool ask)
{
    ask ? anchors_->offer(networks) : anchors_->add(networks);
}

void ChartForm::setAddingProblem(const QString& problem) { anchors_->setAddingProblem(problem); }

void ChartForm::setAnchors(const QStringList& all)
{
    anchors_->setNames(all);
    refresh();
}

void ChartForm::setAnchorLimits(const std::vector<AnchorLimits>& limits)
{
    anchors_->setLimits(limits);
    refresh();
}

void ChartForm::setTaskCount(int count)
{
    taskCount_ = count;
    tasks_->setCount(count);
    refresh();
}

void ChartForm::setChart(const engine::Json& chart, const QStringList& anchors)
{
    section_->content().clear();
    section_->content().take(chart);
    refresh();
    anchors_->setChosen(anchors);
    row_->setForecast(std::nullopt);
    refresh();
    section_->reveal();
}

void ChartForm::setForecast(const std::optional<engine::LandscapeForecast>& forecast) { row_->setForecast(forecast); }

void ChartForm::setState(engine::RunState state, const QString& message)
{
    row_->setState(state, message);
    section_->content().setRunning(row_->busy());
    for (QWidget* each : {static_cast<QWidget*>(anchors_), static_cast<QWidget*>(marks_), static_cast<QWidget*>(tasks_)})
        each->setEnabled(!row_->busy());
}

void ChartForm::setSearched(double share) { row_->setSearched(share); }

void ChartForm::setProgress(double done, double secondsLeft) { row_->setProgress(done, secondsLeft); }

engine::Json ChartForm::chart() const { return section_->content().values(); }

QString ChartForm::kind() const { return QString::fromStdString(engine::chosenKind(declared_, chart())); }

QStringList ChartForm::anchors() const { return anchors_->chosen(); }

QStringList ChartForm::marks() const { return marks_->isChecked() ? anchors_->others() : QStringList(); }

std::vector<int> ChartForm::tasks() const { return tasks_->all() ? std::vector<int>() : tasks_->chosen(); }

void ChartForm::whenChanged()
{
    row_->setForecast(std::nullopt);
    refresh();
    Q_EMIT changed();
}

QString ChartForm::optionProblem() const
{
    const engine::ExperimentSchema schema{.options = {}, .sections = {declared_}};
    const auto problems = engine::resolve(schema, {{declared_.key, chart()}}).problems;
    if (problems.empty())
        return {};
    const OptionField* field = section_->content().field(splitPath(problems.front().path).second);
    const QString place = QString::fromStdString(field == nullptr ? declared_.label : field->spec().label);
    return tr("%1: %2").arg(place, QString::fromStdString(problems.front().message));
}

void ChartForm::refresh()
{
    anchors_->setKind(kind());
    marks_->setEnabled(anchors_->isEnabled() && (marks_->isChecked() || !anchors_->others().isEmpty()));
    const bool noTask = taskCount_ > 0 && tasks_->chosen().empty();
    const QString taskProblem = noTask ? tr("choose at least one task") : QString();
    const QString anchorProblem = anchors_->problem();
    taskProblem_->setText(taskProblem);
    anchorsHeading_->setNote(anchorsHeading_->isChecked() ? QString() : tr("%n chosen", nullptr, int(anchors().size())));
    anchorsHeading_->setWrong(!anchorsHeading_->isChecked() && !anchorProblem.isEmpty());
    const QString chosen = tasks_->all() ? tr("all") : tr("%1 of %2").arg(tasks_->chosen().size()).arg(taskCount_);
    tasksHeading_->setNote(tasksHeading_->isChecked() ? QString() : chosen);
    tasksHeading_->setWrong(!tasksHeading_->isChecked() && noTask);
    whyNot_ = optionProblem();
    if (whyNot_.isEmpty() && !anchorProblem.isEmpty())
        whyNot_ = tr("Anchors: %1").arg(anchorProblem);
    else if (whyNot_.isEmpty() && noTask)
        whyNot_ = tr("Tasks: %1").arg(taskProblem);
    if (whyNot_.isEmpty() && anchors().isEmpty() && anchors_->others().isEmpty())
        whyNot_ = tr("Open a run or start one: there are no networks yet");
    row_->setWhyNot(whyNot_);
}

}  // namespace isthmus::widgets
