#include "engine/error.h"
#include "engine/landscapes/forecast.h"
#include "engine/landscapes/grid_filling.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/machine.h"
#include "engine/models/evaluation.h"
#include "tests/support/tiny_problem.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
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

    void classesAddUpToTheWhole()
    {
        const auto network = perceptron({20, 20}, shape);
        const auto anchors = someAnchors(*network, 2);
        const Examples examples = someExamples(250);
        const PointRow row{.first = {1.0, 0.0}, .last = {0.0, 1.0}, .positions = {0.0, 0.4}};
        const auto expected = [&](std::int64_t label) {
            const at::Tensor weights = anchors[0] * 0.6 + anchors[1] * 0.4;
            const at::Tensor guess = network->model->logits(weights, examples.images).argmax(1);
            return guess.eq(examples.labels).logical_and(examples.labels.eq(label)).sum().item<double>();
        };
        for (const auto& scorer :
             {makeGeneralScorer(*network, anchors, {{1, {examples}}}), makePerceptronScorer(*network, anchors, {{1, {examples}}}),
              makeBatchedScorer(*network, anchors, {{1, {examples}}})}) {
            const PointScore score = scorer->score(row, {})[0][1];
            double right = 0.0;
            for (std::size_t label = 0; label < 6; ++label) {
                QCOMPARE(score.right.at(label), expected(static_cast<std::int64_t>(label)));
                right += score.right[label];
            }
            QCOMPARE(score.accuracy, right / 250.0);
        }
    }

    void flatPassesThroughItsNetworks_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("line") << 2;
        QTest::newRow("plane") << 3;
        QTest::newRow("space") << 4;
    }
    void flatPassesThroughItsNetworks()
    {
        QFETCH(int, count);
        const auto network = perceptron({20, 20}, shape);
        const auto anchors = someAnchors(*network, count);
        const Flat flat = Flat::through(anchors);
        const auto difference = [&](std::size_t i, std::size_t j) { return (anchors[i] - anchors[j]).to(at::kDouble).norm(); };
        for (std::size_t i = 0; i < anchors.size(); ++i) {
            std::vector<double> only(anchors.size(), 0.0);
            only[i] = 1.0;
            const std::vector<double> shares = flat.shares(flat.place(i));
            for (std::size_t k = 0; k < shares.size(); ++k)
                QVERIFY(std::abs(shares[k] - only[k]) < 1e-12);
            // Distances in the flat are distances in weight space.
            for (std::size_t j = 0; j < i; ++j) {
                double squares = 0.0;
                for (std::size_t axis = 0; axis < 3; ++axis)
                    squares += std::pow(flat.place(i)[axis] - flat.place(j)[axis], 2.0);
                QVERIFY(std::abs(difference(i, j).item<double>() - std::sqrt(squares)) < 1e-5);
            }
        }
    }

    void flatsNeedIndependentNetworks()
    {
        const auto network = perceptron({20, 20}, shape);
        const auto anchors = someAnchors(*network, 3);
        QVERIFY_EXCEPTION_THROWN(Flat::through({anchors[0], anchors[0]}), Error);
        QVERIFY_EXCEPTION_THROWN(Flat::through({anchors[0], anchors[1], anchors[0] * 2.0 - anchors[1]}), Error);
        QVERIFY_EXCEPTION_THROWN(Flat::through({anchors[0], anchors[0], anchors[1]}), Error);
        QVERIFY_EXCEPTION_THROWN(Flat::through({anchors[0], anchors[1], anchors[2], anchors[1] + anchors[2] - anchors[0]}),
                                 Error);
    }

    void projectionIsTheNearestPoint()
    {
        const auto network = perceptron({20, 20}, shape);
        const auto anchors = someAnchors(*network, 4);
        const Flat flat = Flat::through({anchors[0], anchors[1], anchors[2]});
        const Flat::Projection found = flat.project(anchors[3]);
        const auto distanceAt = [&](double x, double y) {
            return (mixed(anchors,
                          [&] {
                              std::vector<double> shares = flat.shares({x, y, 0.0});
                              shares.push_back(0.0);
                              return shares;
                          }())
                    - anchors[3])
                .to(at::kDouble)
                .norm()
                .item<double>();
        };
        QVERIFY(std::abs(found.residual - distanceAt(found.place[0], found.place[1])) < 1e-4);
        for (const double step : {-0.5, 0.5}) {
            QVERIFY(distanceAt(found.place[0] + step, found.place[1]) > found.residual);
            QVERIFY(distanceAt(found.place[0], found.place[1] + step) > found.residual);
        }
        const Flat::Projection itself = flat.project(anchors[2]);
        QVERIFY(itself.residual < 1e-4);
        QVERIFY(std::abs(itself.place[1] - flat.place(2)[1]) < 1e-4);
    }

    void projectionOntoNetworksThatDependOnEachOther()
    {
        const auto network = perceptron({20, 20}, shape);
        const auto anchors = someAnchors(*network, 3);
        const at::Tensor way = (anchors[1] - anchors[0]).to(at::kDouble);
        const at::Tensor rest = (anchors[2] - anchors[0]).to(at::kDouble);
        const double t = (way.dot(rest) / way.dot(way)).item<double>();
        const double residual = (rest - way * t).norm().item<double>();
        // Three places of a simplex, of which two are the same network: what falls to it is in both halves.
        const Chart twice = chartThrough("simplex", *network, {anchors[0], anchors[1], anchors[1]}, 5);
        const Flat::Projection halves = twice.flat->project(anchors[2]);
        QVERIFY(std::abs(halves.place[0] - t / 2.0) < 1e-6);
        QVERIFY(std::abs(halves.place[1] - t / 2.0) < 1e-6);
        QVERIFY(std::abs(halves.residual - residual) < 1e-6);
        // The first one twice: the share is the other's alone.
        const Chart first = chartThrough("simplex", *network, {anchors[0], anchors[0], anchors[1]}, 5);
        const Flat::Projection other = first.flat->project(anchors[2]);
        QCOMPARE(other.place[0], 0.0);
        QVERIFY(std::abs(other.place[1] - t) < 1e-6);
        // Three networks on one line, and one network only.
        const Chart line = chartThrough("simplex", *network, {anchors[0], anchors[1], anchors[1] * 3.0 - anchors[0] * 2.0}, 5);
        QVERIFY(std::abs(line.flat->project(anchors[2]).residual - residual) < 1e-4);
        const Chart point = chartThrough("simplex", *network, {anchors[0], anchors[0], anchors[0], anchors[0]}, 5);
        const Flat::Projection itself = point.flat->project(anchors[2]);
        QCOMPARE(itself.place, Place{});
        QVERIFY(std::abs(itself.residual - rest.norm().item<double>()) < 1e-6);
        // A network that diverged is nowhere, and that is not an error.
        QVERIFY(std::isnan(line.flat->project(anchors[2] * std::numeric_limits<float>::infinity()).residual));
    }

    void chartsNameNetworksThatAreTheSame_data()
    {
        QTest::addColumn<QByteArray>("chart");
        QTest::addColumn<std::vector<int>>("which");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("line") << QByteArray("line") << std::vector<int>{0, 0} << QByteArray("anchor-1 and anchor-2 are the same");
        QTest::newRow("plane") << QByteArray("plane") << std::vector<int>{0, 1, 0}
                               << QByteArray("anchor-1 and anchor-3 are the same");
    }
    void chartsNameNetworksThatAreTheSame()
    {
        QFETCH(QByteArray, chart);
        QFETCH(std::vector<int>, which);
        QFETCH(QByteArray, message);
        const auto network = perceptron({20, 20}, shape);
        const auto anchors = someAnchors(*network, 2);
        std::vector<at::Tensor> chosen;
        for (const int k : which)
            chosen.push_back(anchors[static_cast<std::size_t>(k)]);
        QByteArray said;
        try {
            chartThrough(chart, *network, chosen, 5);
        } catch (const Error& error) {
            said = error.what();
        }
        QVERIFY2(said.contains(message), said);
    }

    void planeIsFilledCoarseToFine()
    {
        const auto network = perceptron({20, 20}, shape);
        const auto weights = someAnchors(*network, 4);
        const Examples examples = someExamples(30);
        const std::vector<TaskExamples> tasks{{2, {examples}}, {2, {someExamples(20)}, Split::Train}};
        std::set<std::pair<std::size_t, std::size_t>> points;
        std::vector<std::size_t> sizes;
        double done = 0.0;
        Chart chart = chartThrough("plane", *network, {weights[0], weights[1], weights[2]}, 19);
        mark(chart, {"other", weights[3]});
        const LandscapeGrid grid = fillGrid(*network, chart, tasks, true, nullptr,
                                            {.onTile =
                                                 [&](const GridTile& tile) {
                                                     for (const std::size_t column : tile.columns)
                                                         QVERIFY(points.emplace(tile.row, column).second);
                                                     QCOMPARE(tile.tasks.front().loss.size(), tile.columns.size());
                                                     sizes.push_back(tile.columns.size());
                                                     QVERIFY(tile.done > done);
                                                     done = tile.done;
                                                 }},
                                            {});
        QCOMPARE(points.size(), std::size_t{19 * 19});
        QCOMPARE(done, 1.0);
        // Every fourth row and column comes first: five rows of five points.
        QCOMPARE(std::vector<std::size_t>(sizes.begin(), sizes.begin() + 6), (std::vector<std::size_t>{5, 5, 5, 5, 5, 14}));
        QCOMPARE(grid.samples, 30);
        QCOMPARE(grid.tasks[1].split, Split::Train);

        // Any of the points, from the definition of the axes.
        const at::Tensor u = (weights[1] - weights[0]).to(at::kDouble);
        const at::Tensor across = (weights[2] - weights[0]).to(at::kDouble);
        const at::Tensor unit = u / u.norm();
        const at::Tensor v = across - unit * unit.dot(across);
        for (const std::size_t j : {0, 7, 18})
            for (const std::size_t i : {0, 5, 18}) {
                const at::Tensor w =
                    weights[0].to(at::kDouble) + unit * grid.axes[0].points[i] + v / v.norm() * grid.axes[1].points[j];
                for (std::size_t t = 0; t < tasks.size(); ++t) {
                    const Score score = evaluate(*network, {w.to(at::kFloat)}, tasks[t].test);
                    QVERIFY(std::abs(grid.tasks[t].loss[j * 19 + i] - score.loss) < 1e-5);
                    QCOMPARE(grid.tasks[t].accuracy[j * 19 + i], score.accuracy);
                    for (std::size_t c = 0; c < grid.tasks[t].classes.size(); ++c) {
                        const int label = grid.tasks[t].classes[c];
                        const double count = tasks[t].test.examples.labels.eq(label).sum().item<double>();
                        QCOMPARE(grid.tasks[t].classAccuracy[c][j * 19 + i],
                                 score.right[static_cast<std::size_t>(label)] / count);
                    }
                }
            }
        QCOMPARE(grid.anchors.size(), std::size_t{4});
        for (std::size_t which = 0; which < 4; ++which) {
            const Score score = evaluate(*network, {weights[which]}, {examples});
            QVERIFY(std::abs(grid.anchors[which].loss[0] - score.loss) < 1e-6);
            QCOMPARE(grid.anchors[which].accuracy[0], score.accuracy);
            QCOMPARE(grid.anchors[which].spans, which < 3);
            QCOMPARE(grid.anchors[which].residual > 0.1, which == 3);
        }
    }

    void simplexHasItsMixturesOnly_data()
    {
        QTest::addColumn<int>("vertices");
        QTest::addColumn<int>("points");
        QTest::newRow("line") << 2 << 5;
        QTest::newRow("triangle") << 3 << 15;
        QTest::newRow("tetrahedron") << 4 << 35;
    }
    void simplexHasItsMixturesOnly()
    {
        QFETCH(int, vertices);
        QFETCH(int, points);
        const auto network = perceptron({20, 20}, shape);
        const auto weights = someAnchors(*network, vertices);
        const std::vector<TaskExamples> tasks{{1, {someExamples(30)}}};
        const Chart chart = chartThrough("simplex", *network, weights, 5);
        const LandscapeGrid grid = fillGrid(*network, chart, tasks, false, nullptr, {}, {});
        QCOMPARE(static_cast<int>(grid.dimensions()), vertices - 1);
        int there = 0;
        for (std::size_t point = 0; point < grid.size(); ++point) {
            QCOMPARE(std::isnan(grid.tasks[0].loss[point]), !grid.hasPoint(point));
            if (!grid.hasPoint(point))
                continue;
            ++there;
            const Place place = chart.place(point / grid.columns(), point % grid.columns());
            std::vector<double> shares{1.0 - place[0] - place[1] - place[2], place[0], place[1], place[2]};
            shares.resize(weights.size());
            const Score score = evaluate(*network, {mixed(weights, shares)}, tasks[0].test);
            QVERIFY(std::abs(grid.tasks[0].loss[point] - score.loss) < 1e-5);
        }
        QCOMPARE(there, points);
    }

    void chartsSayHowManyAnchorsTheyNeed()
    {
        const auto network = perceptron({20, 20}, shape);
        const std::vector<TaskExamples> tasks{{1, {someExamples(30)}}};
        QVERIFY_EXCEPTION_THROWN(chartThrough("plane", *network, someAnchors(*network, 2), 5), Error);
        QVERIFY_EXCEPTION_THROWN(chartThrough("simplex", *network, someAnchors(*network, 5), 5), Error);
    }

    void rowsComeInHalves()
    {
        QCOMPARE(coarseToFine(9, 1, 4), (std::vector<std::size_t>{0, 4, 8, 2, 6, 1, 3, 5, 7}));
        QCOMPARE(coarseToFine(3, 1, 1), (std::vector<std::size_t>{0, 1, 2}));
        // In space a row comes when both of its indices do: rows 3 k + j.
        QCOMPARE(coarseToFine(3, 3, 2), (std::vector<std::size_t>{0, 2, 6, 8, 1, 3, 4, 5, 7}));
    }

    void forecastCountsPointsAndNumbers()
    {
        const auto network = perceptron({20, 16}, shape);
        const std::vector<TaskExamples> tasks{{1, {someExamples(300)}}};
        const Chart chart = chartThrough("simplex", *network, someAnchors(*network, 3), 5);
        const LandscapeForecast found = forecast(*network, chart, tasks, false, {});
        QCOMPARE(found.points, std::size_t{15});
        QVERIFY(found.seconds > 0.0);
        // Three numbers a point, and the first layer of 20 units for each anchor and image.
        QCOMPARE(found.megabytes, (15 * 3 * 8 + 3 * 300 * 20 * 4) / 1e6);
    }

    void killedGridsGoOnToTheSameBytes()
    {
        const auto network = perceptron({20, 20}, shape);
        auto weights = someAnchors(*network, 3);
        weights[2][1] = std::numeric_limits<float>::quiet_NaN();
        const std::vector<TaskExamples> tasks{{1, {someExamples(30)}}};
        // A triangle of 45 points, of which those with a share of the third vertex are not numbers.
        const Chart chart = chartThrough("simplex", *network, weights, 9);
        const QTemporaryDir folder;
        const std::filesystem::path path(folder.path().toStdString());
        const Json identity{{"chart", {{"kind", "simplex"}}}, {"test", 1}};
        const LandscapeGrid whole = fillGrid(*network, chart, tasks, true, nullptr, {}, {});

        struct Killed {};
        std::size_t scored = 0;
        for (bool finished = false; !finished;) {
            const auto file = TileFile::open(path, identity);
            QVERIFY(file);
            int tiles = 0;
            try {
                const LandscapeGrid again = fillGrid(*network, chart, tasks, true, file.get(),
                                                     {.onTile =
                                                          [&](const GridTile& tile) {
                                                              scored += tile.kept ? 0 : tile.columns.size();
                                                              if (!tile.kept && ++tiles == 3)
                                                                  throw Killed();
                                                          }},
                                                     {});
                finished = true;
                QVERIFY(sameNumbers(again, whole));
            } catch (const Killed&) {
                // A kill may tear the tile at hand, too: half of it is there.
                std::ofstream(file->path(), std::ios::app | std::ios::binary) << std::string("\x20\x00\x00\x00torn", 8);
            }
        }
        QCOMPARE(scored, std::size_t{45});  // not one point twice, NaN or not
        // Nothing is left to be scored: neither points nor anchors, which are known by their weights.
        const auto file = TileFile::open(path, identity);
        bool scores = false;
        const FillingWatch watch{.onTile = {}, .onScoring = [&](double) { scores = true; }, .beforePart = {}};
        const LandscapeGrid again = fillGrid(*network, chart, tasks, true, file.get(), watch, {});
        QVERIFY(!scores);
        QCOMPARE(again.anchors[0].loss, whole.anchors[0].loss);
        QCOMPARE(again.anchors[1].accuracy, whole.anchors[1].accuracy);
        QVERIFY(std::isnan(again.anchors[2].loss[0]));
        Chart other = chart;
        other.anchors[1] = weights[0];
        QCOMPARE(fillGrid(*network, other, tasks, true, file.get(), watch, {}).anchors[1].loss, whole.anchors[0].loss);
        QVERIFY(!scores);
        other.anchors[1] = weights[0] * 2.0;
        fillGrid(*network, other, tasks, true, file.get(), watch, {});
        QVERIFY(scores);
    }

    void partsThatAreInterruptedAreScoredAnew()
    {
        const auto network = perceptron({20, 20}, shape);
        const auto weights = someAnchors(*network, 3);
        const std::vector<TaskExamples> tasks{{1, {someExamples(30)}}};
        const Chart chart = chartThrough("plane", *network, weights, 9);
        const LandscapeGrid whole = fillGrid(*network, chart, tasks, true, nullptr, {}, {});
        // Every part is interrupted the first time.
        std::size_t points = 0;
        int parts = 0;
        FillingWatch watch{.onTile = [&](const GridTile& tile) { points += tile.columns.size(); },
                           .onScoring = [&](double done) { QCOMPARE(done, 0.0); },
                           .beforePart =
                               [&] {
                                   std::stop_source interruption;
                                   if (++parts % 2 == 1)
                                       interruption.request_stop();
                                   return interruption.get_token();
                               }};
        const LandscapeGrid again = fillGrid(*network, chart, tasks, true, nullptr, watch, {});
        QVERIFY(sameNumbers(again, whole));
        QCOMPARE(again.anchors[2].loss, whole.anchors[2].loss);
        QCOMPARE(points, std::size_t{81});
        // A request to stop for good ends it all the same.
        std::stop_source stop;
        watch.beforePart = [&] {
            stop.request_stop();
            return std::stop_token();
        };
        QVERIFY_EXCEPTION_THROWN(fillGrid(*network, chart, tasks, true, nullptr, watch, stop.get_token()), Error);
    }

    void tileFilesOfOtherGridsAreOthers()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path(folder.path().toStdString());
        const auto one = TileFile::open(path, {{"chart", {{"kind", "plane"}}}, {"seed", 1}});
        const auto other = TileFile::open(path, {{"chart", {{"kind", "plane"}}}, {"seed", 2}});
        QVERIFY(one && other && one->path() != other->path());
        GridTile tile{.row = 3, .columns = {0, 2}, .tasks = {{.task = 1, .loss = {0.0, 1.5}, .accuracy = {0.5, 0.25}}}};
        one->append(tile);
        QVERIFY(!other->find(tile));
        // Somebody who holds the file keeps others from writing to it; they go on without.
        QVERIFY(!TileFile::open(path, {{"chart", {{"kind", "plane"}}}, {"seed", 1}}));
    }

private:
    static Chart chartThrough(const char* kind, const Classifier& network, const std::vector<at::Tensor>& weights, int resolution)
    {
        std::vector<ChartNetwork> anchors;
        for (const at::Tensor& of : weights)
            anchors.push_back({"anchor-" + std::to_string(anchors.size() + 1), of});
        const Json options = resolvedChart({{"kind", kind}, {"resolution", resolution}});
        return makeChart({network, anchors, options});
    }

    static bool sameNumbers(const LandscapeGrid& a, const LandscapeGrid& b)
    {
        const auto same = [](const std::vector<double>& one, const std::vector<double>& other) {
            for (std::size_t i = 0; i < one.size(); ++i)
                if (!(one[i] == other[i] || (std::isnan(one[i]) && std::isnan(other[i]))))
                    return false;
            return one.size() == other.size();
        };
        for (std::size_t t = 0; t < a.tasks.size(); ++t) {
            if (!same(a.tasks[t].loss, b.tasks[t].loss) || !same(a.tasks[t].accuracy, b.tasks[t].accuracy)
                || !same(a.tasks[t].lossError, b.tasks[t].lossError))
                return false;
            for (std::size_t c = 0; c < a.tasks[t].classAccuracy.size(); ++c)
                if (!same(a.tasks[t].classAccuracy[c], b.tasks[t].classAccuracy[c]))
                    return false;
        }
        return a.tasks.size() == b.tasks.size();
    }
};

QTEST_APPLESS_MAIN(LandscapeTest)
#include "tst_landscape.moc"
