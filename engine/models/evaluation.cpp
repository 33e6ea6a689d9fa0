#include "engine/models/evaluation.h"

#include "engine/error.h"

#include <ATen/core/grad_mode.h>

namespace isthmus::engine {

namespace {

constexpr std::int64_t block = 500;  // images: a few milliseconds each, so that a stop is answered at once

/// Log-probabilities [N, classes] of the members' averaged prediction.
at::Tensor logProbabilities(const Model& model, const std::vector<at::Tensor>& members, const at::Tensor& images)
{
    if (members.size() == 1)
        return model.logits(members.front(), images, nullptr).log_softmax(1);
    at::Tensor sum;
    for (const at::Tensor& member : members) {
        const at::Tensor probabilities = model.logits(member, images, nullptr).softmax(1);
        sum = sum.defined() ? sum + probabilities : probabilities;
    }
    return (sum / static_cast<double>(members.size())).log();
}

}  // namespace

Score evaluate(const Model& model, const std::vector<at::Tensor>& members, const Examples& examples, std::stop_token stop)
{
    const at::NoGradGuard noGradients;
    at::Tensor correct = at::zeros({}, examples.images.options().dtype(at::kDouble));
    at::Tensor loss = at::zeros_like(correct);
    for (std::int64_t begin = 0; begin < examples.count(); begin += block) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        const std::int64_t size = std::min(block, examples.count() - begin);
        const at::Tensor labels = examples.labels.narrow(0, begin, size);
        const at::Tensor prediction = logProbabilities(model, members, examples.images.narrow(0, begin, size));
        correct += prediction.argmax(1).eq(labels).sum();
        loss -= prediction.gather(1, labels.unsqueeze(1)).to(at::kDouble).sum();
    }
    const auto count = static_cast<double>(examples.count());
    return {correct.item<double>() / count, loss.item<double>() / count};
}

}  // namespace isthmus::engine
