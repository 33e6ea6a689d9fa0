#pragma once
#include "engine/results/comparison.h"
#include "widgets/figures/figure_data.h"

namespace isthmus::widgets {

/// Curves of sets of runs as a panel; `band`: whether it is drawn. Throws Error(BadInput) when there is no value at all.
PanelData panelOf(const engine::ComparedCurves& curves, bool band);

/// The band that the option of that name asks for; with "none" it is not drawn.
engine::Band bandOf(const engine::Json& options);
engine::Reduction reductionOf(const engine::Json& options);
/// The measure that the option called `key` names. Throws Error(BadInput) for one there is not.
const engine::Measure& measureOf(const std::string& id);

}  // namespace isthmus::widgets
