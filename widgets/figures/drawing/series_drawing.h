#pragma once
#include "widgets/figures/drawing/figure_legend.h"
#include "widgets/figures/figure_data.h"

namespace isthmus::widgets {

/// The lowest and highest of a panel's values with their bands, on one axis; nothing when there is none. With a logarithmic
/// scale, of the positive ones.
std::optional<QCPRange> valuesAcross(const PanelData& data, bool logarithmic);
std::optional<QCPRange> valuesUp(const PanelData& data, bool logarithmic);

/// Draws the panel's series, each in its style: bands first, so that no band hides a line.
void drawSeries(QCPAxisRect& rect, const PanelData& data, const QList<SeriesStyle>& styles, const FigureStyle& style);

/// How many of the panel's points lie in each corner of the rectangle, as large as `share` of it: left above, right above,
/// left below, right below. Axes must have their ranges.
std::array<int, 4> pointsInCorners(const QCPAxisRect& rect, const PanelData& data, QSizeF share);

}  // namespace isthmus::widgets
