#pragma once
#include "engine/options/option_spec.h"
#include "widgets/figures/series_style.h"

#include <QFont>
#include <QPen>
#include <QSizeF>

namespace isthmus::widgets {

/// Figures are laid out in tenths of a point (1/720 inch), so that whole numbers are exact enough everywhere.
inline constexpr double unitsPerPoint = 10.0;

/// Type, lines and size of a figure, in units.
struct FigureStyle {
    /// From a resolved "page".
    explicit FigureStyle(const engine::Json& page);

    QFont labelFont;   ///< axis labels
    QFont smallFont;   ///< ticks, legend, values
    QFont letterFont;  ///< bold
    Palette palette = Palette::OkabeIto;
    bool markers = true;
    bool grid = true;
    double lineWidth = 0.0;
    double markerSize = 0.0;
    double pictureDots = 0.0;  ///< an inch, of the pictures in vector files
    QColor ink = Qt::black;

    QPen axisPen() const;
    QPen gridPen() const;
    QPen linePen(const SeriesStyle& series) const;
};

/// The width of the whole figure in points: the venue's, or the custom one.
double figureWidth(const engine::Json& page);
/// "the font \"Optima\" is not installed; DejaVu Sans stands in for it", or nothing.
QString fontNote(const engine::Json& page);
/// The size of type in points.
double fontSize(const engine::Json& page);

}  // namespace isthmus::widgets
