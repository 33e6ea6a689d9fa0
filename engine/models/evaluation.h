#pragma once
#include "engine/models/classifier.h"
#include "engine/models/score.h"

#include <stop_token>

namespace isthmus::engine {

/// How much networks differ.
struct Diversity {
    double disagreement = 0.0;  ///< share of examples with different labels, mean over pairs
    double divergence = 0.0;    ///< Kullback-Leibler divergence, nats, mean over ordered pairs and examples
};

/// Networks as they are evaluated: arranged once for any number of test sets, and without gradients. The weights are read, and
/// must not change meanwhile.
class Evaluator {
public:
    Evaluator(const Classifier& classifier, const std::vector<at::Tensor>& networks);
    ~Evaluator();

    /// Scores the average of the networks' softmaxes (one network: that of itself) on every example, in blocks.
    /// Throws Error(Interrupted) within 200 ms of a stop request.
    Score score(const TestSet& test, std::stop_token stop = {}) const;
    /// Probabilities [count or fewer, classes] that are predicted for the first examples.
    at::Tensor probabilities(const TestSet& test, std::int64_t count) const;
    /// Compares two or more networks on every example. Throws as `score` does.
    Diversity compare(const TestSet& test, std::stop_token stop = {}) const;

private:
    class Network;

    std::vector<NormalisationStatistics> statisticsOf(const TestSet& test) const;
    /// Log-probabilities [N, classes] of the networks' averaged prediction.
    at::Tensor averaged(const Examples& examples, const std::vector<NormalisationStatistics>& statistics) const;

    const Classifier& classifier_;
    std::vector<Network> networks_;
};

/// The score on a single test set.
Score evaluate(const Classifier& classifier, const std::vector<at::Tensor>& members, const TestSet& test,
               std::stop_token stop = {});

/// Mean cosine between the weights of two of the networks.
double meanCosine(const std::vector<at::Tensor>& networks);

}  // namespace isthmus::engine
