#include "engine/landscapes/lanczos.h"

#include "engine/random.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

namespace {

at::Tensor randomVector(std::int64_t size, Random& random)
{
    at::Tensor vector = at::empty({size}, at::kDouble);
    for (std::int64_t i = 0; i < size; ++i)
        vector.data_ptr<double>()[i] = random.normal();
    return vector;
}

/// Takes away what lies in the span of the rows; twice, because the first time leaves rounding errors.
void makePerpendicular(at::Tensor& vector, const at::Tensor& rows)
{
    for (int time = 0; time < 2; ++time)
        vector.sub_(at::mv(rows.t(), at::mv(rows, vector)));
}

/// What the tridiagonal matrix of the first iterations says.
struct Ritz {
    at::Tensor values;     ///< [count], the greatest magnitude first
    at::Tensor vectors;    ///< [count, iterations]
    at::Tensor residuals;  ///< [count]

    /// `next` is the length of the vector that the last iteration left.
    Ritz(const at::Tensor& tridiagonal, double next, std::int64_t count)
    {
        const auto [all, columns] = at::linalg_eigh(tridiagonal);
        const at::Tensor order = all.abs().argsort(0, /*descending=*/true).slice(0, 0, count);
        values = all.index_select(0, order);
        vectors = columns.index_select(1, order).t();
        residuals = vectors.select(1, -1).abs() * next;
    }

    double largest() const { return values[0].abs().item<double>(); }
};

std::vector<double> numbers(const at::Tensor& tensor)
{
    return {tensor.data_ptr<double>(), tensor.data_ptr<double>() + tensor.numel()};
}

}  // namespace

Eigenpairs lanczos(const std::function<at::Tensor(const at::Tensor&)>& product, std::int64_t size, const at::Device& device,
                   const LanczosOptions& options)
{
    const std::int64_t most = std::min<std::int64_t>(options.maxProducts, size);
    const std::int64_t count = std::min<std::int64_t>(options.count, most);
    Random random(0, "lanczos");
    at::Tensor basis = at::empty({most, size}, at::TensorOptions(device).dtype(at::kDouble));
    at::Tensor tridiagonal = at::zeros({most, most}, at::kDouble);
    at::Tensor next = randomVector(size, random).to(device);
    for (std::int64_t i = 0;; ++i) {
        const at::Tensor vector = basis[i].copy_(next / next.norm());
        const at::Tensor rows = basis.narrow(0, 0, i + 1);
        next = product(vector).clone();
        tridiagonal[i][i] = vector.dot(next).cpu();
        makePerpendicular(next, rows);
        double length = next.norm().item<double>();
        const Ritz ritz(tridiagonal.narrow(0, 0, i + 1).narrow(1, 0, i + 1), length, count);
        const bool converged = i + 1 >= count && ritz.residuals.max().item<double>() <= options.tolerance * ritz.largest();
        if (converged || i + 1 == most) {
            at::Tensor vectors = at::mm(ritz.vectors.to(device), rows);
            const at::Tensor outermost = vectors.gather(1, vectors.abs().argmax(1, /*keepdim=*/true));
            return {.values = numbers(ritz.values),
                    .vectors = vectors.mul_(outermost.sign()),
                    .residuals = numbers(ritz.residuals),
                    .products = static_cast<int>(i + 1)};
        }
        if (length <= 1e-12 * ritz.largest()) {  // the rows span all that the first vector leads to
            next = randomVector(size, random).to(device);
            makePerpendicular(next, rows);
            length = 0.0;
        }
        tridiagonal[i][i + 1] = tridiagonal[i + 1][i] = length;
    }
}

}  // namespace isthmus::engine
