#pragma once
#include <QRect>
#include <QVector>

namespace isthmus::widgets {

/// Where equal pictures with a caption above each go.
struct TileFlow {
    QVector<QRect> captions;
    QVector<QRect> pictures;
    QRect bounds;  ///< around all of them
};

/// Rows from the top left, in as many columns as make the pictures largest; `aspect`: their width over their height.
TileFlow tileFlow(QSize area, int count, double aspect, int captionHeight, int gap);

}  // namespace isthmus::widgets
