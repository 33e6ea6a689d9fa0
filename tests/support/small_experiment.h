#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::tests {

/// Two tasks on the built-in data that train in a fraction of a second: 60 steps, then 60 and 20 that connect.
inline engine::Json smallExperiment()
{
    return {{"name", "small"},
            {"seed", 3},
            {"benchmark",
             {{"kind", "rotated"},
              {"dataset", "glyphs"},
              {"tasks", 2},
              {"step_degrees", 45.0},
              {"train_per_task", 600},
              {"test_per_task", 200}}},
            {"model", {{"kind", "mlp"}, {"hidden", {16}}}},
            {"method", {{"kind", "subspace_connectivity"}, {"vertices", 2}, {"connect_steps", 20}}},
            {"training", {{"momentum", 0.5}}},
            {"execution", {{"probe_every", 25}, {"threads", 1}}}};  // how many are fastest is not measured anew for each
}

}  // namespace isthmus::tests
