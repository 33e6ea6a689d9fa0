// Several draws of random directions: means and standard deviations, one draw after the other.
#include "engine/landscapes/forecast.h"
#include "engine/landscapes/grid_filling.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/landscapes/random_direction.h"
#include "engine/models/evaluation.h"
#include "engine/results/landscape_line.h"
#include "engine/results/statistics.h"
#include "tests/support/tiny_problem.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace isthmus::engine;
using isthmus::tests::perceptron;

namespace {

constexpr InputShape shape{.channels = 1, .height = 5, .width = 5, .classes = 6};
constexpr int points = 5;
constexpr int draws = 3;

struct Problem {
    std::shared_ptr<const Classifier> network;
    at::Tensor weights;
    std::vector<TaskExamples> tasks;

    Chart chart(int directions, int drawn = draws) const
    {
        const Json options = resolvedChart(
            {{"kind", "random"}, {"directions", directions}, {"draws", drawn}, {"resolution", points}, {"seed", 3}});
        return makeChart({*network, {{"task-01", weights}}, options});
    }
};

Problem problem()
{
    at::manual_seed(7);
    Problem made{.network = perceptron({20, 20}, shape), .weights = {}, .tasks = {}};
    made.weights = made.network->model->initialWeights(Random(1)) * 4.0;
    for (const int task : {1, 2})
        made.tasks.push_back({task, {{at::rand({40, 25}), at::randint(6, {40}, at::kLong)}}});
    return made;
}

/// The point at (x, y) of a draw, from the directions' definition.
at::Tensor slowPoint(const Problem& of, std::size_t draw, const Place& place)
{
    at::Tensor w = of.weights.to(at::kDouble);
    for (std::size_t k = 0; k < 2; ++k)
        if (place[k] != 0.0)
            w = w
                + randomDirection(of.network->model->layout(), of.weights, Random(3, "random direction", 2 * draw + k), false)
                          .to(at::kDouble)
                      * place[k];
    return w.to(at::kFloat);
}

bool same(const std::vector<double>& one, const std::vector<double>& other)
{
    for (std::size_t i = 0; i < one.size(); ++i)
        if (!(one[i] == other[i] || (std::isnan(one[i]) && std::isnan(other[i]))))
            return false;
    return one.size() == other.size();
}

}  // namespace

class LandscapeDrawsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneValueAfterTheOther()
    {
        std::vector<double> values;
        double mean = 0.0;
        double deviation = 0.0;
        for (const double value : {1e6 + 3.0, 1e6 - 4.0, 1e6 + 0.5, 1e6 + 0.5, 1e6 + 11.0}) {
            values.push_back(value);
            take(value, static_cast<int>(values.size()), mean, deviation);
            const Spread slow = spreadOf(values, Band::Deviation);
            QVERIFY(std::abs(mean - slow.mean) < 1e-8);
            QVERIFY(values.size() == 1 ? std::isnan(deviation) : std::abs(deviation - slow.half) < 1e-8);
        }
    }

    void meansAndDeviationsAreThoseOfTheDraws_data()
    {
        QTest::addColumn<int>("directions");
        QTest::newRow("line") << 1;
        QTest::newRow("plane") << 2;
    }
    void meansAndDeviationsAreThoseOfTheDraws()
    {
        QFETCH(int, directions);
        const Problem of = problem();
        const Chart chart = of.chart(directions);
        const LandscapeGrid grid = fillGrid(*of.network, chart, of.tasks, true, nullptr, {}, {});
        QCOMPARE(grid.draws, draws);
        QCOMPARE(grid.size(), static_cast<std::size_t>(directions == 1 ? points : points * points));
        double widest = 0.0;
        for (std::size_t at = 0; at < grid.size(); ++at)
            for (std::size_t t = 0; t < of.tasks.size(); ++t) {
                const GridTask& task = grid.tasks[t];
                std::vector<double> loss, accuracy, ofClass;
                const auto label = static_cast<std::size_t>(task.classes[1]);
                for (std::size_t draw = 0; draw < draws; ++draw) {
                    const at::Tensor w = slowPoint(of, draw, chart.place(at / points, at % points));
                    const Score score = evaluate(*of.network, {w}, of.tasks[t].test);
                    loss.push_back(score.loss);
                    accuracy.push_back(score.accuracy);
                    ofClass.push_back(score.right[label]
                                      / of.tasks[t].test.examples.labels.eq(task.classes[1]).sum().item<double>());
                }
                const Spread losses = spreadOf(loss, Band::Deviation);
                const Spread accuracies = spreadOf(accuracy, Band::Deviation);
                QVERIFY(std::abs(task.loss[at] - losses.mean) < 1e-5);
                QVERIFY(std::abs(task.lossSpread[at] - losses.half) < 2e-5);
                QVERIFY(std::abs(task.accuracy[at] - accuracies.mean) < 1e-12);
                QVERIFY(std::abs(task.accuracySpread[at] - accuracies.half) < 1e-12);
                QVERIFY(std::abs(task.classAccuracy[1][at] - spreadOf(ofClass, Band::Deviation).mean) < 1e-12);
                QVERIFY(task.lossError.empty());
                widest = std::max(widest, losses.half);
            }
        QVERIFY(widest > 0.1);
        const std::size_t middle = grid.size() / 2;  // the network itself, in every draw
        QVERIFY(grid.tasks[0].lossSpread[middle] < 1e-6);

        if (directions == 1) {
            const LandscapeLine line = lineOf(grid);
            QCOMPARE(line.draws, draws);
            QVERIFY(line.tasks[1].lossSpread == grid.tasks[1].lossSpread);
            QVERIFY(line.tasks[1].accuracySpread == grid.tasks[1].accuracySpread);
        }
    }

    void oneDrawIsTheFirst()
    {
        const Problem of = problem();
        const Chart one = of.chart(2, 1);
        const Chart several = of.chart(2);
        QVERIFY(!one.furtherDraw && one.flat && one.blank.notes.empty());
        for (std::size_t k = 0; k < one.networks.size(); ++k)
            QVERIFY(one.networks[k].equal(several.networks[k]));
        QVERIFY(several.furtherDraw(1)[0].equal(of.weights));
        QVERIFY(!several.furtherDraw(1)[1].equal(several.furtherDraw(2)[1]));
        const LandscapeGrid grid = fillGrid(*of.network, one, of.tasks, false, nullptr, {}, {});
        QVERIFY(grid.tasks[0].lossSpread.empty() && !grid.tasks[0].lossError.empty());

        // What is projected onto one of the draws says nothing about the others.
        Chart marked = several;
        mark(marked, {"other", of.weights * 2.0});
        QCOMPARE(marked.blank.anchors.size(), std::size_t{1});
    }

    void forecastCountsTheDraws()
    {
        const Problem of = problem();
        QCOMPARE(forecast(*of.network, of.chart(2), of.tasks, false, {}).points, std::size_t{draws * points * points});
        QCOMPARE(forecast(*of.network, of.chart(2, 1), of.tasks, false, {}).points, std::size_t{points * points});
    }

    void tilesTellTheDrawsSoFar()
    {
        const Problem of = problem();
        std::vector<int> order;
        double done = 0.0;
        std::vector<double> last(points, 0.0);
        const auto onTile = [&](const GridTile& tile) {
            order.push_back(tile.draw);
            QVERIFY(tile.done > done);
            done = tile.done;
            QVERIFY(tile.tasks[0].lossError.empty());
            for (std::size_t i = 0; i < tile.columns.size(); ++i) {
                QCOMPARE(std::isnan(tile.tasks[0].lossSpread[i]), tile.draw == 0);
                last[tile.columns[i]] = tile.tasks[0].loss[i];
            }
        };
        const LandscapeGrid grid = fillGrid(*of.network, of.chart(1), of.tasks, false, nullptr, {.onTile = onTile}, {});
        QCOMPARE(done, 1.0);
        QVERIFY(std::is_sorted(order.begin(), order.end()) && order.back() == draws - 1);
        QVERIFY(same(last, grid.tasks[0].loss));
    }

    void killedDrawsGoOnToTheSameBytes()
    {
        const Problem of = problem();
        const Chart chart = of.chart(2);
        const QTemporaryDir folder;
        const std::filesystem::path path(folder.path().toStdString());
        const Json identity{{"chart", {{"kind", "random"}}}};
        const LandscapeGrid whole = fillGrid(*of.network, chart, of.tasks, true, nullptr, {}, {});

        struct Killed {};
        std::size_t scored = 0;
        int kills = 0;
        for (bool finished = false; !finished;) {
            const auto file = TileFile::open(path, identity);
            QVERIFY(file);
            int tiles = 0;
            const auto onTile = [&](const GridTile& tile) {
                scored += tile.kept ? 0 : tile.columns.size();
                if (!tile.kept && ++tiles == 4)
                    throw Killed();
            };
            try {
                const LandscapeGrid again = fillGrid(*of.network, chart, of.tasks, true, file.get(), {.onTile = onTile}, {});
                finished = true;
                for (std::size_t t = 0; t < whole.tasks.size(); ++t) {
                    QVERIFY(same(again.tasks[t].loss, whole.tasks[t].loss));
                    QVERIFY(same(again.tasks[t].lossSpread, whole.tasks[t].lossSpread));
                    QVERIFY(same(again.tasks[t].accuracySpread, whole.tasks[t].accuracySpread));
                    QVERIFY(same(again.tasks[t].classAccuracy[0], whole.tasks[t].classAccuracy[0]));
                }
            } catch (const Killed&) {
                ++kills;
            }
        }
        QVERIFY(kills > 2);
        QCOMPARE(scored, std::size_t{draws * points * points});  // not one point of a draw twice
    }
};

QTEST_APPLESS_MAIN(LandscapeDrawsTest)
#include "tst_landscape_draws.moc"
