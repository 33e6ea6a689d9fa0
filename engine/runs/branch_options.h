#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::engine {

/// An option in which a branch differs from the run that it comes from.
struct BranchChange {
    std::string path;     ///< "training.learning_rate"
    Json before;          ///< null: the parent has no such option
    Json after;           ///< null: the branch has none
    std::string refusal;  ///< why it cannot change, in one clause; empty: it can
};

/// In which options two resolved experiments differ, in the order of the file, and which of them may: those that change nothing
/// of what has been learned so far.
std::vector<BranchChange> branchChanges(const Json& parent, const Json& branch);

}  // namespace isthmus::engine
