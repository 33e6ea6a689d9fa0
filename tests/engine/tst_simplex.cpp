#include "engine/subspaces/simplex_learner.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::engine;
using namespace isthmus::tests;

namespace {

/// A 6-5-4-3 network in float64 on which every derivative can be checked by differences.
struct Problem {
    std::shared_ptr<const Classifier> network = perceptron({5, 4});
    Simplex simplex;
    Examples batch{.images = {}, .labels = at::tensor(std::vector<std::int64_t>{0, 2, 1, 2, 0})};

    explicit Problem(int n)
    {
        Random random(7);
        const auto fill = [&](at::Tensor tensor) {
            double* values = tensor.data_ptr<double>();
            for (std::int64_t i = 0; i < tensor.numel(); ++i)
                values[i] = random.normal();
            return tensor;
        };
        simplex.vertices = fill(at::empty({n, network->model->layout().size()}, at::kDouble)) * 0.5;
        batch.images = fill(at::empty({5, 6}, at::kDouble));
    }

    double loss(const at::Tensor& vertices, const std::vector<double>& a) const
    {
        at::Tensor weights = at::zeros({vertices.size(1)}, at::kDouble);
        for (std::int64_t i = 0; i < vertices.size(0); ++i)
            weights += vertices[i] * a[static_cast<std::size_t>(i)];
        return at::cross_entropy_loss(network->model->logits(weights, batch.images), batch.labels).item<double>();
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

    void pointsAgreeWithSums()
    {
        const Problem problem(3);
        const at::Tensor& w = problem.simplex.vertices;
        QVERIFY(at::allclose(problem.simplex.point({0.2, 0.5, 0.3}), w[0] * 0.2 + w[1] * 0.5 + w[2] * 0.3, 0.0, 1e-14));
    }

    /// The rule "the gradient of vertex i is a_i g" against central differences in float64, at every weight of every vertex.
    void stepFollowsFiniteDifferences()
    {
        Problem problem(3);
        const std::vector<double> a{0.2, 0.5, 0.3};
        const at::Tensor before = problem.simplex.vertices.clone();
        const LossTerm term{.batch = problem.batch, .place = {.a = a}};
        const auto kernel = makeAutogradStep(problem.network);
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
        const LossTerm term{.batch = problem.batch, .place = {.a = a, .anchor = anchor, .b = 0.25}};
        const at::Tensor before = problem.simplex.vertices.clone();
        const auto kernel = makeAutogradStep(problem.network);
        const at::Tensor loss = kernel->take(problem.simplex, {&term, 1}, {.rate = 1.0}, Random(1));
        const at::Tensor point = before[0] * 0.3 + before[1] * 0.45 + anchor * 0.25;
        const double expected = problem.network->loss(point, problem.batch).item<double>();
        QVERIFY(std::abs(loss.item<double>() - expected) < 1e-12);
        const at::Tensor moved = before - problem.simplex.vertices;
        QVERIFY(at::allclose(moved[0] * 0.45, moved[1] * 0.3, 1e-9, 1e-12));  // both are a_i g

        problem.simplex = {before.clone(), {}, {}};
        kernel->take(problem.simplex, {&term, 1}, {.rate = 1.0, .chainFactor = false}, Random(1));
        QVERIFY(at::allclose(before - problem.simplex.vertices, moved / 0.75, 1e-9, 1e-12));
    }

    void momentumAccumulates()
    {
        Problem problem(2);
        const LossTerm term{.batch = problem.batch, .place = {.a = {0.5, 0.5}}};
        const auto kernel = makeAutogradStep(problem.network);
        const auto gradientAt = [&](const at::Tensor& vertices) {
            Simplex probe{vertices.clone(), {}, {}};
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
        const auto network = perceptron({4});
        const auto learner = [&](const char* initialisation) {
            const Json options{
                {"vertices", 3}, {"initialisation", initialisation}, {"vertex_rate_multiplier", 0.0}, {"inference_members", 0}};
            return SimplexLearner(network, options, Seeds::all(5), at::kCPU);
        };
        const SimplexLearner same = learner("same");
        QVERIFY(at::equal(same.simplex().vertices[0], same.simplex().vertices[2]));
        const SimplexLearner apart = learner("independent");
        QVERIFY(!at::equal(apart.simplex().vertices[0], apart.simplex().vertices[1]));
        QVERIFY(at::equal(same.simplex().vertices[0], apart.simplex().vertices[0]));
        QCOMPARE(apart.members(0, 1).size(), std::size_t{1});
        QVERIFY(at::equal(apart.members(0, 1)[0], apart.midpoint()));
        QCOMPARE(apart.members(4, 1).size(), std::size_t{4});
        const at::Tensor& w = apart.simplex().vertices;
        QVERIFY(at::allclose(apart.midpoint(), (w[0] + w[1] + w[2]) / 3.0));
        // One network without anchors has nothing to mix: 3 forwards per example, 2 operations per weight to move it.
        const SimplexLearner one(network, Seeds::all(5), at::kCPU);
        QVERIFY(at::equal(one.simplex().vertices[0], w[0]));
        const double forward = 2.0 * (6 * 4 + 4 * 3);
        QCOMPARE(one.stepOperations(10.0, 1, false), 3.0 * 10.0 * forward + 2.0 * 43.0);
        QCOMPARE(apart.stepOperations(10.0, 1, false), 3.0 * 10.0 * forward + 5.0 * 43.0 + 6.0 * 43.0);
    }

    /// Coordinates of their own in each layer, and the cosine term, against the written objective differentiated as a whole.
    void layersAndCosineFollowTheObjective()
    {
        Problem problem(3);
        problem.simplex.layers = {{0, 35}, {35, 24}, {59, 15}};  // 6-5, 5-4, 4-3, each with its biases
        const std::vector<double> a{0.2, 0.5, 0.3, 0.6, 0.1, 0.3, 0.0, 0.9, 0.1};
        const LossTerm term{.batch = problem.batch, .place = {.a = a}, .weight = 0.7};
        const CosineTerm cosine{.factor = 0.4, .i = 2, .j = 0};
        const at::Tensor before = problem.simplex.vertices.clone();
        makeAutogradStep(problem.network)->take(problem.simplex, {&term, 1}, {.rate = 1.0, .cosine = cosine}, Random(1));

        const at::Tensor gradient = slowGradient(before, [&](const at::Tensor& w) {
            std::vector<at::Tensor> layers;
            for (std::size_t l = 0; l < 3; ++l) {
                const Slice& slice = problem.simplex.layers[l];
                at::Tensor mixed = at::zeros({slice.size}, at::kDouble);
                for (std::int64_t i = 0; i < 3; ++i)
                    mixed = mixed + w[i].narrow(0, slice.offset, slice.size) * a[l * 3 + static_cast<std::size_t>(i)];
                layers.push_back(mixed);
            }
            const auto matrices = [&](std::int64_t i) {
                return at::cat({w[i].narrow(0, 0, 30), w[i].narrow(0, 35, 20), w[i].narrow(0, 59, 12)});
            };
            const at::Tensor cos = matrices(2).dot(matrices(0)) / (matrices(2).norm() * matrices(0).norm());
            return problem.network->loss(at::cat(layers), problem.batch) * 0.7 + cos * cos * 0.4;
        });
        QVERIFY2(largestDifference(before - problem.simplex.vertices, gradient) < 1e-12, "the step is not the gradient");
    }

    void bezierCurvesRunFromEndToEnd()
    {
        const Json options{{"vertices", 3},
                           {"initialisation", "independent"},
                           {"vertex_rate_multiplier", 0.0},
                           {"form", "bezier"},
                           {"layerwise", false},
                           {"diversity", 0.0},
                           {"inference_members", 0}};
        const SimplexLearner learner(perceptron({4}), options, Seeds::all(5), at::kCPU);
        const at::Tensor& w = learner.simplex().vertices;
        QVERIFY(at::allclose(learner.midpoint(), w[0] * 0.25 + w[1] * 0.25 + w[2] * 0.5));
        double mean = 0.0;
        constexpr int draws = 20000;
        for (int i = 0; i < draws; ++i) {
            Random random(3, "test", static_cast<std::uint64_t>(i));
            const std::vector<double> a = learner.sample(random);
            QVERIFY(std::abs(a[0] + a[1] + a[2] - 1.0) < 1e-12);
            QVERIFY(std::abs(a[2] - 2.0 * std::sqrt(a[0] * a[1])) < 1e-12);  // on the curve
            mean += a[1] / draws;
        }
        QVERIFY(std::abs(mean - 1.0 / 3.0) < 0.01);  // t is uniform: E t^2 = 1/3
    }

    void layerwiseDrawsOnePointPerLayer()
    {
        const Json options{{"vertices", 2},     {"initialisation", "same"}, {"vertex_rate_multiplier", 0.0}, {"form", "line"},
                           {"layerwise", true}, {"diversity", 0.0},         {"inference_members", 0}};
        const SimplexLearner learner(perceptron({5, 4}), options, Seeds::all(5), at::kCPU);
        Random random(1);
        const std::vector<double> a = learner.sample(random);
        QCOMPARE(a.size(), std::size_t{6});
        QVERIFY(a[0] != a[2] && a[2] != a[4]);
        QVERIFY(std::abs(a[4] + a[5] - 1.0) < 1e-12);
        // All vertices are the same network, so every point of their span is that network, whatever the coordinates.
        QVERIFY(at::allclose(learner.simplex().point(a), learner.simplex().vertices[0], 0.0, 1e-7));
    }
};

QTEST_APPLESS_MAIN(SimplexTest)
#include "tst_simplex.moc"
