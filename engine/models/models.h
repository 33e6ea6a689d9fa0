#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::engine {

/// The section "model" of the experiment file.
OptionSection modelSection();

}  // namespace isthmus::engine
