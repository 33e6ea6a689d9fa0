#pragma once

class QTextDocument;

namespace isthmus::widgets {

/// Gives a page that was read from Markdown the spacing and colours of the present scheme, and its headings the anchors that
/// links go to.
void styleHandbookPage(QTextDocument& page);

/// Draws the page's pictures no wider than `width` pixels, smooth on a screen of this many device pixels for one.
void fitHandbookPictures(QTextDocument& page, int width, double devicePixels);

}  // namespace isthmus::widgets
