#pragma once
#include <qcustomplot.h>

#include <functional>

namespace isthmus::widgets {

/// Something drawn inside the axes of a rectangle, in the figure's units. The plot owns it.
class InsideAxes final : public QCPLayerable {
public:
    using Paint = std::function<void(QCPPainter&, const QCPAxisRect&)>;

    InsideAxes(QCPAxisRect& rect, Paint paint);

protected:
    QRect clipRect() const override { return rect_.rect(); }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override { paint_(*painter, rect_); }

private:
    const QCPAxisRect& rect_;
    Paint paint_;
};

/// Where coordinates of the axes below and at the left are, in the figure's units.
QPointF pixel(const QCPAxisRect& rect, double x, double y);

}  // namespace isthmus::widgets
