#include "widgets/forms/fold_button.h"

#include "widgets/forms/quiet_label.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int chevronSide = 12;
constexpr int textLeft = 14;   ///< under which the labels of the form begin

}  // namespace

FoldButton::FoldButton(const QString& title, Level level, QWidget* parent)
    : QToolButton(parent), note_(new QuietLabel(this)), sign_(new QLabel(this))
{
    setText(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setFixedHeight(fontMetrics().height() + 10);
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
    for (QLabel* label : {note_, sign_})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    sign_->hide();
    sign_->setObjectName(QStringLiteral("sign"));
    connect(this, &QToolButton::toggled, this, [this] { updateColours(); });
    updateColours();
}

void FoldButton::setNote(const QString& note) { note_->setText(note); }

void FoldButton::setWrong(bool wrong)
{
    sign_->setVisible(wrong);
    setAccessibleDescription(wrong ? tr("contains an error") : QString());
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
    const QRect sign(1, (height() - chevronSide) / 2, chevronSide, chevronSide);
    icon().paint(&painter, sign);
    painter.setPen(color(Role::Text));
    painter.drawText(rect().adjusted(textLeft, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
}

void FoldButton::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && sign_ != nullptr)
        updateColours();
    QToolButton::changeEvent(event);
}

void FoldButton::updateColours()
{
    setIcon(widgets::icon(isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), color(Role::Muted)));
    sign_->setPixmap(widgets::icon(QStringLiteral("error"), color(Role::Bad)).pixmap(QSize(14, 14), devicePixelRatioF()));
}

}  // namespace isthmus::widgets
