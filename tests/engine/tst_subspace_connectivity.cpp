// Subspace-Connectivity against a slow, obvious version: float64, one leaf per vertex, every gradient by differentiating the
// written objective itself, with no use of the rule "gradient of vertex i is a_i g".
#include "engine/methods/method.h"
#include "engine/models/mlp.h"
#include "engine/subspaces/simplex.h"

#include <torch/csrc/autograd/autograd.h>

#include <QtTest>

using namespace isthmus::engine;

namespace {

constexpr std::uint64_t seed = 11;
constexpr InputShape tiny{.channels = 1, .height = 2, .width = 3, .classes = 3};

Examples randomTask(std::uint64_t which)
{
    Random random(which, "task");
    std::vector<double> pixels(30 * 6);
    std::vector<std::int64_t> labels(30);
    for (double& pixel : pixels)
        pixel = random.normal();
    for (std::int64_t& label : labels)
        label = static_cast<std::int64_t>(random.below(3));
    return {at::tensor(pixels, at::kDouble).view({30, 6}), at::tensor(labels, at::kLong)};
}

/// The 6-4-3 network written out.
at::Tensor logits(const at::Tensor& w, const at::Tensor& x)
{
    const at::Tensor hidden = (at::mm(x, w.narrow(0, 0, 24).view({4, 6}).t()) + w.narrow(0, 24, 4)).relu();
    return at::mm(hidden, w.narrow(0, 28, 12).view({3, 4}).t()) + w.narrow(0, 40, 3);
}

at::Tensor crossEntropy(const at::Tensor& w, const Examples& batch)
{
    const at::Tensor p = logits(w, batch.images).softmax(1).gather(1, batch.labels.unsqueeze(1));
    return -p.log().mean();
}

struct Slow {
    Json options;
    std::vector<at::Tensor> vertices;
    std::vector<std::pair<at::Tensor, std::int64_t>> memory;  ///< one image and its label each
    at::Tensor previous;

    int n() const { return static_cast<int>(vertices.size()); }

    at::Tensor midpoint() const
    {
        at::Tensor sum = at::zeros_like(vertices[0]);
        for (const at::Tensor& vertex : vertices)
            sum = sum + vertex;
        return sum / static_cast<double>(n());
    }

    Examples drawn(const std::vector<std::pair<at::Tensor, std::int64_t>>& from, std::int64_t count, Random& random) const
    {
        std::vector<at::Tensor> images;
        std::vector<std::int64_t> labels;
        for (std::int64_t i = 0; i < count; ++i) {
            const auto& [image, label] = from[random.below(from.size())];
            images.push_back(image);
            labels.push_back(label);
        }
        return {at::stack(images), at::tensor(labels, at::kLong)};
    }

    /// One SGD step on `objective`, a function of the vertices, at n times the rate.
    template <typename Objective>
    double descend(Objective objective, double rate)
    {
        std::vector<at::Tensor> leaves;
        for (const at::Tensor& vertex : vertices)
            leaves.push_back(vertex.clone().requires_grad_(true));
        const at::Tensor loss = objective(leaves);
        const auto gradients = torch::autograd::grad({loss}, leaves);
        for (int i = 0; i < n(); ++i)
            vertices[static_cast<std::size_t>(i)] =
                vertices[static_cast<std::size_t>(i)] - gradients[static_cast<std::size_t>(i)] * (rate * n());
        return loss.item<double>();
    }

    static at::Tensor mixed(const std::vector<at::Tensor>& leaves, const std::vector<double>& a, const at::Tensor& anchor)
    {
        at::Tensor point = leaves[0] * a[0];
        for (std::size_t i = 1; i < leaves.size(); ++i)
            point = point + leaves[i] * a[i];
        return anchor.defined() ? point + anchor * a.back() : point;
    }

    std::vector<double> runTask(int task, const Examples& train, const TrainingSettings& settings);
};

std::vector<double> Slow::runTask(int task, const Examples& train, const TrainingSettings& settings)
{
    const auto t = static_cast<std::uint64_t>(task);
    std::vector<double> losses;
    const std::int64_t perEpoch = (train.count() + settings.batchSize - 1) / settings.batchSize;
    for (std::int64_t step = 0; step < perEpoch * settings.epochs; ++step) {
        const auto order = Random(seed, "order", t, static_cast<std::uint64_t>(step / perEpoch)).permutation(train.count());
        std::vector<std::int64_t> batch;
        for (std::int64_t i = (step % perEpoch) * settings.batchSize;
             i < train.count() && batch.size() < static_cast<std::size_t>(settings.batchSize); ++i)
            batch.push_back(order[static_cast<std::size_t>(i)]);
        Random stream(seed, "learn", t, static_cast<std::uint64_t>(step));
        const std::vector<double> a = sampleSimplex(n(), stream);
        const Examples examples = train.at(at::tensor(batch, at::kLong));
        losses.push_back(
            descend([&](const auto& leaves) { return crossEntropy(mixed(leaves, a, {}), examples); }, settings.rateAt(task)));
    }
    // m examples per class: the first of each class in a random order, kept class by class.
    std::vector<std::pair<at::Tensor, std::int64_t>> current;
    const auto order = Random(seed, "memory", t, 0).permutation(train.count());
    for (std::int64_t c = 0; c < 3; ++c) {
        std::int64_t kept = 0;
        for (const std::int64_t i : order)
            if (train.labels[i].item<std::int64_t>() == c && kept++ < options.at("memory_per_class").get<std::int64_t>())
                current.emplace_back(train.images[i], c);
    }
    if (task > 1) {
        const at::Tensor learned = midpoint();
        const auto count = options.at("connect_batch_size").get<std::int64_t>();
        for (std::int64_t step = 0; step < options.at("connect_steps").get<std::int64_t>(); ++step) {
            Random stream(seed, "connect", t, static_cast<std::uint64_t>(step));
            const std::vector<double> a = sampleSimplex(n() + 1, stream);
            const std::vector<double> b = options.at("shared_coefficients").get<bool>() ? a : sampleSimplex(n() + 1, stream);
            const Examples old = drawn(memory, count, stream);
            const Examples recent = drawn(current, count, stream);
            losses.push_back(descend(
                [&](const auto& leaves) {
                    return crossEntropy(mixed(leaves, a, previous), old) + crossEntropy(mixed(leaves, b, learned), recent);
                },
                options.at("connect_learning_rate").get<double>()));
        }
    }
    memory.insert(memory.end(), current.begin(), current.end());
    previous = midpoint();
    return losses;
}

Json methodOptions(int vertices, bool shared)
{
    return {{"kind", "subspace_connectivity"},
            {"vertices", vertices},
            {"memory_per_class", 2},
            {"connect_steps", 7},
            {"connect_batch_size", 4},
            {"connect_learning_rate", 0.03},
            {"connect_momentum", 0.0},
            {"connect_start", 1.0},
            {"current_examples", 0},
            {"shared_coefficients", shared},
            {"chain_factor", true},
            {"replay_while_learning", false},
            {"initialisation", "independent"},
            {"vertex_rate_multiplier", 0.0},
            {"inference_members", 0}};
}

std::vector<double> runTask(Method& method, int task, const Examples& train, const TrainingSettings& settings)
{
    BatchOrder order(train.count(), settings.batchSize, seed, task);
    const TaskContext context{task, train, order, settings, seed};
    std::vector<double> losses;
    for (const Phase& phase : method.phases(task, train.count(), settings)) {
        method.beginPhase(phase.name, context);
        for (std::int64_t step = 0; step < phase.steps; ++step)
            losses.push_back(method.step(phase.name, step, context).item<double>());
    }
    method.endTask(context);
    return losses;
}

/// A method on the 6-4-3 network whose weights are float64.
std::unique_ptr<Method> exactMethod(const Json& options)
{
    const std::shared_ptr<const Model> model = makeMlp({{"kind", "mlp"}, {"hidden", {4}}, {"dropout", 0.0}}, tiny);
    auto method = makeMethod({.options = options, .model = model, .seed = seed, .device = at::kCPU});
    NamedTensors state = method->state();
    state["vertices"] = state["vertices"].to(at::kDouble);
    method->restore(state);
    return method;
}

}  // namespace

class SubspaceConnectivityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheSlowVersion_data()
    {
        QTest::addColumn<int>("vertices");
        QTest::addColumn<bool>("shared");
        QTest::newRow("three vertices") << 3 << true;
        QTest::newRow("one point per term") << 2 << false;
        QTest::newRow("one vertex: MC-SGD with a random position") << 1 << true;
    }

    void agreesWithTheSlowVersion()
    {
        QFETCH(int, vertices);
        QFETCH(bool, shared);
        const Json options = methodOptions(vertices, shared);
        const TrainingSettings settings{.epochs = 2, .batchSize = 8, .learningRate = 0.1, .decay = 0.9};
        const auto method = exactMethod(options);
        Slow slow{.options = options, .vertices = {}, .memory = {}, .previous = {}};
        for (int i = 0; i < vertices; ++i)
            slow.vertices.push_back(method->vertices()[i].clone());
        for (int task = 1; task <= 3; ++task) {
            const Examples train = randomTask(static_cast<std::uint64_t>(task));
            const auto fast = runTask(*method, task, train, settings);
            const auto expected = slow.runTask(task, train, settings);
            QCOMPARE(fast.size(), expected.size());
            QCOMPARE(fast.size(), std::size_t(task == 1 ? 8 : 15));
            for (std::size_t i = 0; i < fast.size(); ++i)
                QVERIFY2(std::abs(fast[i] - expected[i]) < 1e-10, qPrintable(QString("task %1, step %2").arg(task).arg(i)));
            QVERIFY(at::allclose(method->weights(), slow.previous, 0.0, 1e-10));
        }
        QCOMPARE(method->state().at("memory.labels").size(0), std::int64_t(slow.memory.size()));
    }

    void connectingStartsWhereAsked()
    {
        Json options = methodOptions(2, true);
        options["connect_start"] = 0.25;
        options["connect_steps"] = 1;
        options["connect_learning_rate"] = 1e-8;  // so that the one step moves nothing that shows
        const TrainingSettings settings{.epochs = 1, .batchSize = 8, .learningRate = 0.1};
        const auto method = exactMethod(options);
        runTask(*method, 1, randomTask(1), settings);
        const at::Tensor before = method->vertices().clone();

        const Examples train = randomTask(2);
        BatchOrder order(train.count(), settings.batchSize, seed, 2);
        const TaskContext context{2, train, order, settings, seed};
        method->beginPhase("learn", context);
        for (std::int64_t step = 0; step < 4; ++step)
            method->step("learn", step, context);
        const at::Tensor learned = method->vertices().clone();
        method->beginPhase("connect", context);
        QVERIFY(at::allclose(method->vertices(), before * 0.75 + learned * 0.25, 0.0, 1e-12));
    }

    void stateRestoresMidway()
    {
        const Json options = methodOptions(3, true);
        const TrainingSettings settings{.epochs = 1, .batchSize = 8, .learningRate = 0.1, .momentum = 0.5};
        const auto method = exactMethod(options);
        runTask(*method, 1, randomTask(1), settings);
        const Examples train = randomTask(2);
        BatchOrder order(train.count(), settings.batchSize, seed, 2);
        const TaskContext context{2, train, order, settings, seed};
        method->beginPhase("learn", context);
        for (std::int64_t step = 0; step < 4; ++step)
            method->step("learn", step, context);
        method->beginPhase("connect", context);
        method->step("connect", 0, context);

        NamedTensors copy;
        for (const auto& [name, tensor] : method->state())
            copy[name] = tensor.clone();
        const auto other = exactMethod(options);
        other->restore(copy);
        for (std::int64_t step = 1; step < 7; ++step)
            QCOMPARE(other->step("connect", step, context).item<double>(), method->step("connect", step, context).item<double>());
        method->endTask(context);
        other->endTask(context);
        QVERIFY(at::equal(method->weights(), other->weights()));
        QVERIFY(at::equal(method->state().at("memory.images"), other->state().at("memory.images")));
    }
};

QTEST_APPLESS_MAIN(SubspaceConnectivityTest)
#include "tst_subspace_connectivity.moc"
