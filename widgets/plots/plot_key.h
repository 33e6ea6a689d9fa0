#pragma once
#include <QString>

#include <vector>

class QCustomPlot;

namespace isthmus::widgets {

/// Explains marks that cannot be labelled directly, in the row of the horizontal axis' label at its right end; left out
/// where there is no room beside that label.
class PlotKey {
public:
    enum class Mark { Band, Dot };
    struct Entry {
        Mark mark = Mark::Band;
        QString text;
    };

    /// Lives as long as the plot, which owns what is drawn.
    explicit PlotKey(QCustomPlot& plot);

    void setEntries(std::vector<Entry> entries);

private:
    class Item;
    Item* item_;
};

}  // namespace isthmus::widgets
