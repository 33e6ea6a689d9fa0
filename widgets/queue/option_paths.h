#pragma once
#include "engine/options/option_spec.h"

#include <QString>

#include <vector>

namespace isthmus::widgets {

/// An option that a sweep can go over.
struct OptionPath {
    QString path;     ///< "method.strength"
    QString label;    ///< "Method: Strength"
    QString allowed;  ///< "0 to 1e6": what a value may be
};

/// Every option of every kind, the kinds themselves among them, each path once, in the order of the file. The
/// options of parts of kinds too ("method.base.strength").
std::vector<OptionPath> optionPaths(const engine::ExperimentSchema& schema);

}  // namespace isthmus::widgets
