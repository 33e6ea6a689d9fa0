#pragma once
#include "engine/models/classifier.h"
#include "engine/results/landscape_grid.h"

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace isthmus::engine {

/// The examples of one task that points are scored on.
struct TaskExamples {
    int task = 1;
    TestSet test;
    Split split = Split::Test;
};

/// How good the network at one point of weight space is on one task.
struct PointScore {
    double loss = 0.0;       ///< mean cross-entropy, nats
    double accuracy = 0.0;   ///< in [0, 1]
    double lossError = 0.0;  ///< standard error of the loss, as the mean over a sample of examples
    std::vector<double> right;  ///< [classes] how many examples of each label are right
};

/// Points on a segment of weight space, w(s) = (1-s) w(first) + s w(last), where w(a) = sum_k a_k anchor_k.
struct PointRow {
    std::vector<double> first;  ///< shares of the anchors, which add up to 1
    std::vector<double> last;
    std::vector<double> positions;  ///< s in [0, 1], ascending; the first is 0

    std::vector<double> sharesAt(double s) const;  ///< of the anchors
};

/// Scores points of the flat through some anchors, on all tasks in one pass. Every chart of weight space is made of such rows.
class LandscapeScorer {
public:
    virtual ~LandscapeScorer() = default;
    /// [tasks][points]. The same numbers for any number of threads. Throws Error(Interrupted) within 100 ms of a stop request.
    virtual std::vector<std::vector<PointScore>> score(const PointRow& row, std::stop_token stop) = 0;
};

/// Evaluates the network at one point after the other: for any model on any device.
std::unique_ptr<LandscapeScorer> makeGeneralScorer(const Classifier& network, std::vector<at::Tensor> anchors,
                                                   std::vector<TaskExamples> tasks);
/// For perceptrons on the processor (handbook: performance.md, Landscapes); the model must have `perceptronWidths` with a
/// hidden layer, and the anchors' numbers are finite.
std::unique_ptr<LandscapeScorer> makePerceptronScorer(const Classifier& network, const std::vector<at::Tensor>& anchors,
                                                      const std::vector<TaskExamples>& tasks, std::stop_token stop = {});
/// For perceptrons on a device that takes much work at once, many points of a row at a time; of the same networks and anchors.
std::unique_ptr<LandscapeScorer> makeBatchedScorer(const Classifier& network, const std::vector<at::Tensor>& anchors,
                                                   std::vector<TaskExamples> tasks);
/// The fastest scorer for this network where its anchors [P] are. Throws Error(Interrupted) within 100 ms of a stop request.
std::unique_ptr<LandscapeScorer> makeScorer(const Classifier& network, const std::vector<at::Tensor>& anchors,
                                            const std::vector<TaskExamples>& tasks, std::stop_token stop = {});

/// sum_k shares_k anchor_k, the anchor itself where it has the only share.
at::Tensor mixed(const std::vector<at::Tensor>& anchors, std::span<const double> shares);

}  // namespace isthmus::engine
