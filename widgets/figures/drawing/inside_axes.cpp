#include "widgets/figures/drawing/inside_axes.h"

namespace isthmus::widgets {

InsideAxes::InsideAxes(QCPAxisRect& rect, Paint paint)
    : QCPLayerable(rect.parentPlot(), QStringLiteral("main")), rect_(rect), paint_(std::move(paint))
{
}

QPointF pixel(const QCPAxisRect& rect, double x, double y)
{
    return {rect.axis(QCPAxis::atBottom)->coordToPixel(x), rect.axis(QCPAxis::atLeft)->coordToPixel(y)};
}

}  // namespace isthmus::widgets
