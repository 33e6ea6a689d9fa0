#pragma once
#include <QSize>
#include <QString>

#include <functional>

class QPaintDevice;

namespace isthmus::widgets {

/// Draws a picture of the size asked for in 1/96 inch; `vector` tells that every detail counts, not only what a screen shows.
using DrawPicture = std::function<void(QPaintDevice& device, bool vector)>;

/// Writes a .pdf, .svg or .png (twice the screen's resolution); an existing file is replaced only when all went well.
/// Returns what went wrong in one line, empty when nothing did.
QString writePicture(const QString& path, QSize size, const QString& title, const DrawPicture& draw);

/// Writes text as UTF-8 in the same careful way.
QString writeText(const QString& path, const QString& text);

}  // namespace isthmus::widgets
