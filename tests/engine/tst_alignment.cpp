#include "engine/error.h"
#include "engine/landscapes/alignment.h"
#include "engine/models/resnet.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::tests;

namespace {

constexpr InputShape shape{.channels = 1, .height = 4, .width = 4, .classes = 5};

/// The same function, its hidden units in random orders.
at::Tensor shuffled(const Model& model, const at::Tensor& weights, std::uint64_t seed)
{
    at::Tensor result = weights.clone();
    const auto& shapes = model.layout().shapes();
    for (std::size_t layer = 0; 2 * layer + 2 < shapes.size(); ++layer) {
        const auto units = shapes[2 * layer].shape.front();
        const at::Tensor order = at::tensor(Random(seed, "shuffle", layer).permutation(units), at::kLong);
        for (const std::size_t array : {2 * layer, 2 * layer + 1})
            part(result, shapes[array]).copy_(part(result, shapes[array]).index_select(0, order));
        part(result, shapes[2 * layer + 2]).copy_(part(result, shapes[2 * layer + 2]).index_select(1, order));
    }
    return result;
}

}  // namespace

class AlignmentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(7); }

    void hiddenLayers_data()
    {
        QTest::addColumn<std::vector<int>>("hidden");
        QTest::newRow("one") << std::vector<int>{12};
        QTest::newRow("two") << std::vector<int>{20, 14};
        QTest::newRow("three") << std::vector<int>{12, 16, 10};
        QTest::newRow("none") << std::vector<int>{};
    }

    void permutedCopiesAreRecovered_data() { hiddenLayers_data(); }
    void permutedCopiesAreRecovered()
    {
        QFETCH(std::vector<int>, hidden);
        const auto network = perceptron(hidden, shape);
        const at::Tensor reference = network->model->initialWeights(Random(1));
        const at::Tensor copy = shuffled(*network->model, reference, 5);
        QCOMPARE(copy.equal(reference), hidden.empty());
        QVERIFY(aligned(*network->model, reference, copy).equal(reference));
    }

    void sameFunctionAndNoFartherAway_data() { hiddenLayers_data(); }
    void sameFunctionAndNoFartherAway()
    {
        QFETCH(std::vector<int>, hidden);
        const auto network = perceptron(hidden, shape);
        const Model& model = *network->model;
        const at::Tensor images = at::randn({50, 16}, at::kDouble);
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const at::Tensor reference = model.initialWeights(Random(seed)).to(at::kDouble);
            const at::Tensor weights = model.initialWeights(Random(seed + 100)).to(at::kDouble);
            const at::Tensor moved = aligned(model, reference, weights);
            QVERIFY(largestDifference(model.logits(moved, images), model.logits(weights, images)) < 1e-12);
            QVERIFY(std::get<0>(moved.sort()).equal(std::get<0>(weights.sort())));
            const double before = (weights - reference).norm().item<double>();
            const double after = (moved - reference).norm().item<double>();
            QVERIFY(hidden.empty() ? after == before : after < 0.99 * before);
            QVERIFY(aligned(model, reference, moved).equal(moved));
        }
    }

    void biasesCount()
    {
        const auto network = perceptron({3}, shape);
        const WeightShape& bias = network->model->layout().shapes()[1];
        at::Tensor reference = at::ones({network->model->layout().size()}, at::kDouble);
        at::Tensor weights = reference.clone();
        part(reference, bias).copy_(at::tensor({1.0, 2.0, 3.0}, at::kDouble));
        part(weights, bias).copy_(at::tensor({3.0, 1.0, 2.0}, at::kDouble));
        QVERIFY(aligned(*network->model, reference, weights).equal(reference));
    }

    void keepsTheTypeAndItsArguments()
    {
        const auto network = perceptron({12}, shape);
        const at::Tensor reference = network->model->initialWeights(Random(1)).to(at::kDouble);
        const at::Tensor weights = network->model->initialWeights(Random(2));
        const at::Tensor before = weights.clone();
        QCOMPARE(aligned(*network->model, reference, weights).scalar_type(), at::kFloat);
        QVERIFY(weights.equal(before));
    }

    void saysWhatCannotBeAligned()
    {
        const auto problemOf = [](const Model& model, const at::Tensor& reference, const at::Tensor& weights) {
            try {
                aligned(model, reference, weights);
            } catch (const Error& error) {
                return error.kind() == Error::Kind::BadInput ? std::string(error.what()) : std::string("another kind");
            }
            return std::string("none");
        };
        const auto resnet = makeResnet18({{"feature_maps", 1}, {"normalisation", "batch"}, {"parameter_multiple", 1}},
                                         {.channels = 1, .height = 8, .width = 8, .classes = 3});
        const at::Tensor some = resnet->initialWeights(Random(1));
        QVERIFY(problemOf(*resnet, some, some).find("only multi-layer perceptrons") != std::string::npos);
        const auto network = perceptron({12}, shape);
        const at::Tensor weights = network->model->initialWeights(Random(1));
        QVERIFY(problemOf(*network->model, weights, at::full_like(weights, NAN)).find("not finite") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(AlignmentTest)
#include "tst_alignment.moc"
