#pragma once
#include "engine/results/comparison.h"
#include "widgets/compare/choice_row.h"

namespace isthmus::app {

// What can be chosen in the panels of a comparison.

inline constexpr int trainingLoss = -1;  ///< in place of a measure's place in the table

/// The training loss and every measure that is known after each task.
QList<widgets::ChoiceRow::Choice> curveMeasures();
/// Measures that are no costs; and those that are.
QList<widgets::ChoiceRow::Choice> valueMeasures();
QList<widgets::ChoiceRow::Choice> costMeasures();
QList<widgets::ChoiceRow::Choice> bands();
QList<widgets::ChoiceRow::Choice> reductions();
QList<widgets::ChoiceRow::Choice> axes();
QList<widgets::ChoiceRow::Choice> smoothings();

/// The measure of a choice; null for the training loss.
const engine::Measure* measureOf(const QVariant& choice);

}  // namespace isthmus::app
