#pragma once
#include "engine/models/classifier.h"

namespace isthmus::engine {

/// The mean softmax cross-entropy of logits [N, classes] against their labels [N], among the classes that compete; its
/// gradient with respect to the logits goes to `errors` [N, classes]. On the processor.
template <typename Real>
double logitErrors(const Heads& heads, const Real* logits, const at::Tensor& labels, std::int64_t classes, Real* errors);

}  // namespace isthmus::engine
