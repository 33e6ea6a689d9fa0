#pragma once
#include "engine/results/landscape_grid.h"

#include <QString>

#include <functional>

class QWidget;

namespace isthmus::app {

/// The kinds of file that a grid of so many dimensions can be written as, in the words of a file dialog.
QString landscapeFilter(int dimensions);

/// Asks for a file and writes all of a map or a tetrahedron into it, in the format that the file's ending names, in a thread of
/// the pool. `told` is called in the window's thread at the end, with the file and what went wrong, which is empty when it is
/// there.
void exportLandscape(QWidget* parent, const engine::LandscapeGridPtr& grid,
                     std::function<void(const QString& file, const QString& problem)> told);

}  // namespace isthmus::app
