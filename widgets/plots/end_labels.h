#pragma once
#include <QColor>
#include <QString>

#include <vector>

class QCPGraph;
class QCustomPlot;

namespace isthmus::widgets {

/// Writes the names of curves right of where they end in view. Labels too near to each other are moved apart, with a thin
/// line to the curve; where there is no room for all, some are left out, the emphasised ones last.
class EndLabels {
public:
    /// What to do where many curves end close together.
    enum class Crowd {
        Thin,    ///< leave labels out rather than move them far
        Spread,  ///< use the whole height: every label matters
    };

    struct Label {
        const QCPGraph* graph = nullptr;
        QString text;
        QColor colour;
        bool emphasised = false;
    };

    /// Lives as long as the plot, which owns what is drawn.
    EndLabels(QCustomPlot& plot, Crowd crowd);

    void setLabels(std::vector<Label> labels);

    /// Room needed right of the axes for texts as long as `widest`, in pixels.
    static int widthFor(Crowd crowd, const QString& widest);

private:
    class Item;
    Item* item_;
};

}  // namespace isthmus::widgets
