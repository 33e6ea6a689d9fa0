#include "widgets/run/notice_bar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace isthmus::widgets {

namespace {

constexpr int iconSide = 16;

}  // namespace

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), question_(new QLabel(this)), yes_(new QPushButton(this)), no_(new QPushButton(this))
{
    setObjectName(QStringLiteral("notice"));
    question_->setWordWrap(true);
    question_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    yes_->setObjectName(QStringLiteral("notice-yes"));
    no_->setObjectName(QStringLiteral("notice-no"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(iconSide + 20, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(question_, 1);
    row->addWidget(yes_);
    row->addWidget(no_);
    connect(yes_, &QPushButton::clicked, this, [this] { answer(true); });
    connect(no_, &QPushButton::clicked, this, [this] { answer(false); });
    hide();
}

void NoticeBar::ask(const QString& question, const QString& yes, const QString& no)
{
    question_->setText(question);
    setAccessibleName(question);
    yes_->setText(yes);
    no_->setText(no);
    show();
}

void NoticeBar::answer(bool yes)
{
    hide();
    Q_EMIT answered(yes);
}

void NoticeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor ground = color(Role::Accent);
    ground.setAlphaF(0.12F);
    painter.fillRect(rect(), ground);
    painter.setPen(color(Role::Line));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    icon(QStringLiteral("info"), color(Role::Accent)).paint(&painter, 10, (height() - iconSide) / 2, iconSide, iconSide);
}

}  // namespace isthmus::widgets
