#include "engine/error.h"
#include "engine/landscapes/line.h"
#include "engine/models/evaluation.h"
#include "tests/support/tiny_problem.h"

#include <QtTest>

using namespace isthmus::engine;

class LineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void positions()
    {
        QCOMPARE(linePositions(5), (std::vector<double>{0.0, 0.25, 0.5, 0.75, 1.0}));
        const auto wide = linePositions(16, 0.25);
        QCOMPARE(wide.front(), -0.25);
        QCOMPARE(wide.back(), 1.25);
    }

    void barrierIsAboveTheChord()
    {
        const std::vector<double> t{-0.5, 0.0, 0.5, 1.0, 1.5};
        QCOMPARE(barrier(t, {9.0, 1.0, 4.0, 3.0, 9.0}), 2.0);  // 4 - (1 + 3) / 2; what lies outside [0, 1] does not count
        QCOMPARE(barrier(t, {9.0, 1.0, 1.5, 3.0, 9.0}), 0.0);  // below the chord: no barrier
    }

    void agreesWithNetworksInBetween()
    {
        const auto network = isthmus::tests::perceptron({7}, {.channels = 1, .height = 2, .width = 2, .classes = 3});
        const Model* model = network->model.get();
        const at::Tensor from = model->initialWeights(Random(1)) * 3.0;
        const at::Tensor to = model->initialWeights(Random(2)) * 3.0;
        const Examples first{at::rand({40, 4}), at::randint(3, {40}, at::kLong)};
        const Examples second{at::rand({40, 4}), at::randint(3, {40}, at::kLong)};
        const LandscapeLine line = evaluateLine(*network, from, to, {{1, {first}}, {4, {second}}}, linePositions(5), {});
        QCOMPARE(line.tasks.size(), std::size_t{2});
        QCOMPARE(line.tasks[1].task, 4);
        QCOMPARE(line.samples, 40);
        QVERIFY(std::abs(line.distance - (to - from).norm().item<double>()) < 1e-5);
        for (std::size_t i = 0; i < line.t.size(); ++i) {
            const at::Tensor between = from + (to - from) * line.t[i];
            const Score score = evaluate(*network, {between}, {second});
            QVERIFY(std::abs(line.tasks[1].loss[i] - score.loss) < 1e-5);
            QCOMPARE(line.tasks[1].accuracy[i], score.accuracy);
        }
        // The ends are the networks themselves.
        QVERIFY(std::abs(line.tasks[0].loss.front() - evaluate(*network, {from}, {first}).loss) < 1e-6);
        QVERIFY(std::abs(line.tasks[0].loss.back() - evaluate(*network, {to}, {first}).loss) < 1e-6);
    }

    void stops()
    {
        const auto network = isthmus::tests::perceptron({7}, {.channels = 1, .height = 2, .width = 2, .classes = 3});
        const Model* model = network->model.get();
        const at::Tensor w = model->initialWeights(Random(1));
        std::stop_source source;
        source.request_stop();
        const Examples some{at::rand({40, 4}), at::zeros({40}, at::kLong)};
        QVERIFY_EXCEPTION_THROWN(evaluateLine(*network, w, w, {{1, {some}}}, linePositions(5), source.get_token()), Error);
    }
};

QTEST_APPLESS_MAIN(LineTest)
#include "tst_line.moc"
