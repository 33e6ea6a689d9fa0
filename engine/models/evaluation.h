#pragma once
#include "engine/models/classifier.h"

#include <stop_token>

namespace isthmus::engine {

/// How good the prediction of one or more networks is on labelled examples.
struct Score {
    double accuracy = 0.0;          ///< in [0, 1]
    double loss = 0.0;              ///< mean cross-entropy = negative log-likelihood, nats
    double calibrationError = 0.0;  ///< expected calibration error, 15 bins of equal width (Guo et al. 2017)
    double brier = 0.0;             ///< mean squared distance of the probabilities from the one-hot label (Brier 1950)
    double lossError = 0.0;         ///< standard error of the loss, as the mean over a sample of examples
};

/// Scores the average of the members' softmaxes (one member: that network) on every example, in blocks, without gradients.
/// Throws Error(Interrupted) within 200 ms of a stop request.
Score evaluate(const Classifier& classifier, const std::vector<at::Tensor>& members, const TestSet& test,
               std::stop_token stop = {});

/// How much networks differ.
struct Diversity {
    double disagreement = 0.0;  ///< share of examples with different labels, mean over pairs
    double divergence = 0.0;    ///< Kullback-Leibler divergence, nats, mean over ordered pairs and examples
};

/// Compares two or more networks on every example. Throws as `evaluate` does.
Diversity compare(const Classifier& classifier, const std::vector<at::Tensor>& networks, const TestSet& test,
                  std::stop_token stop = {});

/// Mean cosine between the weights of two of the networks.
double meanCosine(const std::vector<at::Tensor>& networks);

}  // namespace isthmus::engine
