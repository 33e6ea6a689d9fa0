#include "engine/error.h"
#include "engine/landscapes/principal_plane.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

std::vector<at::Tensor> someNetworks(int count, std::int64_t size, at::ScalarType type = at::kDouble)
{
    std::vector<at::Tensor> networks;
    for (int i = 0; i < count; ++i)
        networks.push_back(at::randn({size}, at::kDouble).add(3.0).to(type));
    return networks;
}

std::string problemOf(const std::vector<at::Tensor>& networks)
{
    try {
        principalPlane(networks);
    } catch (const Error& error) {
        return error.kind() == Error::Kind::BadInput ? error.what() : "another kind";
    }
    return "none";
}

}  // namespace

class PrincipalPlaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(7); }

    void agreesWithSingularValues_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("size");
        QTest::newRow("three") << 3 << 40;
        QTest::newRow("seven") << 7 << 40;
        QTest::newRow("more than one stretch of columns") << 5 << 150000;
        QTest::newRow("more networks than weights") << 9 << 4;
    }
    void agreesWithSingularValues()
    {
        QFETCH(int, count);
        QFETCH(int, size);
        const auto networks = someNetworks(count, size);
        const PrincipalPlane plane = principalPlane(networks);
        const at::Tensor rows = at::stack(networks);
        QVERIFY((plane.mean - rows.mean(0)).abs().max().item<double>() < 1e-12);
        const auto [u, s, v] = at::linalg_svd(rows - rows.mean(0), false);
        for (std::size_t which = 0; which < 2; ++which) {
            const auto i = static_cast<std::int64_t>(which);
            QVERIFY(std::abs(plane.directions[which].norm().item<double>() - 1.0) < 1e-10);
            QVERIFY(std::abs(std::abs(plane.directions[which].dot(v[i]).item<double>()) - 1.0) < 1e-10);
            QVERIFY(std::abs(plane.explained[which] - (s[i].square() / s.square().sum()).item<double>()) < 1e-10);
        }
    }

    void placesNetworks()
    {
        const auto networks = someNetworks(6, 50);
        const PrincipalPlane plane = principalPlane(networks);
        for (std::size_t i = 0; i < networks.size(); ++i) {
            const at::Tensor difference = networks[i] - plane.mean;
            at::Tensor rest = difference.clone();
            for (std::size_t which = 0; which < 2; ++which) {
                const double along = difference.dot(plane.directions[which]).item<double>();
                QVERIFY(std::abs(plane.places[i][which] - along) < 1e-10);
                rest -= plane.directions[which] * along;
            }
            QVERIFY(std::abs(plane.residuals[i] - rest.norm().item<double>()) < 1e-10);
        }
    }

    void threeNetworksLieInTheirPlane()
    {
        const auto networks = someNetworks(3, 100, at::kFloat);
        const PrincipalPlane plane = principalPlane(networks);
        QCOMPARE(plane.mean.scalar_type(), at::kFloat);
        QCOMPARE(plane.directions[1].scalar_type(), at::kFloat);
        QVERIFY(std::abs(plane.explained[0] + plane.explained[1] - 1.0) < 1e-12);
        for (std::size_t i = 0; i < 3; ++i) {
            const at::Tensor there =
                plane.mean + plane.directions[0] * plane.places[i][0] + plane.directions[1] * plane.places[i][1];
            QVERIFY((there - networks[i]).abs().max().item<double>() < 1e-5);
            QVERIFY(plane.residuals[i] < 1e-6);
        }
    }

    void signFollowsTheFirstFarNetwork()
    {
        // Two ends at the same distance from the mean, a network to the side of it, one near it.
        const at::Tensor x = at::tensor({3.0, 0.0, 0.0}, at::kDouble);
        const at::Tensor y = at::tensor({0.0, 1.0, 0.0}, at::kDouble);
        const PrincipalPlane there = principalPlane({-x, y, x, 0.0 * x});
        const PrincipalPlane back = principalPlane({x, y, -x, 0.0 * x});
        QVERIFY(there.places[0][0] > 2.9 && back.places[0][0] > 2.9);
        QVERIFY((there.directions[0] + back.directions[0]).norm().item<double>() < 1e-12);
        QVERIFY((there.directions[1] - back.directions[1]).norm().item<double>() < 1e-12);
        QVERIFY(there.places[1][1] > 0.7);  // at 3/4, the others at -1/4
    }

    void refusesWhatSpansNoPlane()
    {
        const auto networks = someNetworks(2, 30);
        const at::Tensor& a = networks[0];
        const at::Tensor& b = networks[1];
        QVERIFY(problemOf({a, b}).find("three networks") != std::string::npos);
        QVERIFY(problemOf({a, b, 0.25 * a + 0.75 * b, 2.0 * a - b}).find("on one line") != std::string::npos);
        QVERIFY(problemOf({a, a, a}).find("on one line") != std::string::npos);
        QVERIFY(problemOf({a, b, at::full_like(a, NAN)}).find("not finite") != std::string::npos);
        QCOMPARE(problemOf({a, b, at::zeros_like(a)}), "none");
    }
};

QTEST_APPLESS_MAIN(PrincipalPlaneTest)
#include "tst_principal_plane.moc"
