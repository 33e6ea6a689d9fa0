#pragma once
#include <cstdint>
#include <span>

namespace isthmus::engine {

/// A row of numbers and what it is multiplied with.
template <typename Real>
struct Scaled {
    const Real* row;
    Real factor;
};

/// point [size] = sum over the rows of factor * row; there is at least one row.
void combine(std::span<const Scaled<float>> rows, std::int64_t size, float* point);
void combine(std::span<const Scaled<double>> rows, std::int64_t size, double* point);

/// One vertex: v <- momentum v + sum over the rows of factor * row, w <- w - rate v. Without `velocity` the sum itself is v.
void descend(std::span<const Scaled<float>> rows, std::int64_t size, float rate, float momentum, float* velocity, float* vertex);
void descend(std::span<const Scaled<double>> rows, std::int64_t size, double rate, double momentum, double* velocity,
             double* vertex);

}  // namespace isthmus::engine
