#pragma once
#include "widgets/figures/figure_record.h"

#include <QWidget>

class QTimer;
class QUndoStack;

namespace isthmus::widgets {

class FigureBar;
class FigureContents;
class FigurePage;
class FigurePreview;
class OptionSection;

/// Makes a figure: its panels and runs left, how it will look in the middle, its options right. Everything can be undone.
class FigureEditor final : public QWidget {
    Q_OBJECT
public:
    explicit FigureEditor(FigureSchema schema, QWidget* parent = nullptr);
    ~FigureEditor() override;

    const engine::Json& document() const { return document_; }
    FigureSpec figure() const { return resolved(document_); }
    FigureSpec resolved(const engine::Json& document) const { return resolveFigure(schema_, document); }
    /// Shows another figure; what can be undone begins anew.
    void setDocument(const engine::Json& document);
    /// What the panels of the present document show.
    void setPanels(const std::vector<PanelData>& panels);
    /// Why there are none, in one line; what was drawn before stays.
    void setProblem(const QString& problem);
    /// What has become of the figure, beside its size, until it changes: "fig.pdf is written".
    void setNote(const QString& note);
    /// That they are being read.
    void setReading(bool reading);
    void addRuns(const QStringList& folders);  ///< to the selected panel, or a new one; those it has already are left out

    QUndoStack& history() { return *history_; }
    FigurePage& page();
    /// Whether the page shows the figure at hand, and not one of a moment before.
    bool isShown() const;
    int selectedPanel() const { return selected_; }

Q_SIGNALS:
    void documentChanged();
    void newRequested();
    void openRequested();
    void saveRequested();
    void exportRequested();
    void refreshRequested();    ///< read the runs again
    void runFolderRequested();  ///< one is to be chosen and added
    void shownRunRequested();

private:
    QWidget* makeForms();
    void connectBar();
    void connectContents();

    engine::Json& panel(engine::Json& document) const;
    void whenPageEdited();
    void whenPanelEdited();
    void change(const QString& text, engine::Json after, int panel, const QString& subject = {});
    void showDocument(const engine::Json& document, int panel);
    void select(int panel);
    void showContents();
    void showForms();
    void refresh();
    void layOut();

    FigureSchema schema_;
    engine::Json document_;
    int selected_ = -1;
    std::vector<PanelData> panels_;
    QUndoStack* history_;
    FigureBar* bar_;
    FigureContents* contents_;
    FigurePreview* preview_;
    QTimer* layingOut_;
    OptionSection* pageForm_ = nullptr;
    OptionSection* panelForm_ = nullptr;
    bool showing_ = false;
};

}  // namespace isthmus::widgets
