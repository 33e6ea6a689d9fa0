#pragma once
#include "engine/results/landscape_grid.h"

#include <QWidget>

#include <array>
#include <vector>

class QDoubleSpinBox;
class QLabel;

namespace isthmus::widgets {

/// A place on a chart in its own coordinates, and which of several draws its network is of, to read and to type.
class PlaceRow final : public QWidget {
    Q_OBJECT
public:
    explicit PlaceRow(QWidget* parent = nullptr);

    /// One box for each of the chart's dimensions, with steps of a grid cell. Keeps the place.
    void setGrid(const engine::LandscapeGrid& grid);
    // Emit nothing:
    void setPlace(const std::array<double, 3>& place);
    void setDraw(int draw);  ///< from 0
    int draw() const;

Q_SIGNALS:
    /// By the user, when the typing ends; coordinates the chart does not have are 0.
    void placeEdited(double x, double y, double z);
    void drawChosen(int draw);  ///< from 0

private:
    struct Coordinate {
        QLabel* label;
        QDoubleSpinBox* box;
    };

    Coordinate addBox(const QString& name);

    std::vector<Coordinate> coordinates_;
    Coordinate draw_{};
    std::array<double, 3> place_{};  ///< not rounded as the boxes are
};

/// "(0.52, −0.20)" in as many dimensions.
QString placeText(const std::array<double, 3>& place, std::size_t dimensions);

}  // namespace isthmus::widgets
