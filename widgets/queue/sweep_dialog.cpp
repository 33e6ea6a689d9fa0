#include "widgets/queue/sweep_dialog.h"

#include "engine/error.h"
#include "engine/options/value_list.h"
#include "widgets/forms/primary_button.h"
#include "widgets/forms/problem_line.h"
#include "widgets/forms/toned_label.h"
#include "widgets/queue/sweep_axis_row.h"
#include "widgets/theme/number_format.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

SweepDialog::SweepDialog(const std::vector<OptionPath>& options, bool runNow, QWidget* parent)
    : QDialog(parent), options_(options)
{
    setWindowTitle(tr("Sweep"));
    setObjectName(QStringLiteral("sweep-dialog"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    auto* help = new TonedLabel(Role::Muted, this);
    help->setText(tr("The experiment of the form, once for each value of these options. Write values with commas between; 1..5 "
                     "stands for the whole numbers from 1 to 5."));
    help->setWordWrap(true);
    column->addWidget(help);
    rows_ = new QVBoxLayout;
    rows_->setSpacing(4);
    column->addLayout(rows_);
    auto* more = new QPushButton(tr("&Add an option"), this);
    more->setObjectName(QStringLiteral("sweep-add"));
    more->setAutoDefault(false);
    auto* below = new QHBoxLayout;
    grid_ = new QRadioButton(tr("&Every combination"), this);
    list_ = new QRadioButton(tr("One value of each at a &time"), this);
    list_->setObjectName(QStringLiteral("sweep-list"));
    list_->setToolTip(tr("The first values together, then the second ones: as many for every option"));
    grid_->setChecked(true);
    below->addWidget(more);
    below->addStretch(1);
    below->addWidget(grid_);
    below->addWidget(list_);
    column->addLayout(below);
    column->addSpacing(8);
    count_ = new QLabel(this);
    count_->setObjectName(QStringLiteral("sweep-count"));
    problem_ = new ProblemLine(this);
    problem_->setObjectName(QStringLiteral("sweep-problem"));
    column->addWidget(count_);
    column->addWidget(problem_);
    column->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    start_ = new PrimaryButton(runNow ? tr("&Start") : tr("Add to &queue"), this);
    start_->setObjectName(QStringLiteral("sweep-start"));
    start_->setDefault(true);
    buttons->addButton(start_, QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    connect(more, &QAbstractButton::clicked, this, [this] { addRow({})->beginTyping(); });
    connect(grid_, &QAbstractButton::toggled, this, &SweepDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen();
        accept();
    });
    addRow(QStringLiteral("seed"))->beginTyping();
    resize(760, 320);
}

SweepAxisRow* SweepDialog::addRow(const QString& path)
{
    auto* row = new SweepAxisRow(options_, this);
    row->setPath(path);
    rows_->addWidget(row);
    axisRows_ += row;
    connect(row, &SweepAxisRow::edited, this, &SweepDialog::refresh);
    connect(row, &SweepAxisRow::removed, this, [this, row] { removeRow(row); });
    refresh();
    return row;
}

void SweepDialog::removeRow(SweepAxisRow* row)
{
    axisRows_.removeAll(row);
    row->hide();
    row->deleteLater();
    refresh();
}

/// What the rows with values say.
engine::Json SweepDialog::axes(QString& problem) const
{
    engine::Json axes = engine::Json::object();
    for (const SweepAxisRow* row : axisRows_) {
        const std::string path = row->path().toStdString();
        if (row->values().trimmed().isEmpty())
            continue;
        try {
            if (path.empty())
                throw engine::badInput(tr("choose an option for %1").arg(row->values()).toStdString());
            if (axes.contains(path))
                throw engine::badInput(path + tr(": is there twice; give all its values at once").toStdString());
            axes[path] = engine::valueList(row->values().toStdString());
        } catch (const engine::Error& error) {
            problem = QString::fromUtf8(error.what());
        }
    }
    return axes;
}

/// An option that has no values yet; empty: each has some.
QString SweepDialog::withoutValues() const
{
    const auto empty = [](const SweepAxisRow* row) { return row->values().trimmed().isEmpty(); };
    if (std::all_of(axisRows_.begin(), axisRows_.end(), empty))
        return tr("an option");
    for (const SweepAxisRow* row : axisRows_)
        if (empty(row) && !row->path().isEmpty())
            return row->path();
    return {};
}

void SweepDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    refresh();
}

void SweepDialog::refresh()
{
    start_->setEnabled(false);
    if (const QString wanting = withoutValues(); !wanting.isEmpty()) {  // which is no mistake yet
        count_->setText(tr("Give %1 its values.").arg(wanting));
        problem_->setText({});
        start_->setToolTip(count_->text());
        return;
    }
    QString problem;
    const engine::Json now = axes(problem);
    if (problem.isEmpty())
        Q_EMIT axesChanged(now, list_->isChecked());
    else
        setOutlook({.runs = 0, .problem = problem, .forecast = {}});
}

void SweepDialog::setOutlook(const Outlook& outlook)
{
    const bool usable = outlook.problem.isEmpty();
    const QString runs = outlook.runs == 1 ? tr("1 run") : tr("%1 runs").arg(countText(outlook.runs));
    count_->setText(!usable                      ? tr("No runs yet.")
                    : outlook.forecast.isEmpty() ? tr("%1.").arg(runs)
                                                 : tr("%1, %2.").arg(runs, outlook.forecast));
    problem_->setText(usable ? QString() : tr("This cannot be: %1").arg(outlook.problem));  // which begins with an option's path
    start_->setEnabled(usable);
    start_->setToolTip(outlook.problem);
}

}  // namespace isthmus::widgets
