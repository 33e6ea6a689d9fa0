#include "widgets/scene3d/height_field.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::widgets {

namespace {

/// How far along the ray the triangle is met (Möller and Trumbore 1997); nothing when it is missed.
std::optional<float> meets(const SceneRay& ray, const QVector3D& a, const QVector3D& b, const QVector3D& c)
{
    // A ray through an edge must not slip between the two triangles that share it.
    constexpr float slack = 1e-5F;
    const QVector3D ab = b - a;
    const QVector3D ac = c - a;
    const QVector3D p = QVector3D::crossProduct(ray.direction, ac);
    const float determinant = QVector3D::dotProduct(ab, p);
    if (std::abs(determinant) < 1e-12F)
        return std::nullopt;
    const QVector3D t = ray.from - a;
    const float u = QVector3D::dotProduct(t, p) / determinant;
    if (u < -slack || u > 1.0F + slack)
        return std::nullopt;
    const QVector3D q = QVector3D::crossProduct(t, ab);
    const float v = QVector3D::dotProduct(ray.direction, q) / determinant;
    if (v < -slack || u + v > 1.0F + slack)
        return std::nullopt;
    const float along = QVector3D::dotProduct(ac, q) / determinant;
    return along > 0.0F ? std::optional(along) : std::nullopt;
}

}  // namespace

HeightField::HeightField(const engine::LandscapeGrid& grid, const SceneSpace& space, const std::vector<double>& shares, double z)
{
    const std::vector<double>& xs = grid.axes[0].points;
    const std::vector<double>& ys = grid.axes[1].points;
    points_.reserve(shares.size());
    Row lower;
    for (std::size_t j = 0; j < ys.size(); ++j) {
        Row row{static_cast<int>(j), {}, std::numeric_limits<int>::max()};
        for (std::size_t i = 0; i < xs.size(); ++i) {
            const double share = shares[j * xs.size() + i];
            points_.push_back(space.tetrahedron ? space.inTetrahedron(xs[i], ys[j], z)
                                                : space.at(xs[i], ys[j], std::isnan(share) ? 0.0 : share));
            if (std::isnan(share))
                continue;
            if (!row.columns.empty())
                row.stride = std::min(row.stride, static_cast<int>(i) - row.columns.back());
            row.columns.push_back(static_cast<int>(i));
        }
        if (row.columns.empty())
            continue;
        if (!lower.columns.empty())
            join(lower, row, static_cast<int>(xs.size()));
        lower = std::move(row);
    }
    addNormals();
    findLoose(shares);
}

void HeightField::join(const Row& lower, const Row& upper, int columns)
{
    struct Side {
        const Row& row;
        std::size_t at = 0;
        bool ended() const { return at + 1 == row.columns.size(); }
        int column() const { return row.columns[at]; }
        int next() const { return ended() ? std::numeric_limits<int>::max() : row.columns[at + 1]; }
    };
    Side a{lower};
    Side b{upper};
    const auto vertex = [columns](const Side& side, int column) { return side.row.at * columns + column; };
    const std::size_t first = triangles_.size();
    while (!a.ended() || !b.ended()) {
        bool advanceLower = a.next() < b.next();
        if (a.next() == b.next() && a.column() != b.column()) {
            advanceLower = a.column() < b.column();
        } else if (a.next() == b.next()) {
            // The flatter diagonal follows valleys and ridges.
            const auto z = [&](const Side& side, int column) {
                return points_[static_cast<std::size_t>(vertex(side, column))].z();
            };
            advanceLower = std::abs(z(a, a.next()) - z(b, b.column())) < std::abs(z(b, b.next()) - z(a, a.column()));
        }
        Side& side = advanceLower ? a : b;
        const Side& other = advanceLower ? b : a;
        const int from = side.column();
        const int to = side.next();
        const int apex = other.column();
        const int apart = std::max({from - apex, apex - to, 0});
        if (to - from == side.row.stride && apart < other.row.stride)
            triangles_.push_back(advanceLower ? Triangle{vertex(a, from), vertex(a, to), vertex(b, apex)}
                                              : Triangle{vertex(b, to), vertex(b, from), vertex(a, apex)});
        ++side.at;
    }
    const auto y = [&](const Side& side) { return points_[static_cast<std::size_t>(vertex(side, 0))].y(); };
    strips_.push_back({y(a), y(b), first, triangles_.size()});
}

void HeightField::addNormals()
{
    normals_.assign(points_.size(), QVector3D());
    for (const auto& [a, b, c] : triangles_) {
        const auto at = [this](int i) { return points_[static_cast<std::size_t>(i)]; };
        const QVector3D normal = QVector3D::crossProduct(at(b) - at(a), at(c) - at(a));
        for (const int corner : {a, b, c})
            normals_[static_cast<std::size_t>(corner)] += normal;
    }
    for (QVector3D& normal : normals_)
        normal = normal.isNull() ? QVector3D(0.0F, 0.0F, 1.0F) : normal.normalized();
}

void HeightField::findLoose(const std::vector<double>& shares)
{
    std::vector<char> used(points_.size(), 0);
    for (const Triangle& triangle : triangles_)
        for (const int corner : triangle)
            used[static_cast<std::size_t>(corner)] = 1;
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (!used[i] && !std::isnan(shares[i]))
            loose_.push_back(static_cast<int>(i));
}

std::optional<QVector3D> HeightField::hit(const SceneRay& ray) const
{
    std::optional<float> nearest;
    for (const auto& [a, b, c] : triangles_) {
        const auto at = [this](int i) -> const QVector3D& { return points_[static_cast<std::size_t>(i)]; };
        const std::optional<float> along = meets(ray, at(a), at(b), at(c));
        if (along && (!nearest || *along < *nearest))
            nearest = along;
    }
    return nearest ? std::optional(ray.from + *nearest * ray.direction) : std::nullopt;
}

std::optional<QVector3D> HeightField::onSurface(const QVector3D& place) const
{
    constexpr float above = 10.0F;
    const SceneRay down{{place.x(), place.y(), above}, {0.0F, 0.0F, -1.0F}};
    for (const Strip& strip : strips_) {
        if (place.y() < strip.from || place.y() > strip.to)
            continue;
        for (std::size_t i = strip.first; i < strip.end; ++i) {
            const auto at = [&](std::size_t corner) { return points_[static_cast<std::size_t>(triangles_[i][corner])]; };
            if (const auto along = meets(down, at(0), at(1), at(2)))
                return QVector3D(place.x(), place.y(), above - *along);
        }
    }
    return std::nullopt;
}

}  // namespace isthmus::widgets
