#pragma once
#include "engine/options/option_spec.h"

#include <string>
#include <vector>

namespace isthmus::engine {

/// The values of a list as people type it: "0.01, 0.1", "sgd,ewc", "1..5", "[256, 256], [100]". Each is JSON, or else text; two
/// whole numbers with ".." between stand for all from one to the other. Throws Error(BadInput) in one clause for a list with
/// nothing between two commas, a bracket that is not closed, or a range that goes down or has more than 1,000 numbers.
std::vector<Json> valueList(const std::string& text);

}  // namespace isthmus::engine
