#pragma once
#include "widgets/plots/task_spans.h"

class QCustomPlot;

namespace isthmus::widgets {

/// Draws where tasks begin behind the curves of a plot over steps: thin vertical lines with the task's number above the
/// axes, thinned out where there is no room, and a tint over the phases that connect.
class TaskBands {
public:
    /// Lives as long as the plot, which owns what is drawn.
    explicit TaskBands(QCustomPlot& plot);

    void setSpans(const std::vector<PhaseSpan>& spans);
    const std::vector<PhaseSpan>& spans() const;
    /// 0: none.
    void setSelectedTask(int task, int tasks);

    /// Height needed above the axes, in pixels.
    static int labelHeight();

private:
    class Item;
    Item* item_;
};

}  // namespace isthmus::widgets
