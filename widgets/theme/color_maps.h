#pragma once
#include <QColor>

namespace isthmus::widgets {

/// Perceptually even maps from [0, 1] to colours; the same in both schemes.
enum class ColorMap {
    Viridis,
    Cividis,    ///< the same to eyes that confuse red and green (Nuñez, Anderton and Renslow 2018)
    Diverging,  ///< blue, near white in the middle, orange: for values around one that means something
};

inline constexpr ColorMap allColorMaps[] = {ColorMap::Viridis, ColorMap::Cividis, ColorMap::Diverging};

/// "Viridis"
QString colorMapName(ColorMap map);
/// The colour at `u`, which is clamped to [0, 1]; NaN gives a transparent colour.
QColor mapColor(ColorMap map, double u);

}  // namespace isthmus::widgets
