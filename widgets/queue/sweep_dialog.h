#pragma once
#include "widgets/queue/option_paths.h"

#include <QDialog>

class QLabel;
class QRadioButton;
class QVBoxLayout;

namespace isthmus::widgets {

class PrimaryButton;
class ProblemLine;
class SweepAxisRow;

/// Several values for any options of an experiment: rows of an option, chosen from a list that can be searched, and its values
/// as typed. Says how many runs that makes, and what is wrong.
class SweepDialog final : public QDialog {
    Q_OBJECT
public:
    /// What rows make.
    struct Outlook {
        int runs = 0;
        QString problem;   ///< empty: they can be queued
        QString forecast;  ///< "about 4 min"; empty: not known
    };
    /// `runNow`: the first run begins at once, so the button says Start.
    SweepDialog(const std::vector<OptionPath>& options, bool runNow, QWidget* parent = nullptr);

    /// The answer to the last axesChanged(); until it comes nothing can be queued.
    void setOutlook(const Outlook& outlook);

Q_SIGNALS:
    /// `axes`: {"training.learning_rate": [0.01, 0.1]}; `list`: the first values together, then the second ones.
    void axesChanged(const isthmus::engine::Json& axes, bool list);
    void chosen();  ///< what the last outlook was of

protected:
    void showEvent(QShowEvent* event) override;

private:
    SweepAxisRow* addRow(const QString& path);
    void removeRow(SweepAxisRow* row);
    engine::Json axes(QString& problem) const;
    QString withoutValues() const;
    void refresh();

    std::vector<OptionPath> options_;
    QVBoxLayout* rows_ = nullptr;
    QList<SweepAxisRow*> axisRows_;
    QRadioButton* grid_ = nullptr;
    QRadioButton* list_ = nullptr;
    QLabel* count_ = nullptr;
    ProblemLine* problem_ = nullptr;
    PrimaryButton* start_ = nullptr;
};

}  // namespace isthmus::widgets
