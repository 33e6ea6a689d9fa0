#pragma once
#include "engine/results/comparison.h"
#include "widgets/models/data_table.h"

#include <QString>

#include <memory>

namespace isthmus::widgets {

// What compared curves say in words and in files.

using CurvesPtr = std::shared_ptr<const engine::ComparedCurves>;

/// "mean ± sample standard deviation, n = 2 to 3", and the formula of the smoothing.
QString curveNote(const engine::ComparedCurves& curves);
/// "ewc · after task 3 · average accuracy 81.2 ± 1.0 %, n = 2"
QString pointText(const engine::ComparedCurves& curves, std::size_t set, std::size_t point);
/// "81.2", "0.512": a value in the curves' unit with the digits that people read.
QString valueText(const engine::ComparedCurves& curves, double value);
/// A row for each point: set, x, mean, band, n; and the smoothed mean where `drawn` is not what was measured.
DataTable curvesTable(const CurvesPtr& measured, const CurvesPtr& drawn);

}  // namespace isthmus::widgets
