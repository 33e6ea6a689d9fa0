#include "widgets/run/progress_line.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace isthmus::widgets {

ProgressLine::ProgressLine(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void ProgressLine::setShare(double share, const QColor& colour)
{
    share_ = share;
    colour_ = colour;
    const QString text = tr("%1\u202f% done").arg(static_cast<int>(share * 100.0));
    setToolTip(text);
    setAccessibleName(text);
    update();
}

void ProgressLine::paintEvent(QPaintEvent*)
{
    constexpr double thickness = 4.0;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QRectF line(0.0, (height() - thickness) / 2.0, width(), thickness);
    painter.setBrush(color(Role::Line));
    painter.drawRoundedRect(line, 2, 2);
    if (share_ <= 0.0)
        return;
    line.setWidth(qMax(thickness, line.width() * share_));
    painter.setBrush(colour_);
    painter.drawRoundedRect(line, 2, 2);
}

}  // namespace isthmus::widgets
