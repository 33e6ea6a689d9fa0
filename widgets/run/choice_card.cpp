#include "widgets/run/choice_card.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int padding = 16;
constexpr int iconSide = 24;
constexpr int textLeft = padding + iconSide + padding;
constexpr int usualWidth = 460;
constexpr int smallestWidth = 260;

}  // namespace

ChoiceCard::ChoiceCard(const QString& drawing, const QString& title, const QString& sentence, bool primary, QWidget* parent)
    : QAbstractButton(parent), drawing_(drawing), sentence_(sentence), primary_(primary)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);  // "fixed" would hold the usual height
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont ChoiceCard::titleFont() const
{
    QFont heading = font();
    heading.setBold(true);
    heading.setPointSizeF(heading.pointSizeF() * 1.1);
    return heading;
}

QRect ChoiceCard::sentenceRect(int width) const
{
    const int top = padding + QFontMetrics(titleFont()).height() + 2;
    return fontMetrics().boundingRect(QRect(textLeft, top, width - textLeft - padding, 1000), Qt::TextWordWrap, sentence_);
}

QSize ChoiceCard::sizeHint() const { return {usualWidth, heightForWidth(usualWidth)}; }

QSize ChoiceCard::minimumSizeHint() const { return {smallestWidth, heightForWidth(usualWidth)}; }

int ChoiceCard::heightForWidth(int width) const { return sentenceRect(width).bottom() + 1 + padding; }

void ChoiceCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Highlight);
    QColor ground = primary_ ? accent : color(Role::Panel);
    if (isDown())
        ground = ground.darker(112);
    else if (underMouse())
        ground = primary_ ? ground.lighter(108) : palette().color(QPalette::Button);
    painter.setPen(primary_ ? QPen(Qt::NoPen) : QPen(color(Role::Line)));
    painter.setBrush(ground);
    const QRectF frame = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5);
    painter.drawRoundedRect(frame, 6, 6);
    if (hasFocus()) {
        painter.setPen(QPen(color(Role::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 8, 8);
    }
    const QColor ink = primary_ ? palette().color(QPalette::HighlightedText) : color(Role::Text);
    widgets::icon(drawing_, ink).paint(&painter, padding, padding, iconSide, iconSide);
    painter.setPen(ink);
    painter.setFont(titleFont());
    const QRect line(textLeft, padding, width() - textLeft - padding, painter.fontMetrics().height());
    painter.drawText(line, Qt::AlignLeft, text());
    painter.setFont(font());
    painter.setPen(primary_ ? ink : color(Role::Muted));
    const QRect below = sentenceRect(width());
    painter.drawText(QRect(textLeft, below.top(), width() - textLeft - padding, below.height()), Qt::TextWordWrap, sentence_);
}

}  // namespace isthmus::widgets
