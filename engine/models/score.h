#pragma once
#include "engine/tensor.h"

#include <vector>

namespace isthmus::engine {

/// How good predictions are on labelled examples.
struct Score {
    double accuracy = 0.0;          ///< in [0, 1]
    double loss = 0.0;              ///< mean cross-entropy = negative log-likelihood, nats
    double calibrationError = 0.0;  ///< expected calibration error, 15 bins of equal width (Guo et al. 2017)
    double brier = 0.0;             ///< mean squared distance of the probabilities from the one-hot label (Brier 1950)
    double lossError = 0.0;         ///< standard error of the loss, as the mean over a sample of examples
    std::vector<double> right;      ///< [classes] how many examples of each label are right
};

/// The score of log-probabilities, float or double [N, classes] with N > 0, for labels, long [N], both on the processor. Of
/// classes that are equally probable the first is predicted; a prediction that is not a number is wrong, and in the lowest bin.
Score scoreOf(const at::Tensor& logProbabilities, const at::Tensor& labels);

}  // namespace isthmus::engine
