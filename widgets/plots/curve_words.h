#pragma once
#include "engine/results/comparison.h"

#include <QString>

namespace isthmus::widgets {

// What compared curves say in words and in files.

/// "mean ± sample standard deviation, n = 2 to 3", and the formula of the smoothing.
QString curveNote(const engine::ComparedCurves& curves);
/// "ewc · after task 3 · average accuracy 81.2 ± 1.0 %, n = 2"
QString pointText(const engine::ComparedCurves& curves, std::size_t set, std::size_t point);
/// "81.2", "0.512": a value in the curves' unit with the digits that people read.
QString valueText(const engine::ComparedCurves& curves, double value);
/// One line for each point with full precision: set, x, mean, band, n; and the smoothed mean where `smoothed` is not null.
QString curvesCsv(const engine::ComparedCurves& measured, const engine::ComparedCurves* smoothed);

}  // namespace isthmus::widgets
