#include "widgets/forms/form_notice.h"

#include "widgets/forms/problem_line.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace isthmus::widgets {

FormNotice::FormNotice(QWidget* parent)
    : QFrame(parent), line_(new ProblemLine(this)), button_(new QPushButton(tr("Leave it out"), this))
{
    button_->setToolTip(tr("Remove what this version does not know from the experiment."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(4);
    column->addWidget(line_);
    column->addWidget(button_, 0, Qt::AlignRight);
    connect(button_, &QPushButton::clicked, this, &FormNotice::leaveOut);
    hide();
}

void FormNotice::setText(const QString& text, bool canLeaveOut)
{
    line_->setText(text);
    button_->setVisible(canLeaveOut);
    setVisible(!text.isEmpty());
}

}  // namespace isthmus::widgets
