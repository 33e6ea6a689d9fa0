#pragma once
#include "engine/options/validation.h"

#include <string>
#include <vector>

namespace isthmus::engine {

/// The value in the option's own type (3 as 3.0 for a real option, 3.0 as 3 for a whole number).
/// Asks for a value that problemsIn() finds nothing wrong with.
Json canonicalValue(const OptionSpec& spec, const Json& value);

/// What is wrong with the value; a bad item of a list has the path "[1]" (from 0), everything else an empty path.
std::vector<OptionProblem> problemsIn(const OptionSpec& spec, const Json& value);

/// A bound of an option as people write it: whole ones without ".0".
std::string boundText(double bound);

/// The value as JSON for a message: one line, cut where it is long.
std::string quoted(const Json& value);

/// "; did you mean "epochs"?" or nothing.
std::string suggestion(const std::string& word, const std::vector<std::string>& candidates);

/// "a, b, c", or "a and b" with the last separator " and ".
std::string joined(const std::vector<std::string>& words, const std::string& lastSeparator = ", ");

}  // namespace isthmus::engine
