#pragma once
#include "engine/results/comparison.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedLayout;
class QToolButton;

namespace isthmus::widgets {

class GroupedRuns;
class ProblemLine;
class RunFilter;
class RunTable;
class RunTableModel;

/// The runs of a folder: a line that filters, groups, columns by choice, and what can be done with the runs that are selected.
class LibraryPanel final : public QWidget {
    Q_OBJECT
public:
    explicit LibraryPanel(QWidget* parent = nullptr);

    /// `folder`: where they were looked for, for the sentence that stands there when there are none.
    void setRuns(const engine::RunRecords& runs, const QString& folder);
    /// Of the rows selected, those under a selected group included, in the order shown.
    engine::RunRecords selectedRuns() const;
    QStringList selectedFolders() const;
    void select(const QStringList& folders);

    /// Columns with their widths, order of rows, groups, reduction.
    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

Q_SIGNALS:
    void selectionChanged(const QStringList& folders);
    void openRequested(const QString& folder);
    void compareRequested(const QStringList& folders);
    void figureRequested(const QStringList& folders);
    void resumeRequested(const QString& folder);
    void showFolderRequested(const QString& folder);
    void trashRequested(const QStringList& folders);
    void notesEdited(const QString& folder, const QStringList& tags, const QString& note);
    void folderChoiceRequested();

private:
    QWidget* makeTools();
    void makeActions();
    QWidget* makeEmptyPage();
    void setGrouping(const std::optional<QStringList>& by);
    void refresh();
    void refreshActions();
    void copyPaths() const;
    void editNotes();
    void showMenu(const QPoint& place);

    RunTableModel* runs_;
    RunFilter* filter_;
    GroupedRuns* rows_;
    RunTable* table_;
    QLineEdit* find_ = nullptr;
    ProblemLine* problem_ = nullptr;
    QToolButton* group_ = nullptr;
    QComboBox* reduction_ = nullptr;
    QToolButton* columns_ = nullptr;
    QStackedLayout* stack_ = nullptr;
    QLabel* empty_ = nullptr;
    QList<QAction*> actions_;
    QString folder_;
    QStringList told_;  ///< the selection that was last told of
};

}  // namespace isthmus::widgets
