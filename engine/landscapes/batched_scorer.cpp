// Perceptrons on a device that takes much work at once: the points of a row are a batch of networks. The first layer before
// ReLU is a mixture of the anchors', so its products are done once for all points; the other layers are batched products.
// Nothing is read back before a row is done.
#include "engine/landscapes/scorer.h"

#include "engine/error.h"
#include "engine/results/statistics.h"

#include <algorithm>
#include <numeric>

namespace isthmus::engine {

namespace {

constexpr std::int64_t mostNumbers = 1 << 25;  // of a layer's values: 128 MB, and two or three such arrays at once

class BatchedScorer final : public LandscapeScorer {
public:
    BatchedScorer(Classifier network, const std::vector<at::Tensor>& anchors, std::vector<TaskExamples> tasks)
        : network_(std::move(network)), anchors_(at::stack(anchors)), tasks_(std::move(tasks))
    {
        const auto widths = network_.model->perceptronWidths();
        widths_.assign(widths.begin(), widths.end());
    }

    std::vector<std::vector<PointScore>> score(const PointRow& row, std::stop_token stop) override
    {
        const at::NoGradGuard noGradients;
        const at::Tensor shares = sharesOf(row);
        std::vector<at::Tensor> sums;  // [2 + classes, points] of each task
        for (std::size_t t = 0; t < tasks_.size(); ++t)
            sums.push_back(sumsOf(t, shares, stop));
        const at::Tensor all = at::stack(sums).cpu();
        const auto sum = all.accessor<double, 3>();
        std::vector<std::vector<PointScore>> scores(tasks_.size());
        for (std::size_t t = 0; t < tasks_.size(); ++t) {
            const auto task = static_cast<std::int64_t>(t);
            const auto count = static_cast<double>(tasks_[t].test.examples.count());
            for (std::int64_t p = 0; p < shares.size(0); ++p) {
                std::vector<double> right;
                for (std::int64_t c = 2; c < all.size(1); ++c)
                    right.push_back(sum[task][c][p]);
                const double correct = std::accumulate(right.begin(), right.end(), 0.0);
                scores[t].push_back({sum[task][0][p] / count, correct / count,
                                     standardError(sum[task][0][p], sum[task][1][p], count), std::move(right)});
            }
        }
        return scores;
    }

private:
    at::Tensor sharesOf(const PointRow& row) const
    {
        std::vector<double> numbers;
        for (const double s : row.positions) {
            const std::vector<double> shares = row.sharesAt(s);
            numbers.insert(numbers.end(), shares.begin(), shares.end());
        }
        const at::Tensor shares = at::tensor(numbers, at::kDouble).view({std::ssize(row.positions), -1});
        return sent(shares.to(anchors_.scalar_type()), anchors_.device());
    }

    /// Losses, their squares and the right answers of each label, summed over the examples of a task: [2 + classes, points],
    /// float64.
    at::Tensor sumsOf(std::size_t t, const at::Tensor& shares, const std::stop_token& stop)
    {
        const std::int64_t images = tasks_[t].test.examples.count();
        const std::int64_t widest = *std::max_element(widths_.begin() + 1, widths_.end());
        const std::int64_t imagesAtOnce = std::max<std::int64_t>(1, std::min(images, mostNumbers / (widest * anchors_.size(0))));
        std::vector<at::Tensor> parts;
        for (std::int64_t image = 0; image < images; image += imagesAtOnce) {
            const Examples block = tasks_[t].test.examples.slice(image, std::min(imagesAtOnce, images - image));
            const at::Tensor first = firstValues(block);
            const std::int64_t pointsAtOnce = std::max<std::int64_t>(1, mostNumbers / (block.count() * widest));
            std::vector<at::Tensor> ofPoints;
            for (std::int64_t point = 0; point < shares.size(0); point += pointsAtOnce) {
                if (stop.stop_requested())
                    throw Error(Error::Kind::Interrupted, "stopped");
                const std::int64_t points = std::min(pointsAtOnce, shares.size(0) - point);
                ofPoints.push_back(sums(logits(shares.narrow(0, point, points), first, block), block.labels));
            }
            parts.push_back(at::cat(ofPoints, 1));
        }
        return at::stack(parts).sum(0);
    }

    /// The first layer before ReLU at every anchor, [anchors, images * units].
    at::Tensor firstValues(const Examples& block) const
    {
        const std::int64_t anchors = anchors_.size(0);
        const std::int64_t in = widths_[0];
        const std::int64_t out = widths_[1];
        const at::Tensor matrices = anchors_.narrow(1, 0, in * out).reshape({anchors * out, in});
        const at::Tensor values = at::mm(block.images, matrices.t()).view({block.count(), anchors, out}).transpose(0, 1);
        return (values + anchors_.narrow(1, in * out, out).unsqueeze(1)).reshape({anchors, -1});
    }

    /// [points, images, classes]
    at::Tensor logits(const at::Tensor& shares, const at::Tensor& first, const Examples& block) const
    {
        const std::int64_t points = shares.size(0);
        at::Tensor h = at::mm(shares, first).view({points, block.count(), widths_[1]});
        std::int64_t from = (widths_[0] + 1) * widths_[1];
        for (std::size_t layer = 1; layer + 1 < widths_.size(); ++layer) {
            const std::int64_t in = widths_[layer];
            const std::int64_t out = widths_[layer + 1];
            const at::Tensor weights = at::mm(shares, anchors_.narrow(1, from, (in + 1) * out));
            const at::Tensor matrices = weights.narrow(1, 0, in * out).reshape({points, out, in});
            h = at::baddbmm(weights.narrow(1, in * out, out).unsqueeze(1), h.relu_(), matrices.transpose(1, 2));
            from += (in + 1) * out;
        }
        return network_.heads.restricted(h, block.labels);
    }

    static at::Tensor sums(const at::Tensor& logits, const at::Tensor& labels)
    {
        const at::Tensor index = labels.unsqueeze(1).expand({logits.size(0), -1, 1});
        const at::Tensor loss = logits.log_softmax(2).gather(2, index).squeeze(2).to(at::kDouble).neg();
        const at::Tensor right = logits.argmax(2).eq(labels).to(at::kDouble);
        const at::Tensor ofLabel = at::one_hot(labels, logits.size(2)).to(at::kDouble);  // [images, classes]
        return at::cat({loss.sum(1).unsqueeze(0), loss.square().sum(1).unsqueeze(0), right.mm(ofLabel).t()});
    }

    Classifier network_;
    at::Tensor anchors_;  ///< [anchors, P]
    std::vector<TaskExamples> tasks_;
    std::vector<std::int64_t> widths_;
};

}  // namespace

std::unique_ptr<LandscapeScorer> makeBatchedScorer(const Classifier& network, const std::vector<at::Tensor>& anchors,
                                                   std::vector<TaskExamples> tasks)
{
    return std::make_unique<BatchedScorer>(network, anchors, std::move(tasks));
}

}  // namespace isthmus::engine
