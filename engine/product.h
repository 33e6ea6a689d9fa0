#pragma once
#include <cstdint>

namespace isthmus::engine {

/// How a matrix is read.
enum class As { Is, Transposed };

/// C [m, n] = op(A) op(B), all row-major and dense, with inner dimension k. By oneDNN, or by LibTorch where there is none.
void product(As a, As b, std::int64_t m, std::int64_t n, std::int64_t k, const float* A, const float* B, float* C);

}  // namespace isthmus::engine
