#pragma once
#include "engine/options/option_spec.h"
#include "widgets/figures/figure_data.h"
#include "widgets/landscape/grid_values.h"

#include <QImage>

namespace isthmus::widgets {

/// How the values of a field become colours and lines.
struct FieldLook {
    ColorMap map = ColorMap::Viridis;
    GridShowing::Scale scale = GridShowing::Scale::Linear;
    ValueRange range;
    int contours = 0;          ///< levels, about
    bool writeLevels = false;  ///< on their lines

    QColor colourOf(double value) const { return mapColor(map, shareOf(value, range, scale)); }
    std::vector<double> levels() const;
};

/// From a resolved panel, for a field.
FieldLook fieldLook(const engine::Json& options, const PanelData& data);

/// The field as a picture with at least so many pixels across, interpolated between its points; row 0 is the highest y.
QImage fieldImage(const FigureField& field, const FieldLook& look, int pixels = 400);
/// The colours of the scale, the highest value above.
QImage scaleImage(const FieldLook& look);

}  // namespace isthmus::widgets
