#pragma once
#include "engine/data/checksum.h"
#include "engine/tensor.h"

namespace isthmus::engine {

/// SHA-256 of the tensor's numbers, in lower-case hexadecimal.
inline std::string checksumOf(const at::Tensor& numbers)
{
    const at::Tensor here = numbers.cpu().contiguous();
    return sha256(std::string_view(static_cast<const char*>(here.data_ptr()), here.nbytes()));
}

}  // namespace isthmus::engine
