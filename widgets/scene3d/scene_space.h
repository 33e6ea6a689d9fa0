#pragma once
#include "widgets/landscape/grid_places.h"

#include <QRectF>
#include <QVector3D>

#include <vector>

namespace isthmus::widgets {

/// From the coordinates of a grid to those of the scene: a box around the origin whose longer horizontal side is 1, with
/// the same scale along x and y unless one of them is more than three times the other. A third axis makes it a regular
/// tetrahedron instead, because none of its corners is special.
struct SceneSpace {
    QRectF extent{0.0, 0.0, 1.0, 1.0};  ///< of x and y, in the grid's coordinates
    QVector3D size{1.0F, 1.0F, 0.5F};   ///< of the box
    bool tetrahedron = false;

    bool operator==(const SceneSpace&) const = default;

    /// The place of (x, y) at a height, which is a share of the box's.
    QVector3D at(double x, double y, double share) const;
    /// The place of a point of the tetrahedron, whose coordinates are shares of its corners but the first.
    QVector3D inTetrahedron(double x, double y, double z) const;
    /// x and y of a place in the box, or all three coordinates of one in the tetrahedron.
    Place gridPlace(const QVector3D& place) const;
    /// What the camera must have in view: the corners of the box or of the tetrahedron.
    std::vector<QVector3D> outline() const;
    /// The height of a place as a share of the box's.
    double share(const QVector3D& place) const;
};

SceneSpace sceneSpace(const engine::LandscapeGrid& grid);

}  // namespace isthmus::widgets
