#pragma once
#include <QObject>
#include <QRect>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <vector>

class QProcess;

namespace isthmus::widgets {
class PlotFrame;
}

namespace isthmus::app {

/// Plots as a sequence of pictures, one for each task, and as films where the program ffmpeg is there. Above each picture stands
/// which task it is after; what is empty in all pictures of a plot is cut off. One picture an event, so that the window goes on.
class Animation final : public QObject {
    Q_OBJECT
public:
    /// A plot and what its files are called: "map" gives map-01.png, map-02.png, … and map.mp4.
    struct Scene {
        widgets::PlotFrame* plot;
        QString name;
    };

    /// `showTask` makes the plots show what they are to show after a task. `last`: the last task, from 1.
    Animation(std::vector<Scene> scenes, std::function<void(int)> showTask, int last, const QString& folder, QObject* parent);

    void start();

Q_SIGNALS:
    void ended(const QStringList& files);
    void problem(const QString& message);

private:
    void step();
    void frame();
    void giveUp();
    void film();
    QString pictureOf(const Scene& scene, int task) const;

    std::vector<Scene> scenes_;
    std::vector<QRect> contents_;  ///< of all pictures of a scene so far
    std::function<void(int)> showTask_;
    int last_;
    QString folder_;
    QTemporaryDir making_;  ///< in the folder: a film that is not whole yet, so that a good one from before stays until then
    int task_ = 0;
    std::size_t framed_ = 0;  ///< pictures that are as they stay
    std::size_t filmed_ = 0;
    QStringList files_;
};

}  // namespace isthmus::app
