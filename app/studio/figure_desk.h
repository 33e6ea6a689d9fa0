#pragma once
#include "app/studio/figure_collector.h"

#include <functional>

namespace isthmus::widgets {
class FigureEditor;
}

namespace isthmus::app {

/// Lets the figure editor have what its panels show, and reads and writes the files of figures.
class FigureDesk final : public QObject {
    Q_OBJECT
public:
    /// `places`: where runs and data are now; its base is not asked for.
    FigureDesk(widgets::FigureEditor& editor, std::function<FigurePlaces()> places, QObject* parent);

    void begin();                    ///< an empty figure
    void open(const QString& file);  ///< a description, or a file that was exported
    void save(const QString& file);  ///< the description
    void exportTo(const QString& file);
    void refresh();  ///< reads the runs again
    /// "fig.json" or the like of the figure at hand, for dialogs; empty: it has no file yet.
    const QString& file() const { return file_; }

Q_SIGNALS:
    void fileUsed(const QString& file);  ///< opened, saved or exported
    void exported(const QString& file);
    void problem(const QString& message);

private:
    void collect();
    void take(const CollectedPanels& panels);
    FigurePlaces places() const;

    widgets::FigureEditor& editor_;
    std::function<FigurePlaces()> places_;
    FigureCollector collector_;
    CollectedPanels panels_;
    QString file_;
    QString notice_;  ///< of the file opened: which of its runs have changed
};

}  // namespace isthmus::app
