#include "widgets/landscape/anchor_naming.h"

#include "widgets/forms/primary_button.h"
#include "widgets/forms/problem_line.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace isthmus::widgets {

AnchorNaming::AnchorNaming(QWidget* parent)
    : QWidget(parent), begin_(new QPushButton(tr("Keep as anchor…"), this)), asking_(new QWidget(this))
{
    begin_->setObjectName(QStringLiteral("keepAsAnchor"));
    begin_->setToolTip(tr("Store this network beside the run's own, so that charts can be laid through it."));
    name_ = new QLineEdit(asking_);
    name_->setObjectName(QStringLiteral("anchorName"));
    name_->setAccessibleName(tr("Name of the anchor"));
    keep_ = new PrimaryButton(tr("Keep"), asking_);
    keep_->setObjectName(QStringLiteral("keep"));
    auto* cancel = new QPushButton(tr("Cancel"), asking_);
    cancel->setObjectName(QStringLiteral("cancel"));
    problemLine_ = new ProblemLine(asking_);
    auto* grid = new QGridLayout(asking_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(name_, 0, 0);
    grid->addWidget(keep_, 0, 1);
    grid->addWidget(cancel, 0, 2);
    grid->addWidget(problemLine_, 1, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    for (QPushButton* each : {begin_, static_cast<QPushButton*>(keep_), cancel})
        each->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(begin_, 0, Qt::AlignLeft);
    column->addWidget(asking_);
    connect(begin_, &QPushButton::clicked, this, &AnchorNaming::ask);
    connect(keep_, &QPushButton::clicked, this, &AnchorNaming::keep);
    connect(cancel, &QPushButton::clicked, this, &AnchorNaming::giveUp);
    connect(name_, &QLineEdit::returnPressed, this, &AnchorNaming::keep);
    connect(name_, &QLineEdit::textEdited, this, [this] {
        problemLine_->setText(problem());
        keep_->setEnabled(problem().isEmpty());
    });
    showAsking(false);
}

void AnchorNaming::setTaken(const QStringList& names) { taken_ = names; }

void AnchorNaming::giveUp()
{
    const bool hadFocus = isAncestorOf(focusWidget()) && asking_->isVisible() && focusWidget()->hasFocus();
    showAsking(false);
    if (hadFocus)
        begin_->setFocus();
}

QString AnchorNaming::suggestion() const
{
    for (int number = 1;; ++number) {
        const QString name = QStringLiteral("point-%1").arg(number, 2, 10, QLatin1Char('0'));
        if (!taken_.contains(name))
            return name;
    }
}

QString AnchorNaming::problem() const
{
    static const QRegularExpression allowed(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]*$"));  // it names a file
    if (name_->text().isEmpty())
        return tr("give it a name");
    if (!allowed.match(name_->text()).hasMatch())
        return tr("only letters, digits, \".\", \"_\" and \"-\"");
    return taken_.contains(name_->text()) ? tr("there is a \"%1\" already").arg(name_->text()) : QString();
}

void AnchorNaming::ask()
{
    name_->setText(suggestion());
    problemLine_->setText({});
    keep_->setEnabled(true);
    showAsking(true);
    name_->setFocus();
    name_->selectAll();
}

void AnchorNaming::keep()
{
    problemLine_->setText(problem());
    if (!problem().isEmpty())
        return;
    const QString name = name_->text();
    giveUp();
    Q_EMIT keepRequested(name);
}

void AnchorNaming::showAsking(bool asking)
{
    begin_->setVisible(!asking);
    asking_->setVisible(asking);
}

void AnchorNaming::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && asking_->isVisible())
        giveUp();
    else
        QWidget::keyPressEvent(event);
}

}  // namespace isthmus::widgets
