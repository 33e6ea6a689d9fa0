#pragma once
#include "widgets/plots/map_bar.h"

#include <QVector>
#include <QWidget>

#include <memory>
#include <optional>

class QCPPainter;

namespace isthmus::widgets {

class LandscapeMap;
class PlotCanvas;

/// Small maps of equal size, one for each of some tasks, "Task 3" above each, and one colour bar for all.
class MapTiles final : public QWidget {
    Q_OBJECT

public:
    explicit MapTiles(QWidget* parent = nullptr);
    ~MapTiles() override;

    /// Maps that are there already are kept. `aspect`: their width over their height.
    void setTasks(const QVector<int>& tasks, double aspect);
    const QVector<int>& tasks() const { return tasks_; }
    LandscapeMap* map(int task) const;  ///< null for a task without one
    void setColours(const MapColours& colours, const QString& label);
    void setSelectedTask(int task);  ///< 0: none

    /// Draws all of it for a file.
    void drawInto(QCPPainter& painter);
    void restyle();

Q_SIGNALS:
    void activated(int task);  ///< a click on its map or caption, or Return
    void hovered(int task, std::optional<QPointF> place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    LandscapeMap* makeMap(int task);
    void layOut();
    void fitBar();
    void drawCaptions(QPainter& painter) const;

    QVector<int> tasks_;
    QVector<LandscapeMap*> maps_;  ///< of the tasks
    QVector<QRect> captions_;
    PlotCanvas* barPlot_;
    std::unique_ptr<MapBar> bar_;
    QString barLabel_;
    double aspect_ = 1.0;
    int selected_ = 0;
};

}  // namespace isthmus::widgets
