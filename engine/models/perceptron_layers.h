#pragma once
#include "engine/models/layer_loops.h"
#include "engine/tensor.h"

#include <optional>
#include <vector>

namespace isthmus::engine {

/// A perceptron's weights arranged for evaluating many images: every matrix transposed, [inputs, outputs], then its bias, and
/// outputs padded to whole vectors: with zeros, and where they are classes with a bias of `never`. A mixture of arranged weights
/// whose shares add up to 1 is the mixture arranged.
class PerceptronLayers {
public:
    explicit PerceptronLayers(std::span<const std::int64_t> widths);  ///< inputs, hidden layers, classes

    std::size_t count() const { return in_.size(); }
    std::int64_t in(std::size_t layer) const { return in_[layer]; }          ///< padded, but for the pixels
    std::int64_t out(std::size_t layer) const { return out_[layer]; }        ///< padded
    std::int64_t matrix(std::size_t layer) const { return offset_[layer]; }  ///< where it begins
    std::int64_t bias(std::size_t layer) const { return offset_[layer] + in_[layer] * out_[layer]; }
    std::int64_t classes() const { return widths_.back(); }

    /// The weights [P] as float32 in this arrangement.
    at::Tensor arranged(const at::Tensor& weights) const;
    /// values [images, out(layer)] = inputs [images, in(layer)] matrix + bias, and ReLU where `rectified`.
    void run(std::size_t layer, const float* arranged, const float* inputs, std::int64_t images, bool rectified,
             float* values) const;
    /// The first layer before ReLU, [N, out(0)], of dense float32 images [N, pixels]. Shares the work among threads.
    at::Tensor firstValues(const at::Tensor& arranged, const at::Tensor& images) const;
    /// All layers together, [N, classes], in the same way.
    at::Tensor logits(const at::Tensor& arranged, const at::Tensor& images) const;

private:
    /// The number that most pixels of some images are, as in pictures of digits, and what that saves of the first layer.
    struct Background {
        float pixel;
        std::vector<float> values;  ///< [out(0)], the first layer before ReLU of an image that is nothing else
    };

    std::optional<Background> backgroundOf(const at::Tensor& arranged, const at::Tensor& images) const;
    void runFirst(const float* arranged, const std::optional<Background>& background, const float* inputs, std::int64_t images,
                  bool rectified, float* values) const;

    std::vector<std::int64_t> widths_;
    std::vector<std::int64_t> in_;
    std::vector<std::int64_t> out_;
    std::vector<std::int64_t> offset_;
    std::int64_t size_ = 0;
    const LayerLoops<float>& loops_;
};

}  // namespace isthmus::engine
