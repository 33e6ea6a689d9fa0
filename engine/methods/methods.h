#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::engine {

/// The section "method" of the experiment file.
OptionSection methodSection();

/// Empty when the resolved "method" object makes sense as a whole; else what is wrong, in one clause.
std::string methodProblem(const Json& options);

}  // namespace isthmus::engine
