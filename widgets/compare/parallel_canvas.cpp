#include "widgets/compare/parallel_canvas.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/set_style.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr double side = 64.0;       ///< left and right of the axes, for what is written beside them
constexpr double axisReach = 12.0;  ///< pixels
constexpr double lineReach = 8.0;   ///< pixels
constexpr double brushHalf = 6.0;   ///< half a brush's width, pixels
constexpr double valueHalf = 0.03;  ///< half of what a brush of one value covers, share of the height

/// Distance of a place from a straight piece.
double distance(const QPointF& place, const QPointF& a, const QPointF& b)
{
    const QPointF along = b - a, to = place - a;
    const double length = QPointF::dotProduct(along, along);
    const double share = length > 0.0 ? std::clamp(QPointF::dotProduct(to, along) / length, 0.0, 1.0) : 0.0;
    const QPointF away = to - share * along;
    return std::hypot(away.x(), away.y());
}

}  // namespace

ParallelCanvas::ParallelCanvas(QWidget* parent) : QWidget(parent) { setMouseTracking(true); }

void ParallelCanvas::setAxes(std::vector<ParallelAxis> axes, std::vector<int> sets)
{
    std::vector<Part> brushes(axes.size());
    for (std::size_t axis = 0; axis < std::min(axes.size(), axes_.size()); ++axis)
        if (axes[axis].label == axes_[axis].label && axes[axis].ticks == axes_[axis].ticks)
            brushes[axis] = brushes_[axis];
    axes_ = std::move(axes);
    sets_ = std::move(sets);
    brushes_ = std::move(brushes);
    current_ = std::min(current_, static_cast<int>(axes_.size()) - 1);
    near_ = -1;
    update();
}

void ParallelCanvas::setSelectedSet(int set)
{
    selected_ = set;
    update();
}

bool ParallelCanvas::isBright(int run) const
{
    const auto at = static_cast<std::size_t>(run);
    if (selected_ >= 0 && sets_[at] != selected_)
        return false;
    for (std::size_t axis = 0; axis < axes_.size(); ++axis)
        if (const Part& part = brushes_[axis]) {
            const double place = axes_[axis].places[at];
            if (!(place >= part->first && place <= part->second))  // a run without a place lies in no part
                return false;
        }
    return true;
}

QStringList ParallelCanvas::brightValues(int axis) const
{
    QStringList values;
    for (int run = 0; run < static_cast<int>(sets_.size()); ++run)
        if (isBright(run))
            values << axes_[static_cast<std::size_t>(axis)].values[run];
    values.removeDuplicates();
    return values;
}

void ParallelCanvas::brush(int axis, Part part)
{
    brushes_[static_cast<std::size_t>(axis)] = part;
    update();
    Q_EMIT brushed();
}

QRectF ParallelCanvas::area() const
{
    const double line = QFontMetricsF(plotFont()).height();
    return QRectF(rect()).adjusted(side, 1.5 * line + 8.0, -side, -line);
}

QPointF ParallelCanvas::placeOn(int axis, double share) const
{
    const QRectF room = area();
    const auto gaps = static_cast<double>(std::max<std::size_t>(1, axes_.size() - 1));
    return {room.left() + axis * room.width() / gaps, room.bottom() - share * room.height()};
}

double ParallelCanvas::shareAt(double y) const { return (area().bottom() - y) / area().height(); }

int ParallelCanvas::axisNear(const QPointF& place) const
{
    for (int axis = 0; axis < static_cast<int>(axes_.size()); ++axis)
        if (std::abs(placeOn(axis, 0.0).x() - place.x()) <= axisReach)
            return axis;
    return -1;
}

int ParallelCanvas::runNear(const QPointF& place) const
{
    int found = -1;
    double least = lineReach;
    for (int run = 0; run < static_cast<int>(sets_.size()); ++run) {
        if (!isBright(run))
            continue;
        for (int axis = 0; axis + 1 < static_cast<int>(axes_.size()); ++axis) {
            const double a = axes_[static_cast<std::size_t>(axis)].places[static_cast<std::size_t>(run)];
            const double b = axes_[static_cast<std::size_t>(axis + 1)].places[static_cast<std::size_t>(run)];
            if (std::isnan(a) || std::isnan(b))
                continue;
            if (const double pixels = distance(place, placeOn(axis, a), placeOn(axis + 1, b)); pixels < least) {
                least = pixels;
                found = run;
            }
        }
    }
    return found;
}

void ParallelCanvas::draw(QPainter& painter) const
{
    painter.fillRect(rect(), color(Role::Panel));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(plotFont());
    for (const bool bright : {false, true})
        for (int run = 0; run < static_cast<int>(sets_.size()); ++run)
            if (isBright(run) == bright)
                drawRun(painter, run);
    for (int axis = 0; axis < static_cast<int>(axes_.size()); ++axis)
        drawAxis(painter, axis);
}

void ParallelCanvas::drawRun(QPainter& painter, int run) const
{
    const int set = sets_[static_cast<std::size_t>(run)];
    QColor colour = setColor(set);
    if (!isBright(run))
        colour.setAlphaF(0.15F);
    QPen pen(colour, run == near_ ? 2.6 : 1.5);
    if (!setDashes(set).isEmpty())
        pen.setDashPattern(setDashes(set));
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    QPainterPath path;
    bool down = false;
    for (int axis = 0; axis < static_cast<int>(axes_.size()); ++axis) {
        const double share = axes_[static_cast<std::size_t>(axis)].places[static_cast<std::size_t>(run)];
        if (std::isnan(share))
            down = false;
        else if (std::exchange(down, true))
            path.lineTo(placeOn(axis, share));
        else
            path.moveTo(placeOn(axis, share));
    }
    painter.drawPath(path);
}

void ParallelCanvas::drawAxis(QPainter& painter, int axis) const
{
    const ParallelAxis& shown = axes_[static_cast<std::size_t>(axis)];
    const QPointF top = placeOn(axis, 1.0), bottom = placeOn(axis, 0.0);
    const QFontMetricsF metrics(plotFont());
    const bool current = axis == current_ && hasFocus();
    if (const Part& part = brushes_[static_cast<std::size_t>(axis)]) {
        QColor tint = color(Role::Accent);
        painter.setPen(QPen(tint, 1));
        tint.setAlphaF(0.2F);
        painter.setBrush(tint);
        painter.drawRect(
            QRectF(placeOn(axis, part->second) - QPointF(brushHalf, 0), placeOn(axis, part->first) + QPointF(brushHalf, 0)));
    }
    painter.setPen(QPen(current ? color(Role::Accent) : color(Role::Line), current ? 2 : 1));
    painter.drawLine(top, bottom);
    const double room = axes_.size() > 1 ? area().width() / static_cast<double>(axes_.size() - 1) - 12.0 : width() - 2.0 * side;
    const double half = std::min(room / 2.0, side + 40.0);
    painter.setPen(current ? color(Role::Accent) : color(Role::Text));
    const QRectF head(top.x() - half, 0.0, 2.0 * half, metrics.height());
    painter.drawText(head.translated(std::max(0.0, -head.left()) - std::max(0.0, head.right() - width()), 0.0), Qt::AlignCenter,
                     metrics.elidedText(shown.label, Qt::ElideRight, 2.0 * half));
    for (const auto& [share, text] : shown.ticks) {
        const QPointF place = placeOn(axis, share);
        painter.setPen(color(Role::Line));
        painter.drawLine(place - QPointF(4, 0), place);
        const QString label = metrics.elidedText(text, Qt::ElideRight, std::min(room, side + 40.0) - 8.0);
        const double wide = metrics.horizontalAdvance(label);
        const QRectF behind(place.x() - 7.0 - wide, place.y() - metrics.height() / 2.0, wide, metrics.height());
        QColor ground = color(Role::Panel);
        ground.setAlphaF(0.92F);
        painter.fillRect(behind, ground);  // lines run beneath
        painter.setPen(color(Role::Muted));
        painter.drawText(behind, Qt::AlignCenter, label);
    }
}

void ParallelCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter);
}

void ParallelCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (dragged_ >= 0) {
        const auto [low, high] = std::minmax({from_, std::clamp(shareAt(event->position().y()), 0.0, 1.0)});
        brush(dragged_, std::pair(low, high));
        return;
    }
    setCursor(axisNear(event->position()) >= 0 ? Qt::SplitVCursor : Qt::ArrowCursor);
    const int run = runNear(event->position());
    if (run == near_)
        return;
    near_ = run;
    update();
    Q_EMIT hovered(run);
}

void ParallelCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    dragged_ = axisNear(event->position());
    from_ = std::clamp(shareAt(event->position().y()), 0.0, 1.0);
    if (dragged_ >= 0)
        current_ = dragged_;
    else
        Q_EMIT clicked(runNear(event->position()));
}

void ParallelCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    const int axis = std::exchange(dragged_, -1);
    if (axis < 0)
        return;
    const auto [low, high] = std::minmax({from_, std::clamp(shareAt(event->position().y()), 0.0, 1.0)});
    const bool moved = (high - low) * area().height() >= QApplication::startDragDistance();
    brush(axis, moved ? Part(std::pair(low, high)) : std::nullopt);
}

void ParallelCanvas::leaveEvent(QEvent*)
{
    near_ = -1;
    update();
    Q_EMIT hovered(-1);
}

void ParallelCanvas::stepBrush(int direction)
{
    if (current_ < 0)
        return;
    std::vector<double> places;
    for (const double place : axes_[static_cast<std::size_t>(current_)].places)
        if (!std::isnan(place))
            places.push_back(place);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    if (places.empty())
        return;
    const Part& part = brushes_[static_cast<std::size_t>(current_)];
    double wanted = direction > 0 ? places.front() : places.back();
    if (part) {
        const double middle = (part->first + part->second) / 2.0;
        for (const double place : places)
            if (direction > 0 ? place > middle + 1e-9 : place < middle - 1e-9) {
                wanted = place;
                if (direction > 0)
                    break;
            }
        if (direction > 0 ? places.back() <= middle + 1e-9 : places.front() >= middle - 1e-9)
            wanted = middle;  // at the end
    }
    brush(current_, std::pair(wanted - valueHalf, wanted + valueHalf));
}

void ParallelCanvas::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(axes_.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        current_ = std::clamp(current_ - 1, 0, std::max(0, last));
        break;
    case Qt::Key_Right:
        current_ = std::clamp(current_ + 1, 0, std::max(0, last));
        break;
    case Qt::Key_Up:
        stepBrush(1);
        break;
    case Qt::Key_Down:
        stepBrush(-1);
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (current_ >= 0)
            brush(current_, std::nullopt);
        break;
    case Qt::Key_Escape:
        brushes_.assign(axes_.size(), std::nullopt);
        Q_EMIT brushed();
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
    if (current_ >= 0)
        Q_EMIT keyed(current_);
}

}  // namespace isthmus::widgets
