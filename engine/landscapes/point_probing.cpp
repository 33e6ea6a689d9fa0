#include "engine/landscapes/point_probing.h"

#include "engine/models/evaluation.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace isthmus::engine {

namespace {

ProbeScore scoreOf(const TaskExamples& task, const Score& score)
{
    return {.task = task.task, .split = task.split, .loss = score.loss, .accuracy = score.accuracy, .lossError = score.lossError};
}

/// Images [N, channels * height * width] as bytes with the channels of a pixel together; their own darkest and brightest value
/// become 0 and 255, because a benchmark may have normalised them.
at::Tensor bytesOf(const at::Tensor& images, const InputShape& shape)
{
    const at::Tensor low = images.amin();
    const at::Tensor span = (images.amax() - low).clamp_min(1e-12);
    const at::Tensor bytes = ((images - low) / span * 255.0).round().clamp(0, 255).to(at::kByte).cpu();
    return bytes.view({-1, shape.channels, shape.height, shape.width}).permute({0, 2, 3, 1}).contiguous();
}

void addImages(std::vector<ProbeImage>& all, const Evaluator& evaluator, const TaskExamples& task, const InputShape& shape,
               int count)
{
    const Examples few = task.test.examples.first(count);
    if (few.count() == 0)
        return;
    const at::Tensor probabilities = evaluator.probabilities(task.test, count).to(at::kCPU, at::kDouble).contiguous();
    const at::Tensor pixels = bytesOf(few.images, shape);
    const at::Tensor labels = few.labels.cpu();
    for (std::int64_t i = 0; i < few.count(); ++i) {
        const at::Tensor image = pixels[i];
        const at::Tensor row = probabilities[i];
        all.push_back({.task = task.task,
                       .channels = shape.channels,
                       .height = shape.height,
                       .width = shape.width,
                       .pixels = {image.data_ptr<std::uint8_t>(), image.data_ptr<std::uint8_t>() + image.numel()},
                       .label = static_cast<int>(labels[i].item<std::int64_t>()),
                       .probabilities = {row.data_ptr<double>(), row.data_ptr<double>() + row.numel()}});
    }
}

}  // namespace

at::Tensor networkAt(const Chart& chart, const Place& place) { return mixed(chart.networks, chart.shares(place)); }

PointProbe probePoint(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks,
                      const InputShape& shape, const Place& place, int images, std::stop_token stop)
{
    const at::NoGradGuard noGradients;
    const at::Tensor weights = networkAt(chart, place);
    PointProbe probe{.place = place, .scores = {}, .anchors = {}, .distances = {}, .images = {}};
    const Evaluator evaluator(network, {weights});
    for (const TaskExamples& task : tasks) {
        probe.scores.push_back(scoreOf(task, evaluator.score(task.test, stop)));
        if (task.split == Split::Test || tasks.front().split == Split::Train)
            addImages(probe.images, evaluator, task, shape, images);
    }
    for (std::size_t k = 0; k < chart.anchors.size(); ++k) {
        probe.anchors.push_back(chart.blank.anchors[k].name);
        probe.distances.push_back((weights - chart.anchors[k]).to(at::kDouble).norm().item<double>());
    }
    return probe;
}

EnsembleProbe probeEnsemble(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks,
                            const std::vector<Place>& places, std::stop_token stop)
{
    EnsembleProbe probe{.places = places, .scores = {}, .disagreement = {}, .best = {}};
    std::vector<at::Tensor> members;
    for (const Place& place : places)
        members.push_back(networkAt(chart, place));
    const Evaluator ensemble(network, members);
    for (const TaskExamples& task : tasks) {
        probe.scores.push_back(scoreOf(task, ensemble.score(task.test, stop)));
        probe.disagreement.push_back(members.size() > 1 ? ensemble.compare(task.test, stop).disagreement : 0.0);
        double best = 0.0;
        for (const at::Tensor& member : members)
            best = std::max(best, evaluate(network, {member}, task.test, stop).accuracy);
        probe.best.push_back(best);
    }
    return probe;
}

}  // namespace isthmus::engine
