#include "engine/subspaces/simplex.h"

namespace isthmus::engine {

at::Tensor Simplex::point(const std::vector<double>& a) const { return at::mv(vertices.t(), at::tensor(a, vertices.options())); }

at::Tensor Simplex::midpoint() const { return vertices.mean(0); }

void Simplex::rest() { velocity = at::Tensor(); }

std::vector<double> sampleSimplex(int n, Random& random)
{
    std::vector<double> a(static_cast<std::size_t>(n));
    double sum = 0.0;
    for (double& share : a)
        sum += share = random.exponential();
    for (double& share : a)
        share /= sum;
    return a;
}

}  // namespace isthmus::engine
