#include "engine/landscapes/curve.h"

#include "engine/data/task_source.h"
#include "engine/error.h"
#include "engine/landscapes/scorer.h"
#include "engine/subspaces/simplex_step.h"

#include <algorithm>

namespace isthmus::engine {

std::array<double, 3> shares(CurveKind kind, double t)
{
    if (kind == CurveKind::Bezier)
        return {(1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t};
    if (t < 0.5)
        return {1.0 - 2.0 * t, 2.0 * t, 0.0};
    return {0.0, 2.0 - 2.0 * t, 2.0 * t - 1.0};
}

at::Tensor trainCurve(const Classifier& network, CurveKind kind, const at::Tensor& from, const at::Tensor& to,
                      const Examples& examples, const CurveTraining& training, const std::function<void(double)>& onProgress,
                      const std::stop_token& stop)
{
    const auto kernel = makeStep(std::make_shared<const Classifier>(network), from.device());
    BatchOrder order(examples.count(), training.batchSize, training.seed, /*task=*/1, from.device());
    Random random(training.seed, "curve");
    at::Tensor control = (from + to) * 0.5;
    at::Tensor velocity = at::zeros_like(control);
    const std::int64_t steps = training.epochs * order.stepsPerEpoch();
    for (std::int64_t step = 0; step < steps; ++step) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        const double done = static_cast<double>(step) / static_cast<double>(steps);
        const auto share = shares(kind, random.uniform());
        const at::Tensor point = mixed({from, control, to}, share);
        const at::Tensor gradient = kernel->gradient(point, examples.at(order.at(step)), nullptr).gradient;
        velocity.mul_(training.momentum).add_(gradient, share[1]);
        control.sub_(velocity, training.learningRate * std::min(1.0, 1.0 - 0.99 * (2.0 * done - 1.0)));
        if (onProgress)
            onProgress(static_cast<double>(step + 1) / static_cast<double>(steps));
    }
    if (!control.isfinite().all().item<bool>())
        throw Error(Error::Kind::Diverged, "the curve's weights left the finite numbers; a smaller learning rate may help");
    return control;
}

}  // namespace isthmus::engine
