#include "widgets/plots/column_envelope.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::widgets {

namespace {

constexpr std::size_t blockSize = 256;

}  // namespace

ColumnEnvelope::ColumnEnvelope(const engine::ComparedCurve& curve)
    : curve_(&curve), bandExtent_{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}
{
    const std::size_t count = curve.x.size();
    blocks_.reserve(count / blockSize + 1);
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t begin = 0; begin < count; begin += blockSize) {
        const std::size_t end = std::min(begin + blockSize, count);
        Extremes all = one(begin);
        for (std::size_t at = begin; at < end; ++at) {
            join(all, one(at));
            const double mean = curve.y[at].mean;
            least = mean > 0.0 ? std::min(least, mean) : least;
        }
        bandExtent_ = {std::min(bandExtent_.lower, all.low), std::max(bandExtent_.upper, all.high)};
        if (end - begin == blockSize)
            blocks_.push_back(all);
    }
    leastPositive_ = std::isinf(least) ? 0.0 : least;
}

ColumnEnvelope::Point ColumnEnvelope::pointAt(std::size_t at) const
{
    const engine::Spread& y = curve_->y[at];
    return {curve_->x[at], y.mean, y.mean - y.half, y.mean + y.half};
}

std::size_t ColumnEnvelope::firstNotBelow(double x, std::size_t from) const
{
    const auto begin = curve_->x.begin();
    return static_cast<std::size_t>(std::lower_bound(begin + static_cast<std::ptrdiff_t>(from), curve_->x.end(), x) - begin);
}

ColumnEnvelope::Extremes ColumnEnvelope::one(std::size_t at) const
{
    const engine::Spread& y = curve_->y[at];
    return {at, at, y.mean - y.half, y.mean + y.half};
}

void ColumnEnvelope::join(Extremes& all, const Extremes& more) const
{
    if (curve_->y[more.lowest].mean < curve_->y[all.lowest].mean)
        all.lowest = more.lowest;
    if (curve_->y[more.highest].mean > curve_->y[all.highest].mean)
        all.highest = more.highest;
    all.low = std::min(all.low, more.low);
    all.high = std::max(all.high, more.high);
}

ColumnEnvelope::Extremes ColumnEnvelope::between(std::size_t begin, std::size_t end) const
{
    Extremes all = one(begin);
    for (std::size_t at = begin + 1; at < end;) {
        if (at % blockSize == 0 && at + blockSize <= end) {
            join(all, blocks_[at / blockSize]);
            at += blockSize;
        } else {
            join(all, one(at));
            ++at;
        }
    }
    return all;
}

std::size_t ColumnEnvelope::count(const AxisSpan& span) const
{
    const std::size_t begin = firstNotBelow(span.lower, 0);
    return firstNotBelow(span.upper, begin) - begin;
}

QVector<ColumnEnvelope::Point> ColumnEnvelope::within(const AxisSpan& span, int columns, double thinFrom) const
{
    const std::size_t size = curve_->x.size();
    std::size_t begin = firstNotBelow(span.lower, 0);
    std::size_t end = firstNotBelow(span.upper, begin);
    begin -= begin > 0 ? 1 : 0;
    end = std::min(size, end + 1);
    QVector<Point> points;
    if (static_cast<double>(end - begin) <= thinFrom * columns) {
        for (std::size_t at = begin; at < end; ++at)
            points << pointAt(at);
        return points;
    }
    points.reserve(4 * columns + 8);
    const double width = (span.upper - span.lower) / columns;
    for (std::size_t at = begin; at < end;) {
        // The column of the first point that is left: columns without any are passed over.
        const double column = std::floor((curve_->x[at] - span.lower) / width);
        const std::size_t next = std::max(at + 1, std::min(end, firstNotBelow(span.lower + (column + 1.0) * width, at)));
        const Extremes extremes = between(at, next);
        std::size_t chosen[] = {at, extremes.lowest, extremes.highest, next - 1};
        std::sort(std::begin(chosen), std::end(chosen));
        const auto last = std::unique(std::begin(chosen), std::end(chosen));
        for (auto place = std::begin(chosen); place != last; ++place)
            points << Point{curve_->x[*place], curve_->y[*place].mean, extremes.low, extremes.high};
        at = next;
    }
    return points;
}

}  // namespace isthmus::widgets
