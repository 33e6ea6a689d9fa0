// The written-out kernel of batch ensembles of perceptrons computes what automatic differentiation computes.
#include "engine/subspaces/ensemble_step.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::tests;

namespace {

struct Case {
    std::vector<int> hidden{9, 7};
    std::int64_t members = 2;
    std::int64_t images = 11;
    bool heads = false;
    double momentum = 0.0;
    double dropout = 0.0;
    at::ScalarType type = at::kDouble;
};

/// Parameters and losses along `steps` steps of a kernel; the same random numbers for every kernel.
std::pair<at::Tensor, std::vector<double>> severalSteps(EnsembleStep& kernel, const FastLayout& layout, const Case& c, int steps)
{
    at::manual_seed(6);
    // The factors lie far apart and some are below 0, so that none can be mistaken for another.
    at::Tensor parameters = at::randn({layout.total()}, at::kDouble) * 0.5;
    const FastWeights fast = layout.views(parameters);
    for (std::size_t array = 0; array < fast.input.size(); ++array)
        for (const at::Tensor& factors : {fast.input[array], fast.output[array]})
            if (factors.defined())
                factors.add_(1.0);
    EnsembleWeights weights{parameters.to(c.type), {}};
    std::vector<double> losses;
    for (int step = 0; step < steps; ++step) {
        const std::int64_t images = step == 2 ? c.images - 4 : c.images;  // as the last batch of an epoch
        const Examples batch{at::randn({images, 6}, at::kDouble).to(c.type), at::randint(3, {images}, at::kLong)};
        const EnsembleSettings settings{.rate = 0.1, .momentum = c.momentum, .dropout = c.dropout};
        losses.push_back(
            kernel.take(weights, batch, settings, Random(9, "dropout", static_cast<std::uint64_t>(step))).item<double>());
    }
    return {weights.parameters, losses};
}

std::shared_ptr<const Classifier> networkOf(const Case& c)
{
    return perceptron(c.hidden, tinyShape, c.heads ? Heads({1, 1, 2}, at::kCPU) : Heads());
}

}  // namespace

class BatchEnsembleStepTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAutograd_data()
    {
        QTest::addColumn<Case>("which");
        QTest::newRow("two hidden layers") << Case{};
        QTest::newRow("one") << Case{.hidden = {9}};
        QTest::newRow("three") << Case{.hidden = {9, 8, 7}};
        QTest::newRow("none") << Case{.hidden = {}};
        QTest::newRow("five members") << Case{.members = 5};
        QTest::newRow("vectors and a rest") << Case{.hidden = {37, 70}, .members = 3};
        QTest::newRow("whole vectors") << Case{.hidden = {64, 128}, .members = 3, .images = 16};
        QTest::newRow("heads") << Case{.heads = true};
        QTest::newRow("momentum") << Case{.members = 5, .momentum = 0.8};
        QTest::newRow("dropout") << Case{.dropout = 0.4};
        QTest::newRow("all together") << Case{.hidden = {19, 6}, .members = 5, .heads = true, .momentum = 0.5, .dropout = 0.2};
    }

    void agreesWithAutograd()
    {
        QFETCH(Case, which);
        for (const at::ScalarType type : {at::kDouble, at::kFloat}) {
            which.type = type;
            const auto network = networkOf(which);
            const FastLayout layout(network->model->layout(), which.members);
            const auto [fast, fastLosses] = severalSteps(*makeEnsemblePerceptronStep(network, layout), layout, which, 5);
            const auto [slow, slowLosses] = severalSteps(*makeEnsembleAutogradStep(network, layout), layout, which, 5);
            const double tolerance = type == at::kDouble ? 1e-12 : 3e-5;
            QVERIFY2(largestDifference(fast, slow) < tolerance, qPrintable(QString::number(largestDifference(fast, slow))));
            for (std::size_t i = 0; i < fastLosses.size(); ++i)
                QVERIFY(std::abs(fastLosses[i] - slowLosses[i]) < tolerance * 10);
        }
    }

    /// Every kind of number moves in the comparison above, so a derivative that is missing cannot hide.
    void everyNumberMoves()
    {
        const Case c{.hidden = {9, 7}, .members = 3};
        const auto network = networkOf(c);
        const FastLayout layout(network->model->layout(), c.members);
        const auto kernel = makeEnsemblePerceptronStep(network, layout);
        const at::Tensor before = severalSteps(*kernel, layout, c, 0).first;
        const at::Tensor moved = severalSteps(*kernel, layout, c, 5).first - before;
        const FastWeights own = layout.views(moved);
        for (std::size_t array = 0; array < own.input.size(); ++array) {
            const bool matrix = own.input[array].defined();
            const at::Tensor shared = part(moved, network->model->layout().shapes()[array]);
            QCOMPARE(shared.abs().max().item<double>() > 1e-3, matrix);  // shared biases are not used
            for (std::int64_t k = 0; k < c.members; ++k)
                for (const at::Tensor& numbers :
                     matrix ? std::vector{own.input[array], own.output[array]} : std::vector{own.vectors[array]})
                    QVERIFY(numbers[k].abs().max().item<double>() > 1e-3);
        }
    }

    /// Without momentum the velocity is forgotten, so that momentum switched on again later begins anew.
    void momentumBeginsAnew()
    {
        const auto network = perceptron({9});
        const FastLayout layout(network->model->layout(), 2);
        at::manual_seed(7);
        EnsembleWeights fast{at::randn({layout.total()}, at::kDouble), {}};
        EnsembleWeights slow{fast.parameters.clone(), {}};
        const Examples batch{at::randn({5, 6}, at::kDouble), at::randint(3, {5}, at::kLong)};
        const auto one = makeEnsemblePerceptronStep(network, layout);
        const auto other = makeEnsembleAutogradStep(network, layout);
        for (const double momentum : {0.9, 0.9, 0.0, 0.9, 0.9}) {
            one->take(fast, batch, {.rate = 0.1, .momentum = momentum}, Random(1));
            other->take(slow, batch, {.rate = 0.1, .momentum = momentum}, Random(1));
            QCOMPARE(fast.velocity.defined(), momentum > 0.0);
            QVERIFY(largestDifference(fast.parameters, slow.parameters) < 1e-12);
            if (momentum > 0.0)
                QVERIFY(largestDifference(fast.velocity, slow.velocity) < 1e-12);
        }
    }

    void largeNetworksAgree()
    {
        const auto network = perceptron({256, 256}, InputShape{});
        const FastLayout layout(network->model->layout(), 3);
        at::manual_seed(8);
        const at::Tensor shared = network->model->initialWeights(Random(1));
        EnsembleWeights fast{at::cat({shared, at::randn({layout.total() - layout.shared()}) * 0.1 + 0.5}), {}};
        EnsembleWeights slow{fast.parameters.clone(), {}};
        const Examples batch{at::rand({64, 784}), at::randint(10, {64}, at::kLong)};
        const auto one = makeEnsemblePerceptronStep(network, layout);
        const auto other = makeEnsembleAutogradStep(network, layout);
        for (int step = 0; step < 10; ++step) {
            one->take(fast, batch, {.rate = 0.1, .momentum = 0.5}, Random(1));
            other->take(slow, batch, {.rate = 0.1, .momentum = 0.5}, Random(1));
        }
        QVERIFY2(largestDifference(fast.parameters, slow.parameters) < 1e-5,
                 qPrintable(QString::number(largestDifference(fast.parameters, slow.parameters))));
    }
};

QTEST_APPLESS_MAIN(BatchEnsembleStepTest)
#include "tst_batch_ensemble_step.moc"
