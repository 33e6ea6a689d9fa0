// Subspace-Connectivity against a slow, obvious version: float64, one leaf per vertex, every gradient by differentiating the
// written objective itself, with no use of the rule "gradient of vertex i is a_i g".
#include "engine/subspaces/simplex.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::tests;

namespace {

struct Slow {
    Json options;
    at::Tensor vertices;  ///< [n, P]
    Examples memory;
    at::Tensor previous;

    int n() const { return static_cast<int>(vertices.size(0)); }
    at::Tensor midpoint() const { return vertices.sum(0) / static_cast<double>(n()); }

    /// One SGD step on `objective`, a function of the vertices, at n times the rate.
    template <typename Objective>
    double descend(Objective objective, double rate)
    {
        const double loss = objective(vertices).template item<double>();
        vertices = vertices - slowGradient(vertices, objective) * (rate * n());
        return loss;
    }

    at::Tensor mixed(const at::Tensor& w, const std::vector<double>& a, const at::Tensor& anchor) const
    {
        at::Tensor point = w[0] * a[0];
        for (int i = 1; i < n(); ++i)
            point = point + w[i] * a[static_cast<std::size_t>(i)];
        return anchor.defined() ? point + anchor * a.back() : point;
    }

    std::vector<double> learn(int task, const Examples& train, const TrainingSettings& settings);
};

std::vector<double> Slow::learn(int task, const Examples& train, const TrainingSettings& settings)
{
    std::vector<double> losses;
    const std::int64_t perEpoch = (train.count() + settings.batchSize - 1) / settings.batchSize;
    for (std::int64_t step = 0; step < perEpoch * settings.epochs; ++step) {
        Examples batch = slowBatch(train, step, settings.batchSize, task);
        if (options.at("replay_while_learning").get<bool>() && memory.labels.defined()) {
            Random pick = slowStream(tinySeeds.memory, "replay", task, step);
            batch = joined(batch, slowDraw(memory, batch.count(), pick));
        }
        Random stream = slowStream(tinySeeds.run, "learn", task, step);
        const std::vector<double> a = sampleSimplex(n(), stream);
        losses.push_back(descend([&](const at::Tensor& w) { return slowLoss(mixed(w, a, {}), batch); }, settings.rateAt(task)));
    }
    const Examples current = slowKept(train, options.at("memory_per_class").get<std::int64_t>(), task);
    const at::Tensor learned = midpoint();
    const auto steps = options.at("connect_steps").get<std::int64_t>();
    for (std::int64_t step = 0; task > 1 && step < steps; ++step) {
        Random stream = slowStream(tinySeeds.run, "connect", task, step);
        const std::vector<double> a = sampleSimplex(n() + 1, stream);
        const std::vector<double> b = options.at("shared_coefficients").get<bool>() ? a : sampleSimplex(n() + 1, stream);
        Random pick = slowStream(tinySeeds.memory, "connect", task, step);
        const auto count = options.at("connect_batch_size").get<std::int64_t>();
        const Examples old = slowDraw(memory, count, pick);
        const Examples recent = slowDraw(current, count, pick);
        double share = options.at("memory_share").get<double>();
        if (share == 0.0)
            share = (task - 1.0) / task;
        double rate = options.at("connect_learning_rate").get<double>();
        if (options.at("connect_schedule") == "linear")
            rate *= 1.0 - static_cast<double>(step) / static_cast<double>(steps);
        losses.push_back(descend(
            [&](const at::Tensor& w) {
                return slowLoss(mixed(w, a, previous), old) * (2.0 * share)
                       + slowLoss(mixed(w, b, learned), recent) * (2.0 - 2.0 * share);
            },
            rate));
    }
    memory = memory.labels.defined() ? joined(memory, current) : current;
    previous = midpoint();
    return losses;
}

Json options(int vertices, const Json& more = Json::object())
{
    Json options{{"kind", "subspace_connectivity"}, {"vertices", vertices},
                 {"memory_per_class", 2},           {"connect_steps", 7},
                 {"connect_batch_size", 4},         {"connect_learning_rate", 0.03},
                 {"connect_schedule", "constant"},  {"memory_share", 0.5},
                 {"connect_dropout", 0.0},          {"current_examples", 0},
                 {"initialisation", "independent"}};
    options.update(more);
    return options;
}

at::Tensor verticesOf(TinyMethod& method) { return method->state().at("vertices"); }

}  // namespace

class SubspaceConnectivityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheSlowVersion_data()
    {
        QTest::addColumn<int>("vertices");
        QTest::addColumn<QString>("more");
        QTest::newRow("three vertices") << 3 << "{}";
        QTest::newRow("one point per term") << 2 << R"({"shared_coefficients": false})";
        QTest::newRow("one vertex: MC-SGD with a random position") << 1 << "{}";
        QTest::newRow("replay in phase 1") << 2 << R"({"replay_while_learning": true})";
        QTest::newRow("the memory weighs more") << 2 << R"({"memory_share": 0.8})";
        QTest::newRow("every task weighs the same") << 2 << R"({"memory_share": 0.0})";
        QTest::newRow("a falling rate") << 3 << R"({"connect_schedule": "linear"})";
    }

    void agreesWithTheSlowVersion()
    {
        QFETCH(int, vertices);
        QFETCH(QString, more);
        TinyMethod method(options(vertices, Json::parse(more.toStdString())));
        const TrainingSettings settings{.epochs = 2, .batchSize = 8, .learningRate = 0.1, .decay = 0.9};
        Slow slow{.options = method.options(), .vertices = verticesOf(method).clone(), .memory = {}, .previous = {}};
        for (int task = 1; task <= 3; ++task) {
            const Examples train = tinyTask(static_cast<std::uint64_t>(task));
            const auto fast = method.learn(task, train, settings);
            const auto expected = slow.learn(task, train, settings);
            QCOMPARE(fast.size(), expected.size());
            QCOMPARE(fast.size(), std::size_t(task == 1 ? 8 : 15));
            for (std::size_t i = 0; i < fast.size(); ++i)
                QVERIFY2(std::abs(fast[i] - expected[i]) < 1e-10, qPrintable(QString("task %1, step %2").arg(task).arg(i)));
            QVERIFY(largestDifference(method->weights(), slow.previous) < 1e-10);
        }
        QVERIFY(at::equal(method.memory().examples().images, slow.memory.images));
        QVERIFY(at::equal(method.memory().examples().labels, slow.memory.labels));
    }

    /// With one vertex it is MC-SGD whose mean over the line is one random position a step, and whose gradient keeps s.
    void oneVertexIsMcSgd()
    {
        const TrainingSettings settings{.epochs = 1, .batchSize = 8, .learningRate = 0.1};
        TinyMethod subspace(options(1));
        TinyMethod line({{"kind", "mc_sgd"},
                         {"memory_per_class", 2},
                         {"connect_steps", 7},
                         {"connect_batch_size", 4},
                         {"connect_learning_rate", 0.03},
                         {"connect_schedule", "constant"},
                         {"memory_share", 0.5},
                         {"current_examples", 0},
                         {"chain_factor", true}});
        for (int task = 1; task <= 2; ++task) {
            const auto one = subspace.learn(task, tinyTask(static_cast<std::uint64_t>(task)), settings);
            const auto other = line.learn(task, tinyTask(static_cast<std::uint64_t>(task)), settings);
            for (std::size_t i = 0; i < 4; ++i)  // phase "learn": the same steps
                QVERIFY(std::abs(one[i] - other[i]) < 1e-12);
            QCOMPARE(one.size(), other.size());
        }
        // The positions are other random numbers, so only the law of phase "connect" is the same.
        QVERIFY(largestDifference(subspace->weights(), line->weights()) < 0.05);
    }

    void connectingStartsWhereAsked()
    {
        TinyMethod method(options(2, {{"connect_start", 0.25}, {"connect_steps", 1}}));
        const TrainingSettings settings{.epochs = 1, .batchSize = 8, .learningRate = 0.1};
        method.learn(1, tinyTask(1), settings);
        const at::Tensor before = verticesOf(method).clone();

        const Examples train = tinyTask(2);
        BatchOrder order(train.count(), settings.batchSize, tinySeeds.order, 2);
        const TaskContext context{2, train, order, settings, tinySeeds};
        method->beginPhase("learn", context);
        for (std::int64_t step = 0; step < 4; ++step)
            method->step("learn", step, context);
        const at::Tensor learned = verticesOf(method).clone();
        method->beginPhase("connect", context);
        QVERIFY(largestDifference(verticesOf(method), before * 0.75 + learned * 0.25) < 1e-12);
    }

    void sampledMembersPredictTogether()
    {
        TinyMethod method(options(3, {{"inference_members", 4}}));
        const auto members = method->members();
        QCOMPARE(members.size(), std::size_t{4});
        const at::Tensor inverse = at::linalg_pinv(verticesOf(method).t());
        for (const at::Tensor& member : members) {
            const at::Tensor a = at::mv(inverse, member);  // its coordinates
            QVERIFY(std::abs(a.sum().item<double>() - 1.0) < 1e-9 && a.min().item<double>() >= 0.0);
        }
        QCOMPARE(method->parts().size(), std::size_t{3});
        QCOMPARE(method->parts()[2].name, std::string("vertex-3"));
    }
};

QTEST_APPLESS_MAIN(SubspaceConnectivityTest)
#include "tst_subspace_connectivity.moc"
