#pragma once
#include <QObject>
#include <QRectF>
#include <QString>

#include <map>

class QCPAxis;

namespace isthmus::widgets {

class PlotCanvas;

/// What a map's axes show of its plane. Where both coordinates are distances a step of one is as long on the screen as a step
/// of the other: the axes are then made no larger than that allows.
class MapView final : public QObject {
    Q_OBJECT

public:
    MapView(PlotCanvas& plot, QObject* parent);

    /// All there is; the view never leaves it, and starts with all of it when it is another than before.
    void setWhole(const QRectF& whole, bool equalUnits);
    /// An axis of the plot, or of its colour bar, has this label, as far as there is room for it.
    void setLabel(QCPAxis& axis, const QString& label);
    QRectF shown() const;
    void reset();
    /// Shows `factor` times as much around a place that stays where it is.
    void zoom(double factor, const QPointF& place);
    void pan(const QPointF& pixels);

    QPointF toPixel(const QPointF& place) const;
    QPointF toPlace(const QPointF& pixel) const;
    /// The inner rectangle of the axes, in pixels.
    QRectF area() const;

    void redraw();

private:
    void fitAxes();
    void show(const QRectF& part);

    PlotCanvas& plot_;
    std::map<QCPAxis*, QString> labels_;
    QRectF whole_;
    bool equalUnits_ = false;
};

}  // namespace isthmus::widgets
