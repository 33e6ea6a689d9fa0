#pragma once
#include "widgets/scene3d/height_field.h"
#include "widgets/scene3d/round_ticks.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace isthmus::widgets {

/// An anchor in the scene.
struct SceneMark {
    QString name;
    QVector3D at;
    QVector3D foot;      ///< where it stands on the floor
    bool spans = false;  ///< the grid goes through it; otherwise it is a projection
};

/// A point of a grid of three dimensions.
struct ScenePoint {
    QVector3D at;
    double share = 0.0;      ///< where its value lies on the scale, 0 to 1
    std::size_t inGrid = 0;  ///< its place in the grid
};

/// What of a tetrahedron is shown: its points, or the slice on a layer of the third axis, whose outline is there in any case.
struct SceneCut {
    bool slices = false;
    std::size_t layer = 0;
};

/// All of the three-dimensional picture of a grid but the camera and the colours of the theme, ready to be drawn.
struct SceneModel {
    SceneSpace space;
    GridShowing showing;
    std::vector<double> values;  ///< of the grid's points
    ValueRange range;
    Beyond beyond;

    HeightField field;
    std::vector<double> shares;                 ///< of the field's points, which are the grid's or those of a slice
    std::vector<double> contours;               ///< heights of contour lines, as shares
    std::vector<ScenePoint> cloud;              ///< instead of the field, of a tetrahedron that is not sliced
    double spacing = 0.0;                       ///< between neighbours in the cloud, in the scene
    std::vector<std::vector<QVector3D>> edges;  ///< of the tetrahedron and of the slice
    std::vector<SceneMark> marks;
    std::vector<std::vector<QVector3D>> path;  ///< on the surface, in pieces where that has holes

    std::array<std::vector<Tick>, 3> ticks;  ///< of x, y and the values
    std::array<QString, 3> titles;

    /// The point of the cloud that is met first; null beside them.
    const ScenePoint* cloudPointOn(const SceneRay& ray) const;
};

/// What of a grid a scene shows. Without a range, heights and colours span the values there are.
SceneModel sceneModel(const engine::LandscapeGrid& grid, const GridShowing& showing, std::optional<ValueRange> range,
                      SceneCut cut = {});

}  // namespace isthmus::widgets
