#include "widgets/forms/problem_line.h"

#include "widgets/forms/icon_label.h"
#include "widgets/forms/toned_label.h"

#include <QHBoxLayout>

namespace isthmus::widgets {

namespace {

constexpr int signSide = 14;

}  // namespace

ProblemLine::ProblemLine(QWidget* parent) : QWidget(parent), text_(new TonedLabel(Role::Bad, this))
{
    text_->setObjectName(QStringLiteral("problem"));
    text_->setWordWrap(true);
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(4);
    row->addWidget(new IconLabel(QStringLiteral("error"), Role::Bad, signSide, this), 0, Qt::AlignTop);
    row->addWidget(text_, 1);
    hide();
}

void ProblemLine::setText(const QString& text)
{
    text_->setText(text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1));
    setVisible(!text.isEmpty());
}

}  // namespace isthmus::widgets
