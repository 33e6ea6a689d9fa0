#include "widgets/plots/contour_labels.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <map>
#include <optional>

namespace isthmus::widgets {

namespace {

constexpr double beside = 3.0;              // pixels between a value and its line
constexpr double betweenTries = 7.0;        // pixels
constexpr double mostBend = 0.08;           // of the label's width
constexpr double areaOfOneLabel = 12000.0;  // square pixels

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

struct Place {
    ContourLabel label;
    double bend = 0.0;  ///< how much longer the line is than the straight label on it
};

Place placeAt(const Way& way, double middle, const QSizeF& size)
{
    const QPointF first = way.at(middle - size.width() / 2.0), last = way.at(middle + size.width() / 2.0);
    const QLineF chord = first.x() <= last.x() ? QLineF(first, last) : QLineF(last, first);
    Place place{{.text = {}, .centre = way.at(middle), .degrees = -chord.angle(), .outline = {}}, size.width() - chord.length()};
    const QTransform turn = QTransform().translate(place.label.centre.x(), place.label.centre.y()).rotate(place.label.degrees);
    place.label.outline = turn.map(QPolygonF(QRectF(QPointF(-size.width() / 2.0, -size.height() / 2.0), size)));
    return place;
}

std::vector<std::size_t> longestOfLevels(const std::vector<QPolygonF>& lines, const std::vector<double>& values,
                                         const QRectF& axes)
{
    std::map<double, std::pair<double, std::size_t>> longest;
    for (std::size_t k = 0; k < lines.size(); ++k) {
        auto& [length, line] = longest[values[k]];
        if (const double own = Way(lines[k]).length(); own > length) {
            length = own;
            line = k;
        }
    }
    const auto most = static_cast<std::size_t>(std::clamp(axes.width() * axes.height() / areaOfOneLabel, 2.0, 8.0));
    const std::size_t every = (longest.size() + most - 1) / most;
    std::vector<std::size_t> chosen;
    std::size_t number = 0;
    for (const auto& [value, line] : longest)
        if (number++ % every == every / 2)
            chosen.push_back(line.second);
    return chosen;
}

std::optional<ContourLabel> bestPlace(const QPolygonF& line, const QSizeF& size, const QRectF& axes,
                                      const QVector<QPolygonF>& taken)
{
    const Way way(line);
    std::optional<Place> best;
    if (way.length() < 3.0 * size.width())
        return {};
    for (double middle = size.width(); middle < way.length() - size.width(); middle += betweenTries) {
        const Place place = placeAt(way, middle, size);
        if (place.bend > mostBend * size.width() || (best && place.bend >= best->bend))
            continue;
        const QPolygonF& outline = place.label.outline;
        if (axes.adjusted(beside, beside, -beside, -beside).contains(outline.boundingRect())
            && std::none_of(taken.begin(), taken.end(), [&](const QPolygonF& other) { return outline.intersects(other); }))
            best = place;
    }
    return best ? std::optional(best->label) : std::nullopt;
}

}  // namespace

std::vector<ContourLabel> contourLabels(const std::vector<QPolygonF>& lines, const std::vector<double>& values,
                                        const QFontMetricsF& metrics, const QRectF& axes, const QVector<QRectF>& taken)
{
    QVector<QPolygonF> places;
    for (const QRectF& place : taken)
        places << QPolygonF(place);
    std::vector<ContourLabel> labels;
    for (const std::size_t k : longestOfLevels(lines, values, axes)) {
        const QString text = levelText(values[k]);
        const QSizeF size(metrics.horizontalAdvance(text) + 2.0 * beside, metrics.ascent());
        auto label = bestPlace(lines[k], size, axes, places);
        if (!label)
            continue;
        places << label->outline;
        label->line = k;
        label->text = text;
        labels.push_back(*label);
    }
    return labels;
}

void writeContourLabel(QPainter& painter, const ContourLabel& label, const QFontMetricsF& metrics)
{
    painter.save();
    painter.translate(label.centre);
    painter.rotate(label.degrees);
    painter.drawText(QPointF(-metrics.horizontalAdvance(label.text) / 2.0, metrics.capHeight() / 2.0), label.text);
    painter.restore();
}

}  // namespace isthmus::widgets
