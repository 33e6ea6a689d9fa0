#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::engine {

std::vector<OptionSpec> topOptions();  ///< "name", "seed", "seeds", "task_seed", …
OptionSection trainingSection();       ///< "training": the optimiser
OptionSection executionSection();      ///< "execution": device, threads, how often things are kept and measured

}  // namespace isthmus::engine
