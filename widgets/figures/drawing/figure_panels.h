#pragma once
#include "widgets/figures/drawing/figure_panel.h"

namespace isthmus::widgets {

/// The panels of a figure that are drawn, in rows, and what stands in its one legend.
struct FigurePanels {
    QList<FigurePanel> panels;
    QList<LegendEntry> entries;
    int rows = 1;
    int columns = 1;

    /// "(a)" of a panel, as the page has it; empty where there is one panel, or none is named.
    QString letter(const FigurePanel& panel, const engine::Json& page) const;
};

/// `isDrawn`: which panels there are room and means for. A set of runs looks the same in every panel.
FigurePanels figurePanels(const FigureSpec& figure, const std::vector<PanelData>& data, const FigureStyle& style,
                          bool (*isDrawn)(const PanelData&));

}  // namespace isthmus::widgets
