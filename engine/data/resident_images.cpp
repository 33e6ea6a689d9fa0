#include "engine/data/resident_images.h"

#include "engine/error.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

constexpr std::int64_t numbersAtOnce = 1 << 24;  // that are weighted: 64 MB

}  // namespace

ResidentImages::ResidentImages(const ImageSet& images, const at::Device& device)
{
    bytes_ = at::empty({images.count, images.channels, std::int64_t{images.height} * images.width}, at::kByte);
    std::copy(images.pixels.begin(), images.pixels.end(), bytes_.data_ptr<std::uint8_t>());
    bytes_ = bytes_.to(device);
}

at::Tensor ResidentImages::mapped(const PixelMap& map, std::span<const std::int32_t> which, std::stop_token stop) const
{
    const at::Device device = bytes_.device();
    const std::int64_t taps = map.taps;
    const at::Tensor source = sent(at::tensor(map.source, at::kInt), device);
    const at::Tensor weight = sent(at::tensor(map.weight, at::kFloat), device);
    const at::Tensor numbers = sent(at::tensor(at::ArrayRef<std::int32_t>(which.data(), which.size()), at::kInt), device);
    at::Tensor result = at::empty({numbers.size(0), bytes_.size(1), map.pixels}, bytes_.options().dtype(at::kFloat));
    const std::int64_t imagesAtOnce = std::max<std::int64_t>(1, numbersAtOnce / (bytes_.size(1) * taps * map.pixels));
    for (std::int64_t begin = 0; begin < numbers.size(0); begin += imagesAtOnce) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        const std::int64_t n = std::min(imagesAtOnce, numbers.size(0) - begin);
        const at::Tensor bytes = bytes_.index_select(0, numbers.narrow(0, begin, n));
        const at::Tensor weighted = bytes.index_select(2, source).to(at::kFloat).mul_(weight);
        result.narrow(0, begin, n).copy_(weighted.view({n, bytes.size(1), taps, map.pixels}).sum(2).div_(255.0));
    }
    return result;
}

}  // namespace isthmus::engine
