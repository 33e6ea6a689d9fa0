#pragma once
#include "engine/data/image_set.h"
#include "engine/random.h"

#include <span>
#include <stop_token>

namespace isthmus::engine {

/// A linear map of one image plane: every output pixel is a weighted sum of `taps` input pixels. Rotations and
/// permutations are both of this form, so a whole task is transformed in one pass over its images.
struct PixelMap {
    int pixels = 0;  ///< height * width
    int taps = 1;
    std::vector<std::int32_t> source;  ///< [taps * pixels] indices of input pixels: the first tap of every pixel, then the second
    std::vector<float> weight;         ///< [taps * pixels]
};

PixelMap identityMap(int height, int width);
/// Output pixel p is input pixel order[p].
PixelMap permutationMap(const std::vector<std::int64_t>& order);
/// Counter-clockwise by `degrees` about the image centre, bilinear, zero outside.
PixelMap rotationMap(int height, int width, double degrees);

/// Maps the images with these numbers (every channel by the same map) into `out` [count, channels*height*width], scaled to
/// [0, 1]. Polls `stop` and throws Error(Interrupted) within 200 ms.
void applyMap(const PixelMap& map, const ImageSet& images, std::span<const std::int32_t> which, float* out,
              std::stop_token stop = {});

}  // namespace isthmus::engine
