#include "widgets/plots/map_contours.h"

#include "widgets/plots/contour_labels.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/task_colors.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr int levels = 12;
constexpr int sparseLevels = 6;

}  // namespace

class MapContours::Item final : public QCPAbstractItem {
public:
    Item(QCustomPlot& plot, std::function<QVector<QRectF>()> taken)
        : QCPAbstractItem(&plot), plot_(plot), taken_(std::move(taken))
    {
        setSelectable(false);
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    std::vector<Contour> contours;
    MapColours colours;
    bool sparse = false;
    QVector<QPolygonF> places;

protected:
    void draw(QCPPainter* painter) override
    {
        const QRectF axes = plot_.axisRect()->rect();
        std::vector<QPolygonF> lines;
        for (const Contour& contour : contours)
            lines.push_back(onScreen(contour.line));
        places.clear();
        painter->setFont(plotFont());
        if (!sparse)
            writeLabels(*painter, lines, axes);
        QPainterPath free;
        free.addRect(axes);
        QPainterPath written;
        for (const QPolygonF& place : places)
            written.addPolygon(place);
        painter->setClipPath(free.subtracted(written));
        painter->setAntialiasing(true);
        for (std::size_t k = 0; k < lines.size(); ++k) {
            painter->setPen(QPen(ink(contours[k].level), 1.0, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
            painter->drawPolyline(lines[k]);
        }
    }

private:
    QColor ink(double level) const
    {
        QColor colour = textOn(colours.of(level));
        colour.setAlphaF(0.55F);
        return colour;
    }

    QPolygonF onScreen(const QPolygonF& line) const
    {
        QPolygonF pixels;
        for (const QPointF& place : line)
            pixels << QPointF(plot_.xAxis->coordToPixel(place.x()), plot_.yAxis->coordToPixel(place.y()));
        return pixels;
    }

    void writeLabels(QCPPainter& painter, const std::vector<QPolygonF>& lines, const QRectF& axes)
    {
        const QFontMetricsF metrics(painter.font());
        std::vector<double> values;
        for (const Contour& contour : contours)
            values.push_back(colours.unit() * contour.level);
        for (const ContourLabel& label : contourLabels(lines, values, metrics, axes, taken_())) {
            places << label.outline;
            painter.setPen(textOn(colours.of(contours[label.line].level)));
            writeContourLabel(painter, label, metrics);
        }
    }

    QCustomPlot& plot_;
    std::function<QVector<QRectF>()> taken_;
};

MapContours::MapContours(QCustomPlot& plot, std::function<QVector<QRectF>()> taken) : item_(new Item(plot, std::move(taken))) {}

bool MapContours::Source::operator==(const Source& other) const
{
    const auto equal = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return x == other.x && y == other.y && levels == other.levels
           && std::equal(values.begin(), values.end(), other.values.begin(), other.values.end(), equal);
}

void MapContours::setLayer(const std::vector<double>& x, const std::vector<double>& y, const GridLayer& layer,
                           const MapColours& colours)
{
    item_->colours = colours;
    const std::size_t stride = scoredStride(layer);
    Source source{everyNth(x, stride), everyNth(y, stride), everyNth(layer.values, layer.columns, layer.rows, stride),
                  contourLevels(colours.range, colours.scale, item_->sparse ? sparseLevels : levels)};
    if (source == source_)  // while tiles fill the gaps of a lattice, its own values stay as they are
        return;
    item_->contours = contourLines(source.x, source.y, source.values, source.levels);
    source_ = std::move(source);
}

void MapContours::clear()
{
    item_->contours.clear();
    source_ = {};
}

const std::vector<Contour>& MapContours::contours() const { return item_->contours; }
void MapContours::setSparse(bool sparse) { item_->sparse = sparse; }
const QVector<QPolygonF>& MapContours::labelPlaces() const { return item_->places; }

}  // namespace isthmus::widgets
