#pragma once
#include "engine/data/pixel_map.h"
#include "engine/tensor.h"

namespace isthmus::engine {

/// A data set's images where a device can reach them, one byte a pixel, so that tasks are made there and no image travels twice.
class ResidentImages {
public:
    /// Copies all images to the device.
    ResidentImages(const ImageSet& images, const at::Device& device);

    /// What `applyMap` gives, up to rounding, computed on the device: [count, channels, height*width], float32. Throws
    /// Error(Interrupted) within 200 ms of a stop request.
    at::Tensor mapped(const PixelMap& map, std::span<const std::int32_t> which, std::stop_token stop = {}) const;

private:
    at::Tensor bytes_;  ///< uint8, [images, channels, pixels]
};

}  // namespace isthmus::engine
