#pragma once
#include "engine/results/landscape_line.h"

#include <vector>

class QCustomPlot;

namespace isthmus::widgets {

/// Thin vertical lines through the networks on a line, with their names above the axes.
class LineAnchors {
public:
    /// Lives as long as the plot, which owns what is drawn.
    explicit LineAnchors(QCustomPlot& plot);

    void setAnchors(std::vector<engine::LineAnchor> anchors);

private:
    class Item;

    Item* item_;
};

}  // namespace isthmus::widgets
