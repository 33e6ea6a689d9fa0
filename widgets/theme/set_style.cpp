#include "widgets/theme/set_style.h"

#include "widgets/theme/theme.h"

#include <QPainter>

#include <array>

namespace isthmus::widgets {

namespace {

constexpr int colours = 8;

/// Blue, vermilion, bluish green, reddish purple, orange, sky blue, black, yellow.
constexpr std::array<QRgb, colours> onLight = {0xff0072b2, 0xffd55e00, 0xff00855f, 0xffb8608f,
                                               0xffa87300, 0xff2b86b8, 0xff1d2024, 0xff857c00};
constexpr std::array<QRgb, colours> onDark = {0xff4ba3e0, 0xfff08246, 0xff2cbf95, 0xffdd94bb,
                                              0xffe69f00, 0xff9bd4f5, 0xffe3e5e7, 0xfff0e442};

int place(int set) { return std::max(0, set) % colours; }

}  // namespace

QColor setColor(int set)
{
    const auto& of = currentScheme() == Scheme::Dark ? onDark : onLight;
    return QColor::fromRgb(of[static_cast<std::size_t>(place(set))]);
}

QList<qreal> setDashes(int set)
{
    static const QList<QList<qreal>> dashes = {
        {}, {5, 2.5}, {1.5, 2}, {6, 2, 1.5, 2}, {9, 2.5}, {3, 1.5, 3, 4}, {6, 2, 1.5, 2, 1.5, 2}};
    return dashes[std::max(0, set) % dashes.size()];
}

SetMark setMark(int set) { return static_cast<SetMark>(place(set)); }

void drawSetMark(QPainter& painter, SetMark mark, const QPointF& place, double radius, const QColor& colour)
{
    const double r = radius, x = place.x(), y = place.y();
    const bool filled = mark == SetMark::Disc || mark == SetMark::Square || mark == SetMark::Triangle || mark == SetMark::Diamond;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(filled ? colour : color(Role::Panel));
    switch (mark) {
    case SetMark::Disc:
    case SetMark::Ring:
        painter.drawEllipse(place, r, r);
        break;
    case SetMark::Square:
    case SetMark::OpenSquare:
        painter.drawRect(QRectF(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r));
        break;
    case SetMark::Triangle:
        painter.drawPolygon(QPolygonF{{x, y - 1.2 * r}, {x + 1.1 * r, y + 0.8 * r}, {x - 1.1 * r, y + 0.8 * r}});
        break;
    case SetMark::Diamond:
        painter.drawPolygon(QPolygonF{{x, y - 1.3 * r}, {x + 1.3 * r, y}, {x, y + 1.3 * r}, {x - 1.3 * r, y}});
        break;
    case SetMark::Cross:
        painter.drawLine(QPointF(x - r, y - r), QPointF(x + r, y + r));
        painter.drawLine(QPointF(x - r, y + r), QPointF(x + r, y - r));
        break;
    case SetMark::Plus:
        painter.drawLine(QPointF(x - 1.2 * r, y), QPointF(x + 1.2 * r, y));
        painter.drawLine(QPointF(x, y - 1.2 * r), QPointF(x, y + 1.2 * r));
        break;
    }
    painter.restore();
}

}  // namespace isthmus::widgets
