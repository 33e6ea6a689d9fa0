#pragma once
#include "widgets/landscape/grid_values.h"

#include <span>

namespace isthmus::widgets {

/// One row of the table of measures: where its values are, and what it is called. Texts are not translated yet; `%1` is a task's
/// number or how many tasks there are, `%2` the split, `%3` the unit.
struct MeasureWords {
    GridShowing::Measure measure;
    std::vector<double> engine::GridTask::*scores;
    std::vector<double> engine::GridAnchor::*ofAnchor;  ///< null: anchors have none
    bool percent;                                       ///< of values in [0, 1]; otherwise nats
    bool highIsGood;
    const char* offered;  ///< in a list
    const char* axis;
    const char* one;  ///< of a task
    const char* mean;
    const char* worst;
    const char* meanAfter;  ///< a task
    const char* worstAfter;
    const char* each;        ///< of every task by itself
    const char* valueOfOne;  ///< before a value
    const char* valueOfMean;
    const char* valueOfWorst;
};

std::span<const MeasureWords> allMeasures();
const MeasureWords& wordsOf(GridShowing::Measure measure);

/// A text of the table in the user's language.
QString measureText(const char* text);

}  // namespace isthmus::widgets
