#include "engine/error.h"
#include "engine/landscapes/barriers.h"
#include "engine/landscapes/landscape_files.h"
#include "engine/landscapes/line.h"
#include "engine/models/resnet.h"
#include "tests/support/tiny_problem.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace isthmus::engine;
using isthmus::tests::perceptron;

namespace {

constexpr InputShape shape{.channels = 1, .height = 5, .width = 5, .classes = 6};
constexpr int points = 7;

std::shared_ptr<const Classifier> classifier(std::shared_ptr<const Model> model)
{
    return std::make_shared<const Classifier>(Classifier{std::move(model), {}});
}

std::vector<ChartNetwork> someNetworks(const Classifier& network, int count)
{
    std::vector<ChartNetwork> networks;
    for (int k = 0; k < count; ++k)
        networks.push_back(
            {"network-" + std::to_string(k + 1), network.model->initialWeights(Random(static_cast<std::uint64_t>(k) + 1)) * 2.0});
    return networks;
}

/// Images that half of the networks each are right about, so that there are hills between those.
TaskExamples someTask(int number, std::int64_t count, const Classifier& network, const std::vector<ChartNetwork>& networks)
{
    const at::Tensor images = at::rand({count, 25});
    const at::Tensor first = network.model->logits(networks[0].weights, images).argmax(1);
    const at::Tensor last = network.model->logits(networks[1].weights, images).argmax(1);
    return {number, {{images, at::where(at::arange(count) % 2 == 0, first, last)}}};
}

}  // namespace

class BarriersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(7); }

    void eachIsThatOfItsLine_data()
    {
        QTest::addColumn<bool>("keepsFirstLayers");
        QTest::newRow("one scorer through all networks") << true;
        QTest::newRow("a scorer for each line") << false;
    }
    void eachIsThatOfItsLine()
    {
        QFETCH(bool, keepsFirstLayers);
        const auto network =
            keepsFirstLayers
                ? perceptron({20, 16}, shape)
                : classifier(makeResnet18({{"feature_maps", 2}, {"normalisation", "none"}, {"parameter_multiple", 1}}, shape));
        const auto networks = someNetworks(*network, 4);
        const std::vector<TaskExamples> tasks{someTask(2, 40, *network, networks), someTask(5, 30, *network, networks)};
        std::vector<double> told;
        const BarrierTable table = barriers(*network, networks, tasks, points, [&](double done) { told.push_back(done); }, {});
        QCOMPARE(table.networks, (std::vector<std::string>{"network-1", "network-2", "network-3", "network-4"}));
        QCOMPARE(table.tasks, (std::vector<int>{2, 5}));
        QCOMPARE(table.points, points);
        QCOMPARE(table.samples, 40);
        bool rises = false;
        for (std::size_t from = 0; from < networks.size(); ++from)
            for (std::size_t to = 0; to < networks.size(); ++to) {
                const LandscapeLine line = evaluateLine(*network, networks[std::min(from, to)].weights,
                                                        networks[std::max(from, to)].weights, tasks, linePositions(points), {});
                for (std::size_t task = 0; task < tasks.size(); ++task) {
                    const double expected = from == to ? 0.0 : line.tasks[task].barrier;
                    QVERIFY(std::abs(table.height(task, from, to) - expected) < 1e-6);
                    QCOMPARE(table.height(task, from, to), table.height(task, to, from));
                    rises = rises || expected > 0.01;
                }
            }
        QVERIFY(rises);
        QCOMPARE(told.size(), std::size_t{6});
        QVERIFY(std::is_sorted(told.begin(), told.end()));
        QCOMPARE(told.back(), 1.0);
    }

    void noneToItself()
    {
        const auto network = perceptron({20}, shape);
        const at::Tensor weights = network->model->initialWeights(Random(1)) * 4.0;
        const std::vector<ChartNetwork> networks{{"one", weights}, {"the same", weights.clone()}};
        const BarrierTable table = barriers(*network, networks, {someTask(1, 50, *network, networks)}, points, {}, {});
        QVERIFY(std::abs(table.height(0, 0, 1)) < 1e-6);
        QCOMPARE(table.height(0, 0, 0), 0.0);
    }

    void manyImagesAreDoneInParts()
    {
        // The first layers of one task of so many images are more than are kept at once: task after task gives the same.
        const auto network = perceptron({2000, 8}, shape);
        const auto networks = someNetworks(*network, 3);
        const std::vector<TaskExamples> tasks{someTask(1, 12000, *network, networks), someTask(2, 12000, *network, networks)};
        std::vector<double> told;
        const BarrierTable both = barriers(*network, networks, tasks, 3, [&](double done) { told.push_back(done); }, {});
        QCOMPARE(told.size(), std::size_t{6});
        QVERIFY(both.height(1, 0, 1) > 0.0);
        const BarrierTable second = barriers(*network, networks, {tasks[1]}, 3, {}, {});
        QCOMPARE(both.heights[1], second.heights[0]);
    }

    void stopsOnTheWay()
    {
        const auto network = perceptron({20}, shape);
        const auto networks = someNetworks(*network, 4);
        std::stop_source source;
        int lines = 0;
        const auto stopAfterTwo = [&](double) {
            if (++lines == 2)
                source.request_stop();
        };
        QVERIFY_EXCEPTION_THROWN(
            barriers(*network, networks, {someTask(1, 50, *network, networks)}, points, stopAfterTwo, source.get_token()), Error);
        QCOMPARE(lines, 2);
    }

    void filesHoldEveryHeight()
    {
        const BarrierTable table{.networks = {"task-01", "task,02"},
                                 .tasks = {1, 3},
                                 .heights = {{0.0, 0.1, 0.1, 0.0}, {0.0, 2.5, 2.5, 0.0}},
                                 .points = 11,
                                 .samples = 200};
        const Json json = barrierJson(table);
        QCOMPARE(json.dump(), std::string(R"({"networks":["task-01","task,02"],"tasks":[1,3],"points":11,"samples":200,)"
                                          R"("heights":[[[0.0,0.1],[0.1,0.0]],[[0.0,2.5],[2.5,0.0]]]})"));
        const QTemporaryDir folder;
        const auto textOf = [&](const char* name) {
            const std::filesystem::path file = folder.filePath(name).toStdString();
            writeBarriers(file, table);
            std::ifstream in(file);
            return std::string(std::istreambuf_iterator<char>(in), {});
        };
        QCOMPARE(textOf("new/barriers.csv"),
                 std::string("task,from,to,barrier\n1,task-01,\"task,02\",0.1\n3,task-01,\"task,02\",2.5\n"));
        QCOMPARE(Json::parse(textOf("barriers.json")), json);
        QVERIFY_EXCEPTION_THROWN(writeBarriers("barriers.npz", table), Error);
    }
};

QTEST_APPLESS_MAIN(BarriersTest)
#include "tst_barriers.moc"
