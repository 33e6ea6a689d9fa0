#pragma once
#include <QDialog>

#include <functional>
#include <vector>

class QComboBox;
class QLineEdit;
class QTreeWidget;

namespace isthmus::widgets {

class PrimaryButton;
class ProblemLine;

/// Asks after which task of a run another one begins. What it changes is what the experiment's form says otherwise; each change
/// is listed, and whether it may be.
class BranchDialog final : public QDialog {
    Q_OBJECT
public:
    struct Change {
        QString path;
        QString before;
        QString after;
        QString refusal;  ///< empty: it may
    };
    struct Outlook {
        std::vector<Change> changes;
        QString problem;  ///< something else that is in the way
    };
    using Judge = std::function<Outlook(int afterTask)>;

    /// `tasks`: those after which it can begin, not empty. `runNow`: it begins at once.
    BranchDialog(const QString& parentName, const std::vector<int>& tasks, Judge judge, bool runNow, QWidget* parent = nullptr);

Q_SIGNALS:
    void branchChosen(int afterTask, const QString& name);

private:
    int task() const;
    void refresh();

    Judge judge_;
    QComboBox* task_ = nullptr;
    QLineEdit* name_ = nullptr;
    QTreeWidget* changes_ = nullptr;
    ProblemLine* problem_ = nullptr;
    PrimaryButton* start_ = nullptr;
};

}  // namespace isthmus::widgets
