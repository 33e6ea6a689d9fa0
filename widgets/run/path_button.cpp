#include "widgets/run/path_button.h"

#include "widgets/theme/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int padding = 4;
constexpr int gap = 12;

}  // namespace

PathButton::PathButton(const QString& path, QWidget* parent) : QAbstractButton(parent)
{
    const QFileInfo folder(QDir::cleanPath(path));
    setText(folder.fileName());
    place_ = folder.path();
    if (const QString home = QDir::homePath(); place_.startsWith(home + QLatin1Char('/')))
        place_.replace(0, home.size(), QStringLiteral("~"));
    setToolTip(path);
    setAccessibleName(tr("Open %1").arg(folder.fileName()));
    setAccessibleDescription(path);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize PathButton::sizeHint() const
{
    const int wanted = fontMetrics().horizontalAdvance(text()) + gap + fontMetrics().horizontalAdvance(place_) + 2 * padding;
    return {wanted, fontMetrics().height() + 2 * padding};
}

QSize PathButton::minimumSizeHint() const { return {120, sizeHint().height()}; }

void PathButton::paintEvent(QPaintEvent*)
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
    const QRect inside = rect().adjusted(padding, 0, -padding, 0);
    const QString name = fontMetrics().elidedText(text(), Qt::ElideMiddle, inside.width());
    painter.setPen(color(Role::Accent));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, name);
    const int used = fontMetrics().horizontalAdvance(name) + gap;
    painter.setPen(color(Role::Muted));
    painter.drawText(inside.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(place_, Qt::ElideMiddle, qMax(0, inside.width() - used)));
}

}  // namespace isthmus::widgets
