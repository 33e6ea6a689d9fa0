#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::engine {

/// The section "method" of the experiment file.
OptionSection methodSection();

}  // namespace isthmus::engine
