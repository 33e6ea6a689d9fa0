#include "widgets/forms/fold_button.h"

#include "widgets/accessible/fold_accessible.h"
#include "widgets/forms/icon_label.h"
#include "widgets/forms/toned_label.h"
#include "widgets/theme/icons.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int chevronSide = 12;
constexpr int textLeft = 14;  ///< where the labels of the form begin
constexpr int signSide = 14;

}  // namespace

FoldButton::FoldButton(const QString& title, Level level, QWidget* parent)
    : QAbstractButton(parent),
      note_(new TonedLabel(Role::Muted, this)),
      sign_(new IconLabel(QStringLiteral("error"), Role::Bad, signSide, this))
{
    announceFolds();
    setText(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QFont heading = font();
    heading.setBold(level == Level::Section);
    setFont(heading);
    heading.setBold(false);
    note_->setFont(heading);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 6, 0);
    row->setSpacing(6);
    row->addStretch(1);
    row->addWidget(note_);
    row->addWidget(sign_);
    note_->setAttribute(Qt::WA_TransparentForMouseEvents);
    sign_->setAttribute(Qt::WA_TransparentForMouseEvents);
    sign_->setObjectName(QStringLiteral("sign"));
    sign_->hide();
    connect(this, &FoldButton::toggled, this, [this] {
        QAccessible::State changed;
        changed.expanded = true;
        QAccessibleStateChangeEvent event(this, changed);
        QAccessible::updateAccessibility(&event);
    });
}

void FoldButton::setNote(const QString& note)
{
    note_->setText(note);
    describe();
}

void FoldButton::setWrong(bool wrong)
{
    sign_->setVisible(wrong);
    describe();
}

void FoldButton::describe()
{
    QStringList words{note_->text(), toolTip()};
    if (!sign_->isHidden())
        words.prepend(tr("contains an error"));
    words.removeAll(QString());
    setAccessibleDescription(words.join(QStringLiteral(". ")));
}

QSize FoldButton::sizeHint() const
{
    return {textLeft + fontMetrics().horizontalAdvance(text()) + layout()->sizeHint().width(), fontMetrics().height() + 10};
}

void FoldButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        QColor shade = color(Role::Text);
        shade.setAlphaF(0.06F);
        painter.setPen(hasFocus() ? QPen(color(Role::Accent)) : QPen(Qt::NoPen));
        painter.setBrush(shade);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
    const QString chevron = isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
    widgets::icon(chevron, color(Role::Muted)).paint(&painter, QRect(1, (height() - chevronSide) / 2, chevronSide, chevronSide));
    painter.setPen(color(Role::Text));
    painter.drawText(rect().adjusted(textLeft, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
}

}  // namespace isthmus::widgets
