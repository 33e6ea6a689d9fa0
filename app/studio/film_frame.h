#pragma once
#include <QImage>
#include <QRect>
#include <QString>

namespace isthmus::app {

/// What of a picture is not its background, which is the colour of its corner; null where there is nothing else.
QRect contentOf(const QImage& picture);

/// The part of a picture that has content in any picture of a film, with a margin, and the words above it. Its sides are even, as
/// most players of films want them. `pixelRatio`: the picture's pixels in one of the screen's, for the size of the words.
QImage filmFrame(const QImage& picture, const QRect& content, const QString& words, double pixelRatio);

}  // namespace isthmus::app
