#pragma once
#include "engine/results/landscape_grid.h"

#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace isthmus::widgets {

/// Below a tetrahedron: whether its points are shown or a slice through them, and on which layer of the third axis that lies.
class SliceBar final : public QWidget {
    Q_OBJECT
public:
    explicit SliceBar(QWidget* parent = nullptr);

    /// The third axis. Axes with as many points keep the layer.
    void setAxis(const engine::GridAxis& axis);
    /// Emits changed() when it is another one.
    void setLayer(std::size_t layer);

    bool slices() const;
    std::size_t layer() const;

Q_SIGNALS:
    void changed();

private:
    QToolButton* addButton(const QString& text, const QString& tip, const char* name);
    void showLayer();

    engine::GridAxis axis_;
    QToolButton* points_;
    QToolButton* slices_;
    QSlider* slider_;
    QLabel* text_;
};

}  // namespace isthmus::widgets
