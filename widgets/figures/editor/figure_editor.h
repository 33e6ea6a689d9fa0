#pragma once
#include "widgets/figures/figure_record.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;
class QUndoStack;

namespace isthmus::widgets {

class FigureContents;
class FigurePage;
class OptionSection;
class ProblemLine;

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
    /// That they are being read.
    void setReading(bool reading);
    void addRuns(const QStringList& folders);  ///< to the selected panel, or a new one; those it has already are left out

    QUndoStack& history() { return *history_; }
    FigurePage& page() { return *page_; }
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
    QHBoxLayout* makeBar();
    QWidget* makePreview();
    QWidget* makeForms();
    QToolButton* addButton(QHBoxLayout* row, const QString& text, const char* name, const char* icon, const QString& tip,
                           void (FigureEditor::*signal)());
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
    void zoomChosen(int index);

    FigureSchema schema_;
    engine::Json document_;
    int selected_ = -1;
    std::vector<PanelData> panels_;
    QUndoStack* history_;
    FigureContents* contents_;
    FigurePage* page_ = nullptr;
    QScrollArea* view_ = nullptr;
    QComboBox* zoom_ = nullptr;
    QLabel* size_ = nullptr;
    QLabel* caption_ = nullptr;
    ProblemLine* problem_ = nullptr;
    QToolButton* export_ = nullptr;
    OptionSection* pageForm_ = nullptr;
    OptionSection* panelForm_ = nullptr;
    bool showing_ = false;
};

}  // namespace isthmus::widgets
