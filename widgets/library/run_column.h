#pragma once
#include "engine/results/comparison.h"

#include <QString>
#include <QStringList>
#include <QVariant>

namespace isthmus::widgets {

/// One column of the table of runs, by its id: a field ("state", "name", "tags", …), a measure's id ("average_accuracy"), or
/// the path of an option ("training.learning_rate").
class RunColumn {
public:
    explicit RunColumn(const QString& id);

    const QString& id() const { return id_; }
    const engine::Measure* measure() const { return measure_; }  ///< null: it is none
    bool isField() const { return field_ >= 0; }

    QString label() const;  ///< "Average accuracy", in menus
    /// What stands above the column; of a measure, its unit and what stands for the run below: "Average accuracy\n%, best".
    QString title(engine::Reduction reduction) const;
    QString tip(engine::Reduction reduction) const;

    QString text(const engine::RunRecord& run, engine::Reduction reduction) const;
    /// A number or a text to sort by; invalid where there is nothing.
    QVariant sortKey(const engine::RunRecord& run, engine::Reduction reduction) const;

    /// As the column writes a value of its measure.
    QString numberText(double value) const;

private:
    QString id_;
    int field_ = -1;
    const engine::Measure* measure_ = nullptr;
};

/// The fields there are, in their order.
QStringList runFields();
/// What a table of runs begins with.
QStringList usualRunColumns();

}  // namespace isthmus::widgets
