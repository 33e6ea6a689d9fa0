#pragma once
#include "widgets/plots/matrix_canvas.h"

#include <vector>

namespace isthmus::widgets {

/// Matrices of tasks side by side, in as many columns as make them largest, each with its name above.
class MatrixTiles final : public QWidget {
    Q_OBJECT

public:
    struct Tile {
        QString name;
        QColor colour;  ///< of the mark before the name; invalid: no mark
        int set = -1;   ///< which mark
        engine::TaskMatrix matrix;
        MatrixCanvas::Values values = MatrixCanvas::Values::Accuracies;
    };

    explicit MatrixTiles(QWidget* parent = nullptr);

    void setTiles(std::vector<Tile> tiles);
    void setSelectedTile(int tile);  ///< -1: none
    const std::vector<MatrixCanvas*>& matrices() const { return matrices_; }

    /// Draws everything, on whatever device.
    void draw(QPainter& painter) const;

Q_SIGNALS:
    void currentChanged(isthmus::widgets::Cell cell);
    void picked(int tile);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();
    void drawNames(QPainter& painter) const;

    std::vector<Tile> tiles_;
    std::vector<MatrixCanvas*> matrices_;
    QList<QRect> captions_;
    int selected_ = -1;
};

}  // namespace isthmus::widgets
