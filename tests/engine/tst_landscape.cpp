#include "engine/error.h"
#include "engine/landscapes/plane.h"
#include "engine/machine.h"
#include "engine/models/evaluation.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

#include <set>

using namespace isthmus::engine;
using isthmus::tests::perceptron;

namespace {

constexpr InputShape shape{.channels = 1, .height = 5, .width = 5, .classes = 6};

Examples someExamples(std::int64_t count) { return {at::rand({count, 25}), at::randint(6, {count}, at::kLong)}; }

std::vector<at::Tensor> someAnchors(const Classifier& network, int count)
{
    std::vector<at::Tensor> anchors;
    for (int k = 0; k < count; ++k)
        anchors.push_back(network.model->initialWeights(Random(static_cast<std::uint64_t>(k) + 1)) * 4.0);
    return anchors;
}

using Scores = std::vector<std::vector<PointScore>>;

bool same(const Scores& a, const Scores& b, double tolerance)
{
    for (std::size_t t = 0; t < a.size(); ++t)
        for (std::size_t p = 0; p < a[t].size(); ++p)
            if (!(std::abs(a[t][p].loss - b[t][p].loss) <= tolerance * (1.0 + a[t][p].loss))
                || !(std::abs(a[t][p].lossError - b[t][p].lossError) <= tolerance * (1.0 + a[t][p].lossError))
                || a[t][p].accuracy != b[t][p].accuracy)
                return false;
    return a.size() == b.size();
}

std::vector<double> evenly(int points)
{
    std::vector<double> positions;
    for (int i = 0; i < points; ++i)
        positions.push_back(i / (points - 1.0));
    return positions;
}

}  // namespace

class LandscapeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(7); }

    void perceptronsAgreeWithForwardPasses_data()
    {
        QTest::addColumn<std::vector<int>>("hidden");
        QTest::addColumn<std::vector<int>>("heads");
        QTest::addColumn<std::vector<double>>("positions");
        QTest::newRow("one hidden layer") << std::vector<int>{20} << std::vector<int>{} << evenly(9);
        QTest::newRow("two, odd widths") << std::vector<int>{33, 17} << std::vector<int>{} << evenly(9);
        QTest::newRow("three") << std::vector<int>{20, 16, 12} << std::vector<int>{} << evenly(9);
        QTest::newRow("heads") << std::vector<int>{20, 20} << std::vector<int>{1, 1, 2, 2, 3, 3} << evenly(9);
        QTest::newRow("unevenly spaced") << std::vector<int>{20, 20} << std::vector<int>{}
                                         << std::vector<double>{0.0, 0.01, 0.02, 0.5, 0.51, 0.99, 1.0};
        QTest::newRow("one point") << std::vector<int>{20, 20} << std::vector<int>{} << std::vector<double>{0.0};
        QTest::newRow("more than one stretch") << std::vector<int>{20, 20} << std::vector<int>{} << evenly(150);
    }
    void perceptronsAgreeWithForwardPasses()
    {
        QFETCH(std::vector<int>, hidden);
        QFETCH(std::vector<int>, heads);
        QFETCH(std::vector<double>, positions);
        const auto network = perceptron(hidden, shape, heads.empty() ? Heads() : Heads(heads, at::kCPU));
        const auto anchors = someAnchors(*network, 3);
        const std::vector<TaskExamples> tasks{{1, {someExamples(137)}}, {3, {someExamples(5)}}};
        // From beyond one anchor to beyond another, past the third.
        const PointRow row{.first = {1.3, -0.5, 0.2}, .last = {-0.4, 1.1, 0.3}, .positions = positions};
        const Scores fast = makePerceptronScorer(*network, anchors, tasks)->score(row, {});
        const Scores slow = makeGeneralScorer(*network, anchors, tasks)->score(row, {});
        QCOMPARE(fast.front().size(), positions.size());
        QVERIFY(same(fast, slow, 1e-6));
        const Scores batched = makeBatchedScorer(*network, anchors, tasks)->score(row, {});
        QVERIFY(same(batched, slow, 1e-6));
    }

    void generalScorerIsExactAtAnchors()
    {
        const auto network = perceptron({20}, shape);
        const auto anchors = someAnchors(*network, 2);
        const Examples examples = someExamples(50);
        const PointRow row{.first = {0.0, 1.0}, .last = {0.0, 1.0}, .positions = {0.0}};
        const Scores scores = makeGeneralScorer(*network, anchors, {{1, {examples}}})->score(row, {});
        const at::Tensor logits = network->model->logits(anchors[1], examples.images);
        const at::Tensor losses = at::cross_entropy_loss(logits, examples.labels, {}, at::Reduction::None).to(at::kDouble);
        QVERIFY(std::abs(scores[0][0].loss - losses.mean().item<double>()) < 1e-6);
        QVERIFY(std::abs(scores[0][0].lossError - losses.std().item<double>() / std::sqrt(50.0)) < 1e-6);
        QCOMPARE(scores[0][0].accuracy, logits.argmax(1).eq(examples.labels).to(at::kDouble).mean().item<double>());
    }

    void anyNumberOfThreadsGivesTheSame()
    {
        const auto network = perceptron({40, 30}, shape);
        const auto anchors = someAnchors(*network, 2);
        const std::vector<TaskExamples> tasks{{1, {someExamples(950)}}, {2, {someExamples(333)}}};
        const PointRow row{.first = {1.0, 0.0}, .last = {0.0, 1.0}, .positions = evenly(11)};
        useThreads(1);
        const Scores one = makeScorer(*network, anchors, tasks)->score(row, {});
        const Score whole = evaluate(*network, {anchors[0]}, tasks[0].test);
        useThreads(3);
        const Scores three = makeScorer(*network, anchors, tasks)->score(row, {});
        const Score again = evaluate(*network, {anchors[0]}, tasks[0].test);
        useThreads(1);
        QVERIFY(same(one, three, 0.0));
        QCOMPARE(again.loss, whole.loss);
        QCOMPARE(again.brier, whole.brier);
    }

    void networksThatDivergedStayVisible()
    {
        const auto network = perceptron({20, 20}, shape);
        auto anchors = someAnchors(*network, 2);
        anchors[1][3] = std::numeric_limits<float>::quiet_NaN();  // a weight of the first layer
        const PointRow row{.first = {1.0, 0.0}, .last = {0.0, 1.0}, .positions = evenly(3)};
        const Scores scores = makeScorer(*network, anchors, {{1, {someExamples(20)}}})->score(row, {});
        QVERIFY(std::isnan(scores[0][2].loss));
        QVERIFY(std::isfinite(scores[0][0].loss));  // the other anchor did not diverge
    }

    void stops()
    {
        const auto network = perceptron({20, 20}, shape);
        std::stop_source source;
        source.request_stop();
        const auto scorer = makePerceptronScorer(*network, someAnchors(*network, 2), {{1, {someExamples(20)}}});
        const PointRow row{.first = {1.0, 0.0}, .last = {0.0, 1.0}, .positions = evenly(3)};
        QVERIFY_EXCEPTION_THROWN(scorer->score(row, source.get_token()), Error);
        const std::vector<TaskExamples> tasks{{1, {someExamples(20)}}};
        QVERIFY_EXCEPTION_THROWN(makeScorer(*network, someAnchors(*network, 2), tasks, source.get_token()), Error);
    }

    void planePassesThroughItsAnchors()
    {
        const auto network = perceptron({20, 20}, shape);
        const auto anchors = someAnchors(*network, 3);
        const Plane plane(anchors);
        for (std::size_t which = 0; which < 3; ++which) {
            const auto [x, y] = plane.anchor(which);
            std::vector<double> only(3, 0.0);
            only[which] = 1.0;
            QCOMPARE(plane.shares(x, y), only);
        }
        // Distances in the plane are distances in weight space.
        const auto distance = [&](std::size_t i, std::size_t j) {
            return (anchors[i] - anchors[j]).to(at::kDouble).norm().item<double>();
        };
        const auto inPlane = [&](std::size_t i, std::size_t j) {
            return std::hypot(plane.anchor(i)[0] - plane.anchor(j)[0], plane.anchor(i)[1] - plane.anchor(j)[1]);
        };
        for (const auto& [i, j] : {std::pair<std::size_t, std::size_t>{0, 1}, {0, 2}, {1, 2}})
            QVERIFY(std::abs(distance(i, j) - inPlane(i, j)) < 1e-5);
        QVERIFY_EXCEPTION_THROWN(Plane({anchors[0], anchors[1], anchors[0] * 2.0 - anchors[1]}), Error);
        QVERIFY_EXCEPTION_THROWN(Plane({anchors[0], anchors[0], anchors[1]}), Error);
    }

    void planeIsFilledCoarseToFine()
    {
        const auto network = perceptron({20, 20}, shape);
        const auto anchors = someAnchors(*network, 3);
        const Examples examples = someExamples(30);
        std::set<std::pair<std::size_t, std::size_t>> points;
        std::vector<std::size_t> sizes;
        double done = 0.0;
        const LandscapeGrid grid = evaluatePlane(*network, anchors, {{2, {examples}}}, 19, 0.2,
                                                 [&](const GridTile& tile) {
                                                     for (const std::size_t column : tile.columns)
                                                         QVERIFY(points.emplace(tile.row, column).second);
                                                     QCOMPARE(tile.tasks.front().loss.size(), tile.columns.size());
                                                     sizes.push_back(tile.columns.size());
                                                     QVERIFY(tile.done > done);
                                                     done = tile.done;
                                                 },
                                                 {});
        QCOMPARE(points.size(), std::size_t{19 * 19});
        QCOMPARE(done, 1.0);
        // Every fourth row and column comes first: five rows of five points.
        QCOMPARE(std::vector<std::size_t>(sizes.begin(), sizes.begin() + 6), (std::vector<std::size_t>{5, 5, 5, 5, 5, 14}));
        QCOMPARE(grid.samples, 30);

        // Any of the points, from the definition of the axes.
        const at::Tensor u = (anchors[1] - anchors[0]).to(at::kDouble);
        const at::Tensor across = (anchors[2] - anchors[0]).to(at::kDouble);
        const at::Tensor unit = u / u.norm();
        const at::Tensor v = across - unit * unit.dot(across);
        for (const std::size_t j : {0, 7, 18})
            for (const std::size_t i : {0, 5, 18}) {
                const at::Tensor w = anchors[0].to(at::kDouble) + unit * grid.x[i] + v / v.norm() * grid.y[j];
                const Score score = evaluate(*network, {w.to(at::kFloat)}, {examples});
                QVERIFY(std::abs(grid.tasks[0].loss[j * 19 + i] - score.loss) < 1e-5);
                QCOMPARE(grid.tasks[0].accuracy[j * 19 + i], score.accuracy);
            }
        for (std::size_t which = 0; which < 3; ++which) {
            const Score score = evaluate(*network, {anchors[which]}, {examples});
            QVERIFY(std::abs(grid.anchors[which].loss[0] - score.loss) < 1e-6);
            QCOMPARE(grid.anchors[which].accuracy[0], score.accuracy);
        }
    }

    void rowsComeInHalves()
    {
        QCOMPARE(coarseToFine(9, 4), (std::vector<std::size_t>{0, 4, 8, 2, 6, 1, 3, 5, 7}));
        QCOMPARE(coarseToFine(3, 1), (std::vector<std::size_t>{0, 1, 2}));
    }
};

QTEST_APPLESS_MAIN(LandscapeTest)
#include "tst_landscape.moc"
