#pragma once
#include "engine/results/comparison.h"
#include "widgets/plots/axis_steps.h"

#include <QVector>

#include <vector>

namespace isthmus::widgets {

/// A long curve with its band, thinned out for the pixel columns of a plot so that its picture stays the same: of the points in a
/// column the first, the lowest, the highest and the last. Made once for a curve, which has to outlive it; asked for every
/// picture. The time for a picture does not grow with the curve, but for one pass over every 256th part of it.
class ColumnEnvelope {
public:
    struct Point {
        double x;
        double mean;
        double low;   ///< of the band, the lowest in the column
        double high;  ///< of the band, the highest in the column
    };

    explicit ColumnEnvelope(const engine::ComparedCurve& curve);

    /// The curve within the span, and one point on each side of it. Where there are no more than `thinFrom` points in a column on
    /// the average all of them.
    QVector<Point> within(const AxisSpan& span, int columns, double thinFrom = 4.0) const;
    /// From the lowest to the highest edge of the band; upside down where there is no point.
    const AxisSpan& bandExtent() const { return bandExtent_; }
    double leastPositive() const { return leastPositive_; }  ///< of the means; 0: there is none
    /// Points within the span.
    std::size_t count(const AxisSpan& span) const;

private:
    struct Extremes {
        std::size_t lowest;  ///< places in the curve
        std::size_t highest;
        double low;
        double high;
    };

    Point pointAt(std::size_t at) const;
    std::size_t firstNotBelow(double x, std::size_t from) const;
    Extremes one(std::size_t at) const;
    void join(Extremes& all, const Extremes& more) const;
    Extremes between(std::size_t begin, std::size_t end) const;

    const engine::ComparedCurve* curve_;
    std::vector<Extremes> blocks_;  ///< of each 256 points
    AxisSpan bandExtent_;
    double leastPositive_ = 0.0;
};

}  // namespace isthmus::widgets
