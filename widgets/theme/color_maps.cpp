#include "widgets/theme/color_maps.h"

#include "widgets/theme/task_colors.h"

#include <QCoreApplication>

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr QRgb cividis[] = {0xff00224e, 0xff123570, 0xff3b496c, 0xff575d6d, 0xff707173,
                            0xff8a8678, 0xffa59c74, 0xffc3b369, 0xffe1cc55, 0xfffee838};
// Even steps of lightness away from the middle on both sides.
constexpr QRgb diverging[] = {0xff0c396c, 0xff3064a1, 0xff6393c6, 0xffa4c3e0, 0xfff2f1ee,
                              0xffe8b585, 0xffc97e40, 0xff975018, 0xff5c2c05};

}  // namespace

QString colorMapName(ColorMap map)
{
    switch (map) {
    case ColorMap::Viridis:
        return QCoreApplication::translate("ColorMap", "Viridis");
    case ColorMap::Cividis:
        return QCoreApplication::translate("ColorMap", "Cividis");
    case ColorMap::Diverging:
        return QCoreApplication::translate("ColorMap", "Diverging");
    }
    return {};
}

QColor mapColor(ColorMap map, double u)
{
    if (std::isnan(u))
        return Qt::transparent;
    switch (map) {
    case ColorMap::Viridis:
        return sequentialColor(u);
    case ColorMap::Cividis:
        return interpolatedColor(cividis, u);
    case ColorMap::Diverging:
        return interpolatedColor(diverging, u);
    }
    return {};
}

}  // namespace isthmus::widgets
