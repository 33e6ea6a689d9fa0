#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::engine {

/// What to say of a key that the file's top level does not have.
std::string unknownTopKey(const ExperimentSchema& schema, const std::string& key);

/// What to say of a key that `section`, of kind `kind`, does not have, or does not have beside its other values: whose it
/// is, or the nearest key there is.
std::string unknownKey(const ExperimentSchema& schema, const OptionSection& section, const std::string& kind,
                       const std::string& key);

/// True when some kind of the section has an option or a part of this name.
bool anyKindDeclares(const OptionSection& section, const std::string& key);

}  // namespace isthmus::engine
