#include "widgets/plots/tile_flow.h"

#include <algorithm>

namespace isthmus::widgets {

namespace {

/// The width of the pictures in so many columns.
int pictureWidth(QSize area, int columns, int rows, double aspect, int captionHeight, int gap)
{
    const int wide = (area.width() - (columns - 1) * gap) / columns;
    const int high = (area.height() - (rows - 1) * gap) / rows - captionHeight;
    return std::max(1, std::min(wide, static_cast<int>(high * aspect)));
}

}  // namespace

TileFlow tileFlow(QSize area, int count, double aspect, int captionHeight, int gap)
{
    TileFlow flow;
    int columns = 1, width = 0;
    for (int tried = 1; tried <= count; ++tried)
        if (const int own = pictureWidth(area, tried, (count + tried - 1) / tried, aspect, captionHeight, gap); own > width) {
            width = own;
            columns = tried;
        }
    const QSize picture(width, std::max(1, static_cast<int>(width / aspect)));
    for (int k = 0; k < count; ++k) {
        const QPoint corner(k % columns * (width + gap), k / columns * (captionHeight + picture.height() + gap));
        flow.captions << QRect(corner, QSize(width, captionHeight));
        flow.pictures << QRect(corner + QPoint(0, captionHeight), picture);
        flow.bounds |= flow.captions.last() | flow.pictures.last();
    }
    return flow;
}

}  // namespace isthmus::widgets
