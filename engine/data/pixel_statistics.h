#pragma once
#include "engine/data/image_set.h"

#include <stop_token>

namespace isthmus::engine {

/// Fills in `mean` and `deviation` of each channel from the training pixels, which must be there: exact sums over counted
/// byte values.
/// Throws Error(Interrupted) within 200 ms of a stop request.
void measurePixels(Dataset& dataset, std::stop_token stop);

}  // namespace isthmus::engine
