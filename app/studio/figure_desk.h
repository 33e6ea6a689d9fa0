#pragma once
#include "app/studio/figure_collector.h"
#include "app/studio/figure_draft.h"
#include "app/studio/figure_export.h"

#include <QTimer>

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
    /// `draft`: the file that keeps a figure until it is saved; empty: none.
    FigureDesk(widgets::FigureEditor& editor, std::function<FigurePlaces()> places, const QString& draft, QObject* parent);

    void begin();                    ///< an empty figure
    void open(const QString& file);  ///< a description, or a file that was exported
    bool save(const QString& file);  ///< the description; false: it could not be written, and that is told
    /// Whether the figure has changes that are in no file.
    bool unsaved() const;
    void discard();  ///< the changes may be lost
    /// Whether an earlier studio has left a figure unsaved: until it is shown or dropped it stays in its file.
    bool hasLeftover() const { return leftover_.has_value(); }
    void restoreLeftover();
    void dropLeftover();
    /// Draws it into a file, which holds the description, too, and says so when it is there. The window goes on meanwhile.
    void exportTo(const QString& file);
    FigureExport& exports() { return export_; }
    void refresh();  ///< reads the runs again
    /// "fig.json" or the like of the figure at hand, for dialogs; empty: it has no file yet.
    const QString& file() const { return file_; }

Q_SIGNALS:
    void fileUsed(const QString& file);  ///< opened, saved or exported
    void exported(const QString& file);
    void problem(const QString& message);

private:
    void collect();
    void keep();
    void settle();
    void take(const CollectedPanels& panels);
    FigurePlaces places() const;

    widgets::FigureEditor& editor_;
    std::function<FigurePlaces()> places_;
    FigureCollector collector_;
    FigureExport export_;
    CollectedPanels panels_;
    QString file_;
    engine::Json saved_;  ///< the figure as it is in its file, or as it may be lost
    FigureDraft draft_;
    std::optional<FigureDraft::Left> leftover_;
    QTimer keeping_;  ///< a while after a change the figure is kept
    QString notice_;  ///< of the file opened: which of its runs have changed
};

}  // namespace isthmus::app
