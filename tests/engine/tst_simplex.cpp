#include "engine/models/mlp.h"
#include "engine/subspaces/simplex_learner.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

constexpr InputShape tiny{.channels = 1, .height = 2, .width = 3, .classes = 3};

/// A 6-5-4-3 network in float64 on which every derivative can be checked by differences.
struct Problem {
    std::unique_ptr<Model> model = makeMlp({{"kind", "mlp"}, {"hidden", {5, 4}}, {"dropout", 0.0}}, tiny);
    Simplex simplex;
    at::Tensor images;
    at::Tensor labels = at::tensor(std::vector<std::int64_t>{0, 2, 1, 2, 0});

    explicit Problem(int n)
    {
        Random random(7);
        const auto fill = [&](at::Tensor tensor) {
            double* values = tensor.data_ptr<double>();
            for (std::int64_t i = 0; i < tensor.numel(); ++i)
                values[i] = random.normal();
            return tensor;
        };
        simplex.vertices = fill(at::empty({n, model->layout().size()}, at::kDouble)) * 0.5;
        images = fill(at::empty({5, 6}, at::kDouble));
    }

    double loss(const at::Tensor& vertices, const std::vector<double>& a) const
    {
        at::Tensor weights = at::zeros({vertices.size(1)}, at::kDouble);
        for (std::int64_t i = 0; i < vertices.size(0); ++i)
            weights += vertices[i] * a[static_cast<std::size_t>(i)];
        return at::cross_entropy_loss(model->logits(weights, images, nullptr), labels).item<double>();
    }
};

}  // namespace

class SimplexTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sampleIsUniform()
    {
        // Of Dirichlet(1, 1, 1): mean 1/3, variance 2/(9*4) = 1/18, and P(a_1 < 0.2) = 1 - 0.8^2.
        constexpr int draws = 40000;
        double mean = 0.0;
        double square = 0.0;
        int small = 0;
        for (int i = 0; i < draws; ++i) {
            Random random(3, "test", static_cast<std::uint64_t>(i));
            const std::vector<double> a = sampleSimplex(3, random);
            QVERIFY(std::abs(a[0] + a[1] + a[2] - 1.0) < 1e-12);
            QVERIFY(a[0] >= 0.0 && a[1] >= 0.0 && a[2] >= 0.0);
            mean += a[0] / draws;
            square += a[0] * a[0] / draws;
            small += a[0] < 0.2 ? 1 : 0;
        }
        QVERIFY(std::abs(mean - 1.0 / 3.0) < 0.005);
        QVERIFY(std::abs(square - mean * mean - 1.0 / 18.0) < 0.002);
        QVERIFY(std::abs(static_cast<double>(small) / draws - 0.36) < 0.01);
    }

    void midpointAndPointAgreeWithSums()
    {
        const Problem problem(3);
        const at::Tensor& w = problem.simplex.vertices;
        QVERIFY(at::allclose(problem.simplex.midpoint(), (w[0] + w[1] + w[2]) / 3.0, 0.0, 1e-14));
        QVERIFY(at::allclose(problem.simplex.point({0.2, 0.5, 0.3}), w[0] * 0.2 + w[1] * 0.5 + w[2] * 0.3, 0.0, 1e-14));
    }

    /// The rule "the gradient of vertex i is a_i g" against central differences in float64, at every weight of every vertex.
    void stepFollowsFiniteDifferences()
    {
        Problem problem(3);
        const std::vector<double> a{0.2, 0.5, 0.3};
        const at::Tensor before = problem.simplex.vertices.clone();
        const LossTerm term{.images = problem.images, .labels = problem.labels, .a = a};
        const auto kernel = makeAutogradStep(*problem.model);
        const at::Tensor loss = kernel->take(problem.simplex, {&term, 1}, {.rate = 1.0}, Random(1));
        QVERIFY(std::abs(loss.item<double>() - problem.loss(before, a)) < 1e-12);
        const at::Tensor gradient = before - problem.simplex.vertices;  // rate 1, no momentum

        constexpr double h = 1e-6;
        double worst = 0.0;
        for (std::int64_t i = 0; i < before.size(0); ++i) {
            for (std::int64_t k = 0; k < before.size(1); ++k) {
                at::Tensor up = before.clone();
                at::Tensor down = before.clone();
                up[i][k] += h;
                down[i][k] -= h;
                const double difference = (problem.loss(up, a) - problem.loss(down, a)) / (2.0 * h);
                worst = std::max(worst, std::abs(difference - gradient[i][k].item<double>()));
            }
        }
        QVERIFY2(worst < 1e-8, qPrintable(QString::number(worst)));
    }

    void anchorsAndChainFactor()
    {
        Problem problem(2);
        const at::Tensor anchor = problem.simplex.vertices[0] * -0.7 + 0.1;
        const std::vector<double> a{0.3, 0.45};
        const LossTerm term{.images = problem.images, .labels = problem.labels, .a = a, .anchor = anchor, .b = 0.25};
        const at::Tensor before = problem.simplex.vertices.clone();
        const auto kernel = makeAutogradStep(*problem.model);
        const at::Tensor loss = kernel->take(problem.simplex, {&term, 1}, {.rate = 1.0}, Random(1));
        const at::Tensor point = before[0] * 0.3 + before[1] * 0.45 + anchor * 0.25;
        const double expected =
            at::cross_entropy_loss(problem.model->logits(point, problem.images, nullptr), problem.labels).item<double>();
        QVERIFY(std::abs(loss.item<double>() - expected) < 1e-12);
        const at::Tensor moved = before - problem.simplex.vertices;
        QVERIFY(at::allclose(moved[0] * 0.45, moved[1] * 0.3, 1e-9, 1e-12));  // both are a_i g

        problem.simplex = {before.clone(), {}};
        kernel->take(problem.simplex, {&term, 1}, {.rate = 1.0, .chainFactor = false}, Random(1));
        QVERIFY(at::allclose(before - problem.simplex.vertices, moved / 0.75, 1e-9, 1e-12));
    }

    void momentumAccumulates()
    {
        Problem problem(2);
        const LossTerm term{.images = problem.images, .labels = problem.labels, .a = {0.5, 0.5}};
        const auto kernel = makeAutogradStep(*problem.model);
        const auto gradientAt = [&](const at::Tensor& vertices) {
            Simplex probe{vertices.clone(), {}};
            kernel->take(probe, {&term, 1}, {.rate = 1.0}, Random(1));
            return vertices - probe.vertices;
        };
        at::Tensor w = problem.simplex.vertices.clone();
        at::Tensor v = at::zeros_like(w);
        for (int i = 0; i < 3; ++i) {
            v = v * 0.8 + gradientAt(w);
            w = w - v * 0.1;
            kernel->take(problem.simplex, {&term, 1}, {.rate = 0.1, .momentum = 0.8}, Random(1));
        }
        QVERIFY(at::allclose(problem.simplex.vertices, w, 1e-10, 1e-12));
        QVERIFY(at::allclose(problem.simplex.velocity, v, 1e-10, 1e-12));
    }

    void learnersStartAsAsked()
    {
        const std::shared_ptr<const Model> model = makeMlp({{"kind", "mlp"}, {"hidden", {4}}, {"dropout", 0.0}}, tiny);
        const SimplexLearner same(model, 3, SimplexLearner::Start::Same, 0.0, 5, at::kCPU);
        QVERIFY(at::equal(same.simplex().vertices[0], same.simplex().vertices[2]));
        const SimplexLearner apart(model, 3, SimplexLearner::Start::Independent, 0.0, 5, at::kCPU);
        QVERIFY(!at::equal(apart.simplex().vertices[0], apart.simplex().vertices[1]));
        QVERIFY(at::equal(same.simplex().vertices[0], apart.simplex().vertices[0]));
        QCOMPARE(apart.members(0, 1).size(), std::size_t{1});
        QVERIFY(at::equal(apart.members(0, 1)[0], apart.simplex().midpoint()));
        QCOMPARE(apart.members(4, 1).size(), std::size_t{4});
        // One network without anchors has nothing to mix: 3 forwards per example, 2 operations per weight to move it.
        const SimplexLearner one(model, 1, SimplexLearner::Start::Same, 1.0, 5, at::kCPU);
        const double forward = 2.0 * (6 * 4 + 4 * 3);
        QCOMPARE(one.stepOperations(10.0, 1, false), 3.0 * 10.0 * forward + 2.0 * 43.0);
        QCOMPARE(apart.stepOperations(10.0, 1, false), 3.0 * 10.0 * forward + 5.0 * 43.0 + 6.0 * 43.0);
    }
};

QTEST_APPLESS_MAIN(SimplexTest)
#include "tst_simplex.moc"
