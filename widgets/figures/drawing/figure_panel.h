#pragma once
#include "widgets/figures/drawing/figure_legend.h"
#include "widgets/figures/figure_spec.h"
#include "widgets/scene3d/scene_picture.h"

namespace isthmus::widgets {

/// A panel of a figure with its place in it.
struct FigurePanel {
    const PanelSpec* spec;
    const PanelData* data;
    QCPAxisRect* rect = nullptr;
    QCPAxisRect* bar = nullptr;  ///< of colours
    int row = 0;
    int column = 0;
    QList<SeriesStyle> styles;

    QCPAxis& x() const { return *rect->axis(QCPAxis::atBottom); }
    QCPAxis& y() const { return *rect->axis(QCPAxis::atLeft); }
    bool logarithmic(const char* axis) const
    {
        return !data->field && spec->options.at(std::string(axis) + "_scale").get<std::string>() == "logarithmic";
    }
};

/// The least that axes have in either direction, in units.
inline constexpr int smallestPanel = static_cast<int>(24 * unitsPerPoint);

/// Makes the panel's axes, and beside those of a field the bar of its colours, in its cell of the grid, with `above` for a
/// heading.
void addRects(FigurePanel& panel, QCPLayoutGrid& grid, const FigureStyle& style, int above);

/// Room for a letter or a title above a panel, in units.
int headingRoom(const FigureStyle& style);
/// Draws what the panel shows into its rectangle, which gets labels, ticks and ranges, and `letter` and the title above it.
/// `scenes` has the picture of a surface whenever one is drawn.
void fillPanel(FigurePanel& panel, const FigureStyle& style, const QString& letter, const ScenePainter& scenes);
/// The height that a panel of its width should have, in units.
double heightFor(const FigurePanel& panel);

}  // namespace isthmus::widgets
