#include "widgets/run/path_button.h"

#include "widgets/theme/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int gap = 12;     ///< between name and place
constexpr int padding = 3;  ///< above and below, for the underline

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
    const int wanted = fontMetrics().horizontalAdvance(text()) + gap + fontMetrics().horizontalAdvance(place_);
    return {wanted, fontMetrics().height() + 2 * padding};
}

QSize PathButton::minimumSizeHint() const { return {120, sizeHint().height()}; }

void PathButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QString name = fontMetrics().elidedText(text(), Qt::ElideMiddle, width());
    const int used = fontMetrics().horizontalAdvance(name);
    painter.setPen(color(Role::Accent));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, name);
    if (hasFocus() || underMouse())
        painter.fillRect(0, height() - padding, used, hasFocus() ? 2 : 1, color(Role::Accent));
    painter.setPen(color(Role::Muted));
    painter.drawText(rect().adjusted(used + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(place_, Qt::ElideMiddle, qMax(0, width() - used - gap)));
}

}  // namespace isthmus::widgets
