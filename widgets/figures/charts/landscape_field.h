#pragma once
#include "widgets/figures/chart_kinds.h"

namespace isthmus::widgets {

/// What charts of two dimensions have in common: anchors, score, task, scale, colours, contour lines.
std::vector<engine::OptionSpec> fieldOptions();

/// The values that these options choose, with the anchors and the run's path. Throws engine::Error(BadInput) for a landscape
/// with another number of dimensions or without the task.
PanelData fieldOf(const engine::Json& options, const engine::LandscapeGrid& grid);

}  // namespace isthmus::widgets
