#include "engine/landscapes/inner_product.h"

#include <cmath>
#include <numeric>

namespace isthmus::engine {

double innerProduct(const at::Tensor& a, const at::Tensor& b)
{
    const at::Tensor one = a.to(at::kCPU, at::kDouble).contiguous();
    const at::Tensor other = b.to(at::kCPU, at::kDouble).contiguous();
    const double* const begin = one.data_ptr<double>();
    return std::inner_product(begin, begin + one.numel(), other.data_ptr<double>(), 0.0);
}

double lengthOf(const at::Tensor& vector) { return std::sqrt(innerProduct(vector, vector)); }

}  // namespace isthmus::engine
