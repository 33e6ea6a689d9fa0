#pragma once
#include "widgets/figures/figure_spec.h"

#include <QString>

namespace isthmus::widgets {

/// A table of results with the page's names of sets, as the package booktabs sets it.
QString texTable(engine::TextTable table, const engine::Json& page);

/// An accuracy matrix as such a table: each cell in its colour, with the package colortbl, or plain, as the panel's option
/// "latex" has it.
QString texMatrix(const PanelData& data, const engine::Json& options);

}  // namespace isthmus::widgets
