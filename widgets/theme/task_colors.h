#pragma once
#include <QColor>

#include <span>

namespace isthmus::widgets {

/// The colour of task `task` (from 1) out of `tasks`: from violet for the first to yellow-green for the last in even
/// steps, light enough or dark enough for a line on the current scheme's panel (at least 3 : 1). Values outside are clamped.
QColor taskColor(int task, int tasks);

/// Viridis, for heat maps; the same in both schemes. `u` is clamped to [0, 1].
QColor sequentialColor(double u);

/// The colour at `u`, clamped to [0, 1], between evenly spaced ones.
QColor interpolatedColor(std::span<const QRgb> points, double u);

/// Black or white, whichever reads better on `background`.
QColor textOn(const QColor& background);

/// The contrast ratio of two opaque colours as WCAG 2 defines it, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

}  // namespace isthmus::widgets
