#include "engine/landscapes/scorer.h"

#include "engine/models/evaluation.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

class GeneralScorer final : public LandscapeScorer {
public:
    GeneralScorer(Classifier network, std::vector<at::Tensor> anchors, std::vector<TaskExamples> tasks)
        : network_(std::move(network)), anchors_(std::move(anchors)), tasks_(std::move(tasks))
    {
    }

    std::vector<std::vector<PointScore>> score(const PointRow& row, std::stop_token stop) override
    {
        std::vector<std::vector<PointScore>> scores(tasks_.size());
        for (const double s : row.positions) {
            const Evaluator point(network_, {mixed(anchors_, row.sharesAt(s))});
            for (std::size_t t = 0; t < tasks_.size(); ++t) {
                const Score score = point.score(tasks_[t].test, stop);
                scores[t].push_back({score.loss, score.accuracy, score.lossError, score.right});
            }
        }
        return scores;
    }

private:
    Classifier network_;
    std::vector<at::Tensor> anchors_;
    std::vector<TaskExamples> tasks_;
};

}  // namespace

std::vector<double> PointRow::sharesAt(double s) const
{
    std::vector<double> shares;
    for (std::size_t k = 0; k < first.size(); ++k)
        shares.push_back((1.0 - s) * first[k] + s * last[k]);
    return shares;
}

at::Tensor mixed(const std::vector<at::Tensor>& anchors, std::span<const double> shares)
{
    at::Tensor sum;
    for (std::size_t k = 0; k < anchors.size(); ++k)
        if (shares[k] != 0.0)
            sum = sum.defined() ? sum + anchors[k] * shares[k] : anchors[k] * shares[k];
    return sum.defined() ? sum : at::zeros_like(anchors.front());
}

std::unique_ptr<LandscapeScorer> makeGeneralScorer(const Classifier& network, std::vector<at::Tensor> anchors,
                                                   std::vector<TaskExamples> tasks)
{
    return std::make_unique<GeneralScorer>(network, std::move(anchors), std::move(tasks));
}

std::unique_ptr<LandscapeScorer> makeScorer(const Classifier& network, const std::vector<at::Tensor>& anchors,
                                            const std::vector<TaskExamples>& tasks, std::stop_token stop)
{
    const bool suited = std::all_of(anchors.begin(), anchors.end(), [](const at::Tensor& anchor) {
        return anchor.scalar_type() == at::kFloat && anchor.isfinite().all().item<bool>();
    });
    if (suited && network.model->perceptronWidths().size() > 2)
        return anchors.front().device().is_cpu() ? makePerceptronScorer(network, anchors, tasks, std::move(stop))
                                                 : makeBatchedScorer(network, anchors, tasks);
    return makeGeneralScorer(network, anchors, tasks);
}

}  // namespace isthmus::engine
