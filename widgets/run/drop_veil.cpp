#include "widgets/run/drop_veil.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int margin = 24;
constexpr int iconSide = 32;
constexpr int padding = 24;

}  // namespace

DropVeil::DropVeil(QWidget* window) : QWidget(window)
{
    setObjectName(QStringLiteral("drop-veil"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropVeil::say(const QString& words, bool welcome)
{
    words_ = words;
    welcome_ = welcome;
    setAccessibleName(words);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropVeil::paintEvent(QPaintEvent*)
{
    const QColor tone = color(welcome_ ? Role::Accent : Role::Bad);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = color(Role::Window);
    veil.setAlphaF(0.75F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(tone, 2, welcome_ ? Qt::DashLine : Qt::SolidLine));
    painter.drawRoundedRect(rect().adjusted(margin, margin, -margin, -margin), 8, 8);

    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    painter.setFont(large);
    const int widest = width() - 4 * margin - 2 * padding;
    const QRect text = painter.fontMetrics().boundingRect(0, 0, widest, height(), Qt::AlignCenter | Qt::TextWordWrap, words_);
    QRect card(0, 0, text.width() + 2 * padding, text.height() + iconSide + 3 * padding);
    card.moveCenter(rect().center());
    painter.setPen(color(Role::Line));
    painter.setBrush(color(Role::Panel));
    painter.drawRoundedRect(card, 8, 8);
    const QString drawing = welcome_ ? QStringLiteral("open") : QStringLiteral("error");
    icon(drawing, tone).paint(&painter, card.center().x() - iconSide / 2, card.top() + padding, iconSide, iconSide);
    painter.setPen(color(Role::Text));
    painter.drawText(card.adjusted(padding, iconSide + 2 * padding, -padding, -padding), Qt::AlignCenter | Qt::TextWordWrap,
                     words_);
}

}  // namespace isthmus::widgets
