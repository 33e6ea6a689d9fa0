#pragma once
#include "widgets/figures/figure_data.h"
#include "widgets/figures/figure_style.h"

#include <QList>
#include <QString>

namespace isthmus::widgets {

/// The curves or points of a panel with their bands or bars, as plots of pgfplots.
QString texSeries(const PanelData& data, const QList<SeriesStyle>& styles, const FigureStyle& style);

/// How pgfplots draws such a curve: what a legend needs to show it.
QString texSeriesStyle(const SeriesStyle& look, bool line, bool marker, std::size_t markEvery, const FigureStyle& style);

}  // namespace isthmus::widgets
