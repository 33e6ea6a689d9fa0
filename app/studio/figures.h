#pragma once
#include <QString>
#include <QStringList>

namespace isthmus::app {

/// Draws the plots of a stored run, and the line between its last two solutions, into `folder` as PDF and PNG, with no
/// window. Returns the files made. Throws engine::Error.
QStringList drawFigures(const QString& run, const QString& folder);

}  // namespace isthmus::app
