#include "engine/product.h"

#include <ATen/ATen.h>

#ifdef ISTHMUS_HAS_DNNL
#include <oneapi/dnnl/dnnl.h>
#endif

#include <stdexcept>

namespace isthmus::engine {

void product(As a, As b, std::int64_t m, std::int64_t n, std::int64_t k, const float* A, const float* B, float* C)
{
#ifdef ISTHMUS_HAS_DNNL
    const bool ta = a == As::Transposed;
    const bool tb = b == As::Transposed;
    if (dnnl_sgemm(ta ? 'T' : 'N', tb ? 'T' : 'N', m, n, k, 1.0F, A, ta ? m : k, B, tb ? k : n, 0.0F, C, n) != dnnl_success)
        throw std::runtime_error("oneDNN could not multiply two matrices");
#else
    const auto matrix = [](const float* data, std::int64_t rows, std::int64_t columns, As as) {
        auto* unchanged = const_cast<float*>(data);  // from_blob takes no constant; nothing is written through it
        return as == As::Is ? at::from_blob(unchanged, {rows, columns}) : at::from_blob(unchanged, {columns, rows}).t();
    };
    at::Tensor out = at::from_blob(C, {m, n});
    at::mm_out(out, matrix(A, m, k, a), matrix(B, k, n, b));
#endif
}

}  // namespace isthmus::engine
