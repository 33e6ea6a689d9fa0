#pragma once
#include "engine/models/classifier.h"
#include "engine/models/perceptron_layers.h"

namespace isthmus::engine {

/// One task's images as the first layer of each anchor sees them.
struct FirstValues {
    std::vector<at::Tensor> first;  ///< of each anchor, [images, out(0)] before ReLU
    at::Tensor labels;
};

/// Sums over the images of a piece at one point.
struct ScoreSum {
    double loss = 0.0;
    double lossSquared = 0.0;
    std::int64_t correct = 0;
};

/// What all images need to know of a stretch of points.
struct RowStretch {
    std::vector<float> positions;
    std::vector<float> first;  ///< shares of the anchors
    std::vector<float> last;
    at::Tensor atFirst;  ///< arranged weights
    at::Tensor atLast;
    at::Tensor both;                   ///< the sum of their second matrices
    std::vector<at::Tensor> atPoints;  ///< arranged weights of each point, from the third layer on
};

/// One thread's arrays, and its way through a block of images.
class PerceptronWalk {
public:
    static constexpr std::int64_t blockImages = 10;  ///< at once, at most: their curves stay in the first cache

    PerceptronWalk(const PerceptronLayers& layers, const Heads& heads, std::size_t points);
    /// Adds the scores of images `begin` … `begin + count - 1` to `sums` [points].
    void through(const FirstValues& task, std::int64_t begin, std::int64_t count, const RowStretch& stretch, ScoreSum* sums);

private:
    /// A unit of the first layer that turns before a point.
    struct Turning {
        std::int32_t unit;
        std::size_t before;
    };

    const float* secondMatrix(const at::Tensor& weights) const { return weights.data_ptr<float>() + layers_.matrix(1); }

    void mixFirstLayer(const FirstValues& task, std::int64_t begin, std::int64_t count, const RowStretch& stretch);
    /// The products that the curves' coefficients at the first point are made of: what ReLU lets through there, at both ends and
    /// added up, with the matrices of both ends and their sum. Three products serve as four would.
    void startCurves(std::int64_t count, const RowStretch& stretch);
    /// Takes one image along the points, up to the second layer.
    void follow(std::int64_t image, const RowStretch& stretch);
    /// The units that turn on or off between two points, sorted by the point they turn before: `turns_` from `begins_[p]` on.
    void findTurns(std::int64_t image, const std::vector<float>& positions);
    /// The first point after a place in [0, 1]; their number where there is none, as for a place that is not a number.
    static std::size_t pointAfter(float where, const std::vector<float>& positions);
    /// The layers after the second at one point; their logits [images, classes].
    float* finish(std::int64_t point, std::int64_t count, const RowStretch& stretch);
    void add(float* logits, const std::int64_t* labels, std::int64_t count, ScoreSum& sum);

    const PerceptronLayers& layers_;
    const Heads& heads_;
    const LayerLoops<float>& loops_;
    at::Tensor ends_;      ///< [2, images, units] the first layer before ReLU, at both ends
    at::Tensor through_;   ///< [3, images, units] without the units that are off at the first: both ends and their sum
    at::Tensor products_;  ///< [3, images, width]
    at::Tensor curve_;     ///< [3, width] of the image at hand
    at::Tensor values_;    ///< [points, images, width] the second layer
    std::vector<Turning> turning_;
    std::vector<Turn<float>> turns_;
    std::vector<std::size_t> begins_;
    std::vector<std::size_t> places_;
    std::vector<float> later_[2];
};

}  // namespace isthmus::engine
