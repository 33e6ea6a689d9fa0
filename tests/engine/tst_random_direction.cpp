#include "engine/landscapes/random_direction.h"
#include "engine/machine.h"
#include "engine/models/resnet.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::engine;
using isthmus::tests::perceptron;

namespace {

std::unique_ptr<Model> smallResnet()
{
    return makeResnet18({{"feature_maps", 2}, {"normalisation", "batch"}, {"parameter_multiple", 1}},
                        {.channels = 3, .height = 8, .width = 8, .classes = 5});
}

}  // namespace

class RandomDirectionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFilterHasTheNetworksNorm()
    {
        const auto model = smallResnet();
        const at::Tensor weights = model->initialWeights(Random(3));
        const at::Tensor direction = randomDirection(model->layout(), weights, Random(5), false);
        QCOMPARE(direction.scalar_type(), at::kFloat);
        for (const WeightShape& shape : model->layout().shapes()) {
            const at::Tensor theirs = part(weights, shape);
            const at::Tensor ours = part(direction, shape);
            if (shape.shape.size() == 1) {
                QVERIFY(!ours.any().item<bool>());
                continue;
            }
            const at::Tensor wanted = theirs.flatten(1).norm(2, 1);
            const at::Tensor norms = ours.flatten(1).norm(2, 1);
            QVERIFY2((norms / wanted - 1.0).abs().max().item<double>() < 1e-5, shape.name.c_str());
        }
    }

    void isGaussian()
    {
        // A filter of 6,000 numbers and norm sqrt(6,000) is a sample of a normal distribution with variance 1.
        const auto network = perceptron({2}, {.channels = 1, .height = 60, .width = 100, .classes = 2});
        const at::Tensor weights = at::ones({network->model->layout().size()}, at::kDouble);
        const at::Tensor filter = randomDirection(network->model->layout(), weights, Random(5), false).narrow(0, 6000, 6000);
        QVERIFY(std::abs(filter.mean().item<double>()) < 0.05);
        QVERIFY(std::abs(filter.pow(4).mean().item<double>() - 3.0) < 0.3);
        QVERIFY(std::abs(filter.abs().lt(1.0).to(at::kDouble).mean().item<double>() - 0.6827) < 0.03);
    }

    void biasesByOption()
    {
        const auto model = smallResnet();
        const at::Tensor weights = model->initialWeights(Random(3));
        const at::Tensor without = randomDirection(model->layout(), weights, Random(5), false);
        const at::Tensor with = randomDirection(model->layout(), weights, Random(5), true);
        for (const WeightShape& shape : model->layout().shapes())
            QVERIFY(part(with, shape).equal(part(shape.shape.size() == 1 ? weights : without, shape)));
    }

    void followsFromTheSeedAlone()
    {
        const auto network = perceptron({20, 20});
        const at::Tensor weights = network->model->initialWeights(Random(1));
        useThreads(1);
        const at::Tensor one = randomDirection(network->model->layout(), weights, Random(5), true);
        useThreads(3);
        const at::Tensor same = randomDirection(network->model->layout(), weights, Random(5), true);
        useThreads(1);
        QVERIFY(one.equal(same));
        QVERIFY(!one.equal(randomDirection(network->model->layout(), weights, Random(6), true)));
    }
};

QTEST_APPLESS_MAIN(RandomDirectionTest)
#include "tst_random_direction.moc"
