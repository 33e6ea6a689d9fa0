#pragma once
#include <QWidget>

#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;
class QUndoStack;

namespace isthmus::widgets {

class ElidedLabel;

/// Above the figure: its files, undo and redo, its size and the zoom of the preview.
class FigureBar final : public QWidget {
    Q_OBJECT
public:
    /// Undo and redo are actions of `editor`, so that their keys work wherever in it the focus is.
    FigureBar(QUndoStack& history, QWidget& editor);

    void setExportable(bool exportable);
    void setSizeText(const QString& text);
    void setNote(const QString& note);  ///< beside the size
    void showZoom(std::optional<double> zoom);

Q_SIGNALS:
    void newRequested();
    void openRequested();
    void saveRequested();
    void exportRequested();
    void refreshRequested();
    void zoomChosen(std::optional<double> zoom);  ///< 1: true size; nothing: the whole page

private:
    QToolButton* addButton(const QString& text, const char* name, const char* drawing, const QString& tip,
                           void (FigureBar::*signal)());
    void addHistory(QUndoStack& history, QWidget& editor);
    void addZoom();

    QHBoxLayout* row_;
    QToolButton* export_;
    ElidedLabel* note_;
    QLabel* size_;
    QComboBox* zoom_;
};

}  // namespace isthmus::widgets
