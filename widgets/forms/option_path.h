#pragma once
#include "engine/options/option_spec.h"

#include <string>
#include <utility>

namespace isthmus::widgets {

/// "method.base.hidden[1]" -> {"method.base", "hidden"}; "seed" -> {"", "seed"}.
std::pair<std::string, std::string> splitPath(const std::string& path);

/// What the experiment holds at "method.base"; null where there is nothing.
const engine::Json* valueAt(const engine::Json& experiment, std::string path);

/// Adds what `from` holds, within objects that both have too; what both have otherwise is taken from it.
void merge(engine::Json& to, const engine::Json& from);

}  // namespace isthmus::widgets
