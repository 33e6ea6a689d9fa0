#include "engine/data/examples.h"

#include <cassert>
#include <cstddef>
#include <cstring>
#include <span>

namespace isthmus::engine {

namespace {

/// Rows copied by this thread. LibTorch would share those of a large batch among its threads, which then look for more work for a
/// while, and on a small machine take the processor from whoever helps with the step itself (engine/subspaces/companion.h).
at::Tensor rowsAt(const at::Tensor& rows, const at::Tensor& index)
{
    if (!rows.is_cpu() || !rows.is_contiguous())
        return rows.index_select(0, index);
    std::vector<std::int64_t> shape = rows.sizes().vec();
    shape.front() = index.numel();
    at::Tensor taken = at::empty(shape, rows.options());
    const auto bytes = static_cast<std::size_t>(rows.stride(0)) * rows.itemsize();
    const auto* from = static_cast<const std::byte*>(rows.data_ptr());
    auto* to = static_cast<std::byte*>(taken.data_ptr());
    const at::Tensor positions = index.contiguous();
    for (const std::int64_t row : std::span(positions.data_ptr<std::int64_t>(), static_cast<std::size_t>(positions.numel()))) {
        assert(row >= 0 && row < rows.size(0));
        std::memcpy(to, from + static_cast<std::size_t>(row) * bytes, bytes);
        to += bytes;
    }
    return taken;
}

}  // namespace

Examples Examples::at(const at::Tensor& index) const { return {rowsAt(images, index), labels.index_select(0, index)}; }

}  // namespace isthmus::engine
