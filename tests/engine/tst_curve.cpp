#include "engine/error.h"
#include "engine/landscapes/curve.h"
#include "engine/landscapes/line.h"
#include "engine/landscapes/scorer.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

#include <algorithm>

using namespace isthmus::tests;

namespace {

constexpr CurveTraining longEnough{.epochs = 400, .batchSize = 16, .learningRate = 0.05};

/// Two networks that learned the same task from different weights.
struct Ends {
    std::shared_ptr<const Classifier> network = perceptron({6});
    Examples examples = separable();
    at::Tensor from = trained(1);
    at::Tensor to = trained(2);

    /// The class is the largest of the first three features: nothing that noise could hide.
    static Examples separable()
    {
        Examples examples = tinyTask(1);
        examples.labels = examples.images.narrow(1, 0, 3).argmax(1);
        return examples;
    }

    at::Tensor trained(std::uint64_t seed) const
    {
        at::Tensor w = network->model->initialWeights(Random(seed)).to(at::kDouble);
        for (int step = 0; step < 1500; ++step)
            w = w - slowGradient(w, [&](const at::Tensor& leaf) { return network->loss(leaf, examples); }) * 0.5;
        return w;
    }

    double loss(const at::Tensor& weights) const { return network->loss(weights, examples).item<double>(); }

    double largestLoss(CurveKind kind, const at::Tensor& control) const
    {
        double largest = 0.0;
        for (const double t : linePositions(41))
            largest = std::max(largest, loss(mixed({from, control, to}, shares(kind, t))));
        return largest;
    }
};

}  // namespace

class CurveTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<CurveKind>("kind");
        QTest::newRow("chain") << CurveKind::Chain;
        QTest::newRow("bezier") << CurveKind::Bezier;
    }

    void pointsOfTheCurve()
    {
        using Shares = std::array<double, 3>;
        for (const CurveKind kind : {CurveKind::Chain, CurveKind::Bezier}) {
            QCOMPARE(shares(kind, 0.0), (Shares{1.0, 0.0, 0.0}));
            QCOMPARE(shares(kind, 1.0), (Shares{0.0, 0.0, 1.0}));
            for (const double t : linePositions(17)) {
                const auto [a, b, c] = shares(kind, t);
                QVERIFY(std::abs(a + b + c - 1.0) < 1e-12);
            }
        }
        QCOMPARE(shares(CurveKind::Chain, 0.25), (Shares{0.5, 0.5, 0.0}));
        QCOMPARE(shares(CurveKind::Chain, 0.4375), (Shares{0.125, 0.875, 0.0}));
        QCOMPARE(shares(CurveKind::Chain, 0.5), (Shares{0.0, 1.0, 0.0}));
        QCOMPARE(shares(CurveKind::Chain, 0.75), (Shares{0.0, 0.5, 0.5}));
        QCOMPARE(shares(CurveKind::Bezier, 0.5), (Shares{0.25, 0.5, 0.25}));
        QCOMPARE(shares(CurveKind::Bezier, 0.25), (Shares{0.5625, 0.375, 0.0625}));
    }

    void avoidsTheBarrier_data() { kinds_data(); }
    void avoidsTheBarrier()
    {
        QFETCH(CurveKind, kind);
        const Ends ends;
        const at::Tensor from = ends.from.clone();
        const at::Tensor to = ends.to.clone();
        const double straight = ends.largestLoss(kind, (ends.from + ends.to) * 0.5);
        QVERIFY(straight > 10.0 * std::max(ends.loss(from), ends.loss(to)));
        const at::Tensor control = trainCurve(*ends.network, kind, ends.from, ends.to, ends.examples, longEnough);
        QVERIFY2(ends.largestLoss(kind, control) < 0.3 * straight,
                 qPrintable(QString::number(straight) + " " + QString::number(ends.largestLoss(kind, control))));
        QVERIFY(ends.from.equal(from) && ends.to.equal(to));
    }

    void stepsFollowTheGradientOfTheControlPoint_data() { kinds_data(); }
    void stepsFollowTheGradientOfTheControlPoint()
    {
        QFETCH(CurveKind, kind);
        const auto network = perceptron({4});
        const at::Tensor from = network->model->initialWeights(Random(1)).to(at::kDouble);
        const at::Tensor to = network->model->initialWeights(Random(2)).to(at::kDouble);
        const Examples examples = tinyTask(1);
        const CurveTraining training{.epochs = 3, .batchSize = 8, .learningRate = 0.2, .momentum = 0.7, .seed = tinySeeds.order};
        Random random(training.seed, "curve");
        at::Tensor theta = (from + to) / 2.0;
        at::Tensor velocity = at::zeros_like(theta);
        for (std::int64_t step = 0; step < 12; ++step) {
            const auto share = shares(kind, random.uniform());
            const Examples batch = slowBatch(examples, step, 8, 1);
            const at::Tensor gradient = slowGradient(theta, [&](const at::Tensor& leaf) {
                return slowLoss(from * share[0] + leaf * share[1] + to * share[2], batch);
            });
            velocity = 0.7 * velocity + gradient;
            theta = theta - velocity * (step <= 6 ? 0.2 : 0.2 * (1.0 - 0.99 * (step - 6.0) / 6.0));
        }
        QVERIFY(largestDifference(trainCurve(*network, kind, from, to, examples, training), theta) < 1e-12);
    }

    void sameSeedSameBytes()
    {
        const auto network = perceptron({4});
        const at::Tensor from = network->model->initialWeights(Random(1));
        const at::Tensor to = network->model->initialWeights(Random(2));
        const auto train = [&](std::uint64_t seed) {
            Examples examples = tinyTask(1);
            examples.images = examples.images.to(at::kFloat);
            return trainCurve(*network, CurveKind::Bezier, from, to, examples, {.batchSize = 8, .seed = seed});
        };
        const at::Tensor control = train(1);
        QCOMPARE(control.scalar_type(), at::kFloat);
        QVERIFY(control.equal(train(1)));
        QVERIFY(!control.equal(train(2)));
    }

    void saysHowFarItIsAndStops()
    {
        const auto network = perceptron({4});
        const at::Tensor from = network->model->initialWeights(Random(1)).to(at::kDouble);
        std::vector<double> done;
        std::stop_source source;
        const auto onProgress = [&](double share) {
            done.push_back(share);
            if (done.size() == 5)
                source.request_stop();
        };
        const CurveTraining training{.epochs = 2, .batchSize = 8};  // 8 steps
        trainCurve(*network, CurveKind::Chain, from, -from, tinyTask(1), training, onProgress);
        QCOMPARE(done, (std::vector<double>{0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0}));
        done.clear();
        source = std::stop_source();
        try {
            trainCurve(*network, CurveKind::Chain, from, -from, tinyTask(1), training, onProgress, source.get_token());
            QFAIL("went on");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::Interrupted);
        }
        QCOMPARE(done.size(), std::size_t{5});
    }

    void saysWhenItDiverged()
    {
        const auto network = perceptron({4});
        const at::Tensor from = network->model->initialWeights(Random(1)).to(at::kDouble);
        try {
            trainCurve(*network, CurveKind::Chain, from, -from, tinyTask(1), {.epochs = 200, .learningRate = 1e200});
            QFAIL("returned a control point");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::Diverged);
        }
    }
};

QTEST_APPLESS_MAIN(CurveTest)
#include "tst_curve.moc"
