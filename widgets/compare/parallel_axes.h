#pragma once
#include "engine/results/comparison.h"

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace isthmus::widgets {

/// One upright axis of parallel coordinates with a place for every run.
struct ParallelAxis {
    QString label;
    std::vector<std::pair<double, QString>> ticks;  ///< share of the height from below, and what is written there
    std::vector<double> places;                     ///< [run] share of the height from below; NaN: none
    QStringList values;                             ///< [run] as text
};

/// The axis of an option: its values evenly spaced, numbers in their order and words in the order in which they come; many
/// different numbers on an even scale instead. Runs without the option stand at a dash of their own below.
ParallelAxis optionAxis(const std::string& path, const std::vector<const engine::ComparedRun*>& runs);

/// The axis of a measure, each run reduced as asked for; runs without a value have no place.
ParallelAxis measureAxis(const engine::Measure& measure, engine::Reduction reduction,
                         const std::vector<const engine::ComparedRun*>& runs);

}  // namespace isthmus::widgets
