#pragma once
#include "widgets/landscape/grid_values.h"
#include "widgets/scene3d/scene_space.h"

#include <QVector3D>

#include <array>
#include <optional>
#include <vector>

namespace isthmus::widgets {

/// A half line in the scene.
struct SceneRay {
    QVector3D from;
    QVector3D direction;
};

/// The surface over a grid of two dimensions, or a slice of a tetrahedron: triangles between the points that have a value.
///
/// A grid is filled coarse to fine, whole rows at a time, so neighbouring rows that have values are joined whatever lies
/// between them and however far apart their points are. A gap within a row is one that stays: there the surface has a hole.
class HeightField {
public:
    using Triangle = std::array<int, 3>;  ///< places of its corners in points()

    HeightField() = default;
    /// `shares` are the heights as shares of the box's, NaN where there is no value, in the grid's order. In a tetrahedron they
    /// are those of the layer at `z` alone, which stays flat.
    HeightField(const engine::LandscapeGrid& grid, const SceneSpace& space, const std::vector<double>& shares, double z = 0.0);

    const std::vector<QVector3D>& points() const { return points_; }    ///< one of each grid point
    const std::vector<QVector3D>& normals() const { return normals_; }  ///< of the same; upwards where there is no surface
    const std::vector<Triangle>& triangles() const { return triangles_; }
    const std::vector<int>& loose() const { return loose_; }  ///< points with a value that no triangle has

    /// Where the ray first meets the surface.
    std::optional<QVector3D> hit(const SceneRay& ray) const;
    /// The surface above or below a place of the box.
    std::optional<QVector3D> onSurface(const QVector3D& place) const;

private:
    struct Row {
        int at = 0;                ///< in the grid
        std::vector<int> columns;  ///< that have a value, ascending
        int stride = 1;            ///< between neighbours without a hole
    };
    struct Strip {
        float from, to;          ///< y of its rows
        std::size_t first, end;  ///< of its triangles
    };

    void join(const Row& lower, const Row& upper, int columns);
    void addNormals();
    void findLoose(const std::vector<double>& shares);

    std::vector<QVector3D> points_;
    std::vector<QVector3D> normals_;
    std::vector<Triangle> triangles_;
    std::vector<Strip> strips_;
    std::vector<int> loose_;
};

}  // namespace isthmus::widgets
