#pragma once
#include "engine/options/option_spec.h"

#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QListWidget;
class QToolButton;

namespace isthmus::widgets {

/// The panels of a figure, and the runs of the one that is selected. It changes nothing itself: it says what is wanted.
class FigureContents final : public QWidget {
    Q_OBJECT
public:
    /// `panel`: how panels are declared.
    explicit FigureContents(const engine::OptionSection& panel, QWidget* parent = nullptr);

    /// `panels`: a line for each, "(a) Curves of a measure"; `runs`: of the selected one.
    void setContents(const QStringList& panels, int selected, const QStringList& runs);
    int selected() const;

Q_SIGNALS:
    void panelSelected(int panel);
    void panelAdded(const QString& kind);
    void panelRemoved(int panel);
    void panelMoved(int from, int to);
    void runsAdded(const QStringList& folders);  ///< dropped
    void runsRemoved(const QList<int>& places);
    void runFolderWanted();  ///< to be chosen
    void shownRunWanted();   ///< the one that the studio shows

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QListWidget* addList(const QString& title, const char* name);
    QToolButton* addButton(QHBoxLayout* row, const QString& text, const char* name, const QString& tip);
    void allow();

    QListWidget* panels_;
    QListWidget* runs_;
    QToolButton* remove_;
    QToolButton* up_;
    QToolButton* down_;
    QToolButton* addRun_;
    QToolButton* addShown_;
    QToolButton* removeRun_;
    bool showing_ = false;
};

}  // namespace isthmus::widgets
