#include "engine/landscapes/lanczos.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

/// Symmetric, with these eigenvalues.
at::Tensor matrixOf(const std::vector<double>& eigenvalues)
{
    const auto n = static_cast<std::int64_t>(eigenvalues.size());
    const auto [q, r] = at::linalg_qr(at::randn({n, n}, at::kDouble));
    return at::mm(q * at::tensor(eigenvalues, at::kDouble), q.t());
}

Eigenpairs solve(const at::Tensor& a, const LanczosOptions& options)
{
    return lanczos([&](const at::Tensor& v) { return at::mv(a, v); }, a.size(0), at::kCPU, options);
}

double residual(const at::Tensor& a, const Eigenpairs& pairs, std::size_t i)
{
    const at::Tensor v = pairs.vectors[static_cast<std::int64_t>(i)];
    return (at::mv(a, v) - v * pairs.values[i]).norm().item<double>();
}

}  // namespace

class LanczosTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(7); }

    void findsTheGreatestMagnitudes()
    {
        std::vector<double> eigenvalues;
        for (int i = 0; i < 200; ++i)
            eigenvalues.push_back(0.01 * i);
        eigenvalues[17] = -9.0;
        eigenvalues[50] = 7.0;
        eigenvalues[90] = -5.0;
        const at::Tensor a = matrixOf(eigenvalues);
        const Eigenpairs pairs = solve(a, {.count = 3, .tolerance = 1e-9, .maxProducts = 100});
        const std::vector<double> expected{-9.0, 7.0, -5.0};
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(std::abs(pairs.values[i] - expected[i]) < 1e-10);
        QVERIFY(pairs.products < 60);
        const at::Tensor gram = at::mm(pairs.vectors, pairs.vectors.t());
        QVERIFY((gram - at::eye(3, at::kDouble)).abs().max().item<double>() < 1e-12);
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(residual(a, pairs, i) < 1e-8);
    }

    void reportsResidualsAndProducts()
    {
        std::vector<double> eigenvalues;
        for (int i = 0; i < 100; ++i)
            eigenvalues.push_back(i);
        const at::Tensor a = matrixOf(eigenvalues);
        int products = 0;
        const auto product = [&](const at::Tensor& v) {
            ++products;
            return at::mv(a, v);
        };
        const Eigenpairs pairs = lanczos(product, 100, at::kCPU, {.count = 2, .tolerance = 0.0, .maxProducts = 15});
        QCOMPARE(pairs.products, 15);
        QCOMPARE(products, 15);
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(pairs.residuals[i] > 1e-3);
            QVERIFY(std::abs(pairs.residuals[i] - residual(a, pairs, i)) < 1e-9);
        }
        const Eigenpairs looser = solve(a, {.count = 1, .tolerance = 0.02, .maxProducts = 100});
        QVERIFY(looser.residuals[0] <= 0.02 * looser.values[0]);
        QVERIFY(looser.products < 60);
    }

    void signsAndStartAreFixed()
    {
        const at::Tensor a = matrixOf({1.0, -6.0, 3.0, 0.5});
        const Eigenpairs pairs = solve(a, {.count = 4, .tolerance = 0.0});
        for (std::int64_t i = 0; i < 4; ++i) {
            const at::Tensor v = pairs.vectors[i];
            QCOMPARE(v.max().item<double>(), v.abs().max().item<double>());
        }
        QVERIFY(pairs.vectors.equal(solve(a, {.count = 4, .tolerance = 0.0}).vectors));
    }

    void smallSpacesAreSearchedWhole()
    {
        // One product with the identity leads nowhere new; the zero matrix not even that far.
        const Eigenpairs same = solve(2.0 * at::eye(5, at::kDouble), {.count = 3});
        QCOMPARE(same.values.size(), std::size_t{3});
        for (const double value : same.values)
            QVERIFY(std::abs(value - 2.0) < 1e-12);
        const at::Tensor gram = at::mm(same.vectors, same.vectors.t());
        QVERIFY((gram - at::eye(3, at::kDouble)).abs().max().item<double>() < 1e-12);
        QCOMPARE(solve(at::zeros({4, 4}, at::kDouble), {.count = 2}).values, (std::vector<double>{0.0, 0.0}));
        const Eigenpairs all = solve(matrixOf({1.0, 2.0}), {.count = 5, .tolerance = 0.0});
        QCOMPARE(all.values.size(), std::size_t{2});
        QVERIFY(std::abs(all.values[1] - 1.0) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(LanczosTest)
#include "tst_lanczos.moc"
