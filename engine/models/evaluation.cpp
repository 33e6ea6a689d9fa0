#include "engine/models/evaluation.h"

#include "engine/error.h"
#include "engine/models/perceptron_layers.h"

#include <algorithm>
#include <ATen/core/grad_mode.h>

namespace isthmus::engine {

namespace {

/// Examples at a time: some milliseconds of work, so that a stop is answered at once. Follows from the model and the
/// number of examples alone, because normalisation may use the statistics of the block; blocks are as equal as can be.
std::int64_t blockSize(const Model& model, std::int64_t examples)
{
    const auto most = static_cast<std::int64_t>(std::clamp(6e9 / model.forwardOperations(), 32.0, 500.0));
    const std::int64_t blocks = std::max<std::int64_t>(1, (examples + most - 1) / most);
    return (examples + blocks - 1) / blocks;
}

/// Calls `use` for one block of examples after the other.
template <typename Use>
void forEachBlock(const Classifier& classifier, const Examples& examples, const std::stop_token& stop, Use use)
{
    const std::int64_t block = blockSize(*classifier.model, examples.count());
    for (std::int64_t begin = 0; begin < examples.count(); begin += block) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        use(examples.slice(begin, std::min(block, examples.count() - begin)));
    }
}

}  // namespace

/// One network: a perceptron on the processor by loops of our own.
class Evaluator::Network {
public:
    Network(const Classifier& classifier, const at::Tensor& weights) : classifier_(classifier), weights_(weights)
    {
        const auto widths = classifier.model->perceptronWidths();
        if (!widths.empty() && weights.device().is_cpu() && weights.scalar_type() == at::kFloat) {
            layers_.emplace(widths);
            weights_ = layers_->arranged(weights);
        }
    }

    /// What its normalisation layers use on a test set; empty where the batch at hand serves, or nothing is normalised.
    NormalisationStatistics statisticsOf(const TestSet& test) const
    {
        NormalisationStatistics statistics;
        if (classifier_.model->recomputesStatistics())
            classifier_.model->logits(weights_, test.calibration, {.record = &statistics});
        return statistics;
    }

    at::Tensor logProbabilities(const Examples& examples, const NormalisationStatistics& statistics) const
    {
        if (layers_)
            return classifier_.heads.restricted(layers_->logits(weights_, examples.images.contiguous()), examples.labels)
                .log_softmax(1);
        const Pass pass{.statistics = statistics.mean.empty() ? nullptr : &statistics};
        return classifier_.logits(weights_, examples, pass).log_softmax(1);
    }

private:
    const Classifier& classifier_;
    at::Tensor weights_;
    std::optional<PerceptronLayers> layers_;
};

Evaluator::Evaluator(const Classifier& classifier, const std::vector<at::Tensor>& networks) : classifier_(classifier)
{
    const at::NoGradGuard noGradients;
    for (const at::Tensor& weights : networks)
        networks_.emplace_back(classifier, weights);
}

Evaluator::~Evaluator() = default;

std::vector<NormalisationStatistics> Evaluator::statisticsOf(const TestSet& test) const
{
    std::vector<NormalisationStatistics> all;
    for (const Network& network : networks_)
        all.push_back(network.statisticsOf(test));
    return all;
}

at::Tensor Evaluator::averaged(const Examples& examples, const std::vector<NormalisationStatistics>& statistics) const
{
    if (networks_.size() == 1)
        return networks_.front().logProbabilities(examples, statistics.front());
    at::Tensor sum;
    for (std::size_t i = 0; i < networks_.size(); ++i) {
        const at::Tensor probabilities = networks_[i].logProbabilities(examples, statistics[i]).exp();
        sum = sum.defined() ? sum + probabilities : probabilities;
    }
    return (sum / static_cast<double>(networks_.size())).clamp_min(1e-38).log();
}

Score Evaluator::score(const TestSet& test, std::stop_token stop) const
{
    const at::NoGradGuard noGradients;
    const auto statistics = statisticsOf(test);
    std::vector<at::Tensor> blocks;
    forEachBlock(classifier_, test.examples, stop, [&](const Examples& block) { blocks.push_back(averaged(block, statistics)); });
    return scoreOf(at::cat(blocks).cpu(), test.examples.labels.cpu());  // a device is waited for once
}

at::Tensor Evaluator::probabilities(const TestSet& test, std::int64_t count) const
{
    constexpr std::int64_t fewest = 100;  // so that a batch's own statistics, where they serve, are those of many images
    const at::NoGradGuard noGradients;
    const Examples block = test.examples.first(std::max(count, fewest));
    return averaged(block, statisticsOf(test)).exp().narrow(0, 0, std::min(count, block.count()));
}

Score evaluate(const Classifier& classifier, const std::vector<at::Tensor>& members, const TestSet& test, std::stop_token stop)
{
    return Evaluator(classifier, members).score(test, stop);
}

Diversity Evaluator::compare(const TestSet& test, std::stop_token stop) const
{
    const at::NoGradGuard noGradients;
    const auto statistics = statisticsOf(test);
    at::Tensor different = at::zeros({}, test.examples.images.options().dtype(at::kDouble));
    at::Tensor divergence = at::zeros_like(different);
    forEachBlock(classifier_, test.examples, stop, [&](const Examples& block) {
        std::vector<at::Tensor> predictions;
        for (std::size_t i = 0; i < networks_.size(); ++i)
            predictions.push_back(networks_[i].logProbabilities(block, statistics[i]));
        for (std::size_t i = 0; i < predictions.size(); ++i)
            for (std::size_t j = i + 1; j < predictions.size(); ++j) {
                const at::Tensor& p = predictions[i];
                const at::Tensor& q = predictions[j];
                different += p.argmax(1).ne(q.argmax(1)).sum();
                divergence += ((p.exp() - q.exp()) * (p - q)).to(at::kDouble).sum();  // KL(p, q) + KL(q, p)
            }
    });
    const auto n = static_cast<double>(networks_.size());
    const double pairs = n * (n - 1.0) / 2.0 * static_cast<double>(test.examples.count());
    return {different.item<double>() / pairs, divergence.item<double>() / (2.0 * pairs)};
}

double meanCosine(const std::vector<at::Tensor>& networks)
{
    double sum = 0.0;
    int pairs = 0;
    for (std::size_t i = 0; i < networks.size(); ++i)
        for (std::size_t j = i + 1; j < networks.size(); ++j, ++pairs) {
            const at::Tensor v = networks[i].to(at::kDouble);
            const at::Tensor w = networks[j].to(at::kDouble);
            sum += (v.dot(w) / (v.norm() * w.norm())).item<double>();
        }
    return sum / pairs;
}

}  // namespace isthmus::engine
