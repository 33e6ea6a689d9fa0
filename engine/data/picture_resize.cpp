#include "engine/data/picture.h"
#include "engine/error.h"
#include "engine/tensor.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

constexpr std::int64_t pixelsAtOnce = 1 << 21;  // some 30 milliseconds, and 24 MB as floats

at::Tensor scaled(const at::Tensor& planes, std::int64_t height, std::int64_t width)
{
    return at::_upsample_bilinear2d_aa(planes.unsqueeze(0), {height, width}, /*align_corners=*/false).squeeze(0);
}

/// The planes [3, height, side] of a picture [height, width, 3], rows for rows: the filter is separable, so that what is done
/// in width first and then in height is the same as both at once, and a large picture is never there as floats.
at::Tensor scaledInWidth(const at::Tensor& pixels, int side, const std::stop_token& stop)
{
    const std::int64_t height = pixels.size(0);
    const std::int64_t rowsAtOnce = std::max<std::int64_t>(pixelsAtOnce / pixels.size(1), 1);
    at::Tensor result = at::empty({3, height, side});
    for (std::int64_t row = 0; row < height; row += rowsAtOnce) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        const std::int64_t rows = std::min(rowsAtOnce, height - row);
        const at::Tensor strip = pixels.narrow(0, row, rows).permute({2, 0, 1}).to(at::kFloat).contiguous();
        result.narrow(1, row, rows).copy_(scaled(strip, rows, side));
    }
    return result;
}

}  // namespace

void resizePicture(const Picture& picture, int side, std::span<std::uint8_t> planes, const std::stop_token& stop)
{
    const at::NoGradGuard noGradients;
    const at::Tensor pixels =
        at::from_blob(const_cast<std::uint8_t*>(picture.rgb.data()), {picture.height, picture.width, 3}, at::kByte);
    at::Tensor result = at::from_blob(planes.data(), {3, side, side}, at::kByte);
    if (picture.height == side && picture.width == side)
        result.copy_(pixels.permute({2, 0, 1}));
    else
        result.copy_(scaled(scaledInWidth(pixels, side, stop), side, side).round_().clamp_(0, 255));
}

}  // namespace isthmus::engine
