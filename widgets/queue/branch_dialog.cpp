#include "widgets/queue/branch_dialog.h"

#include "widgets/forms/primary_button.h"
#include "widgets/forms/problem_line.h"
#include "widgets/forms/toned_label.h"
#include "widgets/theme/icons.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace isthmus::widgets {

BranchDialog::BranchDialog(const QString& parentName, const std::vector<int>& tasks, Judge judge, bool runNow, QWidget* parent)
    : QDialog(parent), judge_(std::move(judge))
{
    setWindowTitle(tr("Branch"));
    setObjectName(QStringLiteral("branch-dialog"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    auto* help = new TonedLabel(Role::Muted, this);
    help->setText(tr("A new run that has the first tasks of %1 behind it and goes on as the form says.").arg(parentName));
    help->setWordWrap(true);
    column->addWidget(help);
    task_ = new QComboBox(this);
    task_->setObjectName(QStringLiteral("branch-task"));
    for (const int task : tasks)
        task_->addItem(tr("task %1").arg(task), task);
    task_->setCurrentIndex(task_->count() > 1 ? task_->count() - 2 : 0);  // after the last there is seldom anything to learn
    name_ = new QLineEdit(this);
    name_->setObjectName(QStringLiteral("branch-name"));
    name_->setPlaceholderText(tr("as its parent's"));
    auto* fields = new QFormLayout;
    fields->addRow(tr("&After"), task_);
    fields->addRow(tr("&Name"), name_);
    column->addLayout(fields);
    changes_ = new QTreeWidget(this);
    changes_->setObjectName(QStringLiteral("branch-changes"));
    changes_->setAccessibleName(tr("Options that change"));
    changes_->setRootIsDecorated(false);
    changes_->setHeaderLabels({tr("Option"), tr("Before"), tr("After"), tr("Note")});
    column->addWidget(changes_, 1);
    problem_ = new ProblemLine(this);
    problem_->setObjectName(QStringLiteral("branch-problem"));
    column->addWidget(problem_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    start_ = new PrimaryButton(runNow ? tr("&Start") : tr("Add to &queue"), this);
    start_->setObjectName(QStringLiteral("branch-start"));
    start_->setDefault(true);
    buttons->addButton(start_, QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    connect(task_, &QComboBox::currentIndexChanged, this, &BranchDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT branchChosen(task(), name_->text().trimmed());
        accept();
    });
    resize(680, 380);
    refresh();
}

int BranchDialog::task() const { return task_->currentData().toInt(); }

void BranchDialog::refresh()
{
    const Outlook outlook = judge_(task());
    QString problem = outlook.problem;
    changes_->clear();
    for (const Change& change : outlook.changes) {
        auto* row = new QTreeWidgetItem(changes_, {change.path, change.before, change.after, change.refusal});
        row->setIcon(0, change.refusal.isEmpty() ? icon(QStringLiteral("done"), color(Role::Good))
                                                 : icon(QStringLiteral("error"), color(Role::Bad)));
        row->setToolTip(3, change.refusal);
        if (!change.refusal.isEmpty() && problem.isEmpty())
            problem = tr("In a branch %1 cannot change: %2").arg(change.path, change.refusal);
    }
    if (outlook.changes.empty()) {
        auto* row = new QTreeWidgetItem(changes_,
                                        {tr("Nothing: the same run once more. What the form says otherwise would stand here.")});
        row->setFlags(Qt::ItemIsEnabled);
        row->setFirstColumnSpanned(true);
    }
    for (int column = 0; column < 3; ++column)
        changes_->resizeColumnToContents(column);
    problem_->setText(problem);
    start_->setEnabled(problem.isEmpty());
    start_->setToolTip(problem);
}

}  // namespace isthmus::widgets
