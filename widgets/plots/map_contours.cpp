#include "widgets/plots/map_contours.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/task_colors.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace isthmus::widgets {

namespace {

constexpr int levels = 12;
constexpr int sparseLevels = 6;

QString levelText(double level)
{
    // Six digits hide that 0.3 is not three times 0.1.
    return QString::number(level, 'g', 6).replace(u'-', QChar(0x2212));
}

/// A line on the screen by the way along it.
class Way {
public:
    explicit Way(const QPolygonF& line) : line_(line)
    {
        passed_ << 0.0;
        for (qsizetype k = 1; k < line_.size(); ++k)
            passed_ << passed_.last() + QLineF(line_[k - 1], line_[k]).length();
    }

    double length() const { return passed_.last(); }

    QPointF at(double way) const
    {
        const auto next = std::upper_bound(passed_.begin() + 1, passed_.end() - 1, way) - passed_.begin();
        const double piece = passed_[next] - passed_[next - 1];
        const double share = piece > 0.0 ? (way - passed_[next - 1]) / piece : 0.0;
        return line_[next - 1] + share * (line_[next] - line_[next - 1]);
    }

private:
    QPolygonF line_;
    QVector<double> passed_;
};

struct Label {
    QPointF centre;
    double degrees = 0.0;  ///< as QPainter turns
    double bend = 0.0;     ///< how much longer the line is than the straight label on it
    QPolygonF outline;
};

Label labelAt(const Way& way, double middle, const QSizeF& size)
{
    const QPointF first = way.at(middle - size.width() / 2.0), last = way.at(middle + size.width() / 2.0);
    const QLineF chord = first.x() <= last.x() ? QLineF(first, last) : QLineF(last, first);
    Label label{way.at(middle), -chord.angle(), size.width() - chord.length(), {}};
    const QTransform place = QTransform().translate(label.centre.x(), label.centre.y()).rotate(label.degrees);
    label.outline = place.map(QPolygonF(QRectF(QPointF(-size.width() / 2.0, -size.height() / 2.0), size)));
    return label;
}

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
        QVector<QPolygonF> taken;
        for (const QRectF& place : taken_())
            taken << QPolygonF(place);
        for (const std::size_t k : longestOfLevels(lines, axes)) {
            const QString text = levelText(colours.unit() * contours[k].level);
            const QSizeF size(metrics.horizontalAdvance(text) + 6.0, metrics.ascent());
            const auto label = bestLabel(lines[k], size, axes, taken);
            if (!label)
                continue;
            taken << label->outline;
            places << label->outline;
            painter.save();
            painter.translate(label->centre);
            painter.rotate(label->degrees);
            painter.setPen(textOn(colours.of(contours[k].level)));
            painter.drawText(QPointF(3.0 - size.width() / 2.0, metrics.capHeight() / 2.0), text);
            painter.restore();
        }
    }

    /// The longest line of each level, or of every second or third where there would be too many to read.
    std::vector<std::size_t> longestOfLevels(const std::vector<QPolygonF>& lines, const QRectF& axes) const
    {
        std::map<double, std::pair<double, std::size_t>> longest;
        for (std::size_t k = 0; k < lines.size(); ++k) {
            auto& [length, line] = longest[contours[k].level];
            if (const double own = Way(lines[k]).length(); own > length) {
                length = own;
                line = k;
            }
        }
        const auto most = static_cast<std::size_t>(std::clamp(axes.width() * axes.height() / 12000.0, 2.0, 8.0));
        const std::size_t every = (longest.size() + most - 1) / most;
        std::vector<std::size_t> chosen;
        std::size_t number = 0;
        for (const auto& [level, line] : longest)
            if (number++ % every == every / 2)
                chosen.push_back(line.second);
        return chosen;
    }

    std::optional<Label> bestLabel(const QPolygonF& line, const QSizeF& size, const QRectF& axes,
                                   const QVector<QPolygonF>& taken) const
    {
        constexpr double pixelsBetweenTries = 7.0;
        constexpr double mostBend = 0.08;
        const Way way(line);
        std::optional<Label> best;
        if (way.length() < 3.0 * size.width())
            return best;
        for (double middle = size.width(); middle < way.length() - size.width(); middle += pixelsBetweenTries) {
            const Label label = labelAt(way, middle, size);
            if (label.bend > mostBend * size.width() || (best && label.bend >= best->bend))
                continue;
            const bool inside = axes.adjusted(3, 3, -3, -3).contains(label.outline.boundingRect());
            if (inside && std::none_of(taken.begin(), taken.end(), [&](const QPolygonF& other) {
                    return label.outline.intersects(other);
                }))
                best = label;
        }
        return best;
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
