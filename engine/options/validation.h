#pragma once
#include "engine/options/option_spec.h"

#include <map>
#include <string_view>

namespace isthmus::engine {

/// Something in an experiment that cannot be used.
struct OptionProblem {
    std::string path;     ///< "training.epochs"
    std::string message;  ///< one line: what is wrong, what is allowed, without the path
};

/// An experiment with every default filled in, in declared order, and what is wrong with it.
struct ResolvedExperiment {
    Json values;
    std::vector<OptionProblem> problems;  ///< empty: `values` is usable
};

/// Checks `given` (keys, types, ranges, choices) against the schema and fills what it leaves out.
/// Never throws on bad content: every problem is listed, with the default standing in for the bad value.
ResolvedExperiment resolve(const ExperimentSchema& schema, const Json& given);

/// What a chosen kind makes the default of an option elsewhere.
struct PreferredDefault {
    Json value;
    std::string kind;  ///< its label: "Stable SGD"
};

/// What options are by default beside the kinds that `given` chooses, by path ("training.learning_rate"), where that is
/// not what their declarations say.
std::map<std::string, PreferredDefault> preferredDefaults(const ExperimentSchema& schema, const Json& given);

/// Empty when `value` suits the option, else what is wrong in one clause ("must be at least 1, not 0").
std::string problemWith(const OptionSpec& spec, const Json& value);

/// The declaration behind "training.epochs" or "method.base.strength" for an experiment with these kinds; null when there
/// is none.
const OptionSpec* findOption(const ExperimentSchema& schema, const Json& experiment, std::string_view path);

/// The candidate with the smallest edit distance, empty if none is near.
std::string nearestWord(std::string_view word, const std::vector<std::string>& candidates);

/// Applies one "path=value" of the command line to an experiment not resolved yet. The value is JSON, or else text.
/// Throws Error(BadInput) when there is no "=".
void applySetting(Json& experiment, std::string_view setting);

}  // namespace isthmus::engine
