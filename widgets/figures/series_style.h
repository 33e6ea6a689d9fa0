#pragma once
#include <QColor>
#include <QList>

namespace isthmus::widgets {

/// The marks that tell curves apart where colours are gone.
enum class Marker { Disc, Square, Triangle, Diamond, Circle, TriangleDown, Cross, Plus };

/// How one of several curves is drawn. No two of the first 64 have the same dashes and marker.
struct SeriesStyle {
    QColor colour;
    QList<qreal> dashes;  ///< dash and gap in turn, in line widths; empty: solid
    Marker marker = Marker::Disc;
};

enum class Palette {
    OkabeIto,  ///< eight colours that are told apart by every kind of eye (Okabe and Ito 2008)
    Grey,      ///< black and greys: dashes and markers tell curves apart
};

/// Of curve `index`, from 0.
SeriesStyle seriesStyle(int index, Palette palette);
/// Of curve `index` of `count` whose order means something: from dark violet to yellow-green, or from black to grey.
SeriesStyle orderedStyle(int index, int count, Palette palette);

}  // namespace isthmus::widgets
