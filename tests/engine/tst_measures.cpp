#include "engine/results/measures.h"
#include "engine/results/statistics.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

/// R = [[.90, .10, .10], [.92, .88, .12], [.95, .70, .91]]: task 1 keeps improving, task 2 forgets.
RunResults golden(bool aboveTheDiagonal = true)
{
    const double r[3][3] = {{.90, .10, .10}, {.92, .88, .12}, {.95, .70, .91}};
    RunResults results(3);
    for (int t = 1; t <= 3; ++t)
        for (int i = 1; i <= 3; ++i)
            if (i <= t || aboveTheDiagonal)
                results.accuracy.set(t, i, r[t - 1][i - 1]);
    return results;
}

Measured compute(const char* id, const RunResults& results, int afterTask)
{
    return findMeasure(id)->compute(results, afterTask);
}

bool near(const Measured& measured, double expected) { return measured.value && qAbs(*measured.value - expected) < 1e-12; }

}  // namespace

class MeasuresTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Five libraries, five answers for one matrix; what is above the diagonal changes none of them.
    void forgettingInEveryDefinition_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<double>("expected");
        QTest::newRow("Chaudhry 2018, FACIL, Continuum") << QByteArray("forgetting") << 0.075;
        QTest::newRow("Avalanche") << QByteArray("forgetting_from_first") << 0.065;
        QTest::newRow("CL-Gym, Mammoth") << QByteArray("forgetting_including_now") << 0.090;
        QTest::newRow("Sequel") << QByteArray("forgetting_sign_reversed") << -0.060;
        QTest::newRow("Continuum 1.2.7") << QByteArray("forgetting_short_range") << -0.025;
    }

    void forgettingInEveryDefinition()
    {
        QFETCH(QByteArray, id);
        QFETCH(double, expected);
        for (const bool above : {false, true})
            QVERIFY2(near(compute(id.constData(), golden(above), 3), expected), id.constData());
    }

    void agreeWithHandComputation()
    {
        const RunResults results = golden();
        QVERIFY(near(averageAccuracy(results.accuracy, 3), (0.95 + 0.70 + 0.91) / 3));
        QVERIFY(near(averageAccuracy(results.accuracy, 2), 0.90));
        QVERIFY(near(forgetting(results.accuracy, 2), -0.02));
        QVERIFY(near(compute("learning_accuracy", results, 3), (0.90 + 0.88 + 0.91) / 3));
        QVERIFY(near(compute("backward_transfer", results, 3), (0.05 - 0.18) / 2));
    }

    void forwardTransferNeedsTheTasksAhead()
    {
        RunResults results = golden();
        QVERIFY(compute("forward_transfer", results, 3).undefinedBecause.find("tasks_ahead") != std::string::npos);
        results.untrained = {0.09, 0.11, 0.08};
        // ((a(1,2) - b(2)) + (a(2,3) - b(3))) / 2
        QVERIFY(near(compute("forward_transfer", results, 3), ((0.10 - 0.11) + (0.12 - 0.08)) / 2));
        QVERIFY(near(compute("forward_transfer", results, 2), 0.10 - 0.11));
        RunResults below = golden(false);
        below.untrained = results.untrained;
        QVERIFY(!compute("forward_transfer", below, 3).value);
    }

    void theStabilityGap()
    {
        RunResults results = golden();
        for (int t = 1; t <= 3; ++t)
            for (int i = 1; i <= t; ++i)
                results.lowest.set(t, i, *results.accuracy.at(t, i));
        results.lowest.set(2, 1, 0.60);  // a dip while task 2 was learned
        results.lowest.set(3, 1, 0.80);
        results.lowest.set(3, 2, 0.50);
        QVERIFY(near(compute("lowest_accuracy", results, 3), (0.60 + 0.50) / 2));
        QVERIFY(near(compute("lowest_accuracy", results, 2), 0.60));
        QVERIFY(near(compute("worst_case_accuracy", results, 3), 0.91 / 3 + 2.0 / 3.0 * 0.55));
        QVERIFY(near(compute("worst_case_accuracy", results, 1), 0.90));
    }

    void ofThePredictions()
    {
        RunResults results = golden();
        QVERIFY(compute("disagreement", results, 2).undefinedBecause.find("one network") != std::string::npos);
        for (int i = 1; i <= 2; ++i) {
            results.loss.set(2, i, 0.1 * i);
            results.calibrationError.set(2, i, 0.02 * i);
            results.brier.set(2, i, 0.3 * i);
            results.disagreement.set(2, i, 0.04 * i);
            results.divergence.set(2, i, 0.5 * i);
        }
        results.cosine[1] = 0.25;
        QVERIFY(near(compute("negative_log_likelihood", results, 2), 0.15));
        QVERIFY(near(compute("calibration_error", results, 2), 0.03));
        QVERIFY(near(compute("brier_score", results, 2), 0.45));
        QVERIFY(near(compute("disagreement", results, 2), 0.06));
        QVERIFY(near(compute("divergence", results, 2), 0.75));
        QVERIFY(near(compute("weight_cosine", results, 2), 0.25));
        QVERIFY(!compute("weight_cosine", results, 1).value);
    }

    void costsAreMultiplesOfSgd()
    {
        RunResults results = golden();
        QVERIFY(!compute("training_operations_vs_sgd", results, 3).value);
        results.cost[2] = RunCost{.steps = 10,
                                  .trainingOperations = 6.0,
                                  .predictionOperations = 9.0,
                                  .storedFloats = 12.0,
                                  .sgdTrainingOperations = 4.0,
                                  .sgdPredictionOperations = 3.0,
                                  .sgdStoredFloats = 2.0};
        QVERIFY(near(compute("training_operations_vs_sgd", results, 3), 1.5));
        QVERIFY(near(compute("prediction_operations_vs_sgd", results, 3), 3.0));
        QVERIFY(near(compute("stored_floats_vs_sgd", results, 3), 6.0));
        QVERIFY(!compute("training_seconds", results, 3).value);
        results.time = RunTime{.trainingSeconds = 2.5, .evaluationSeconds = 0.5, .peakMegabytes = 100.0};
        QVERIFY(near(compute("training_seconds", results, 3), 2.5));
        QVERIFY(!repeatable(*findMeasure("training_seconds")) && repeatable(*findMeasure("training_operations_vs_sgd")));
    }

    void sayWhyTheyAreUndefined()
    {
        RunResults partial(3);
        partial.accuracy.set(1, 1, 0.9);
        partial.accuracy.set(2, 1, 0.9);  // task 2 itself is missing
        QCOMPARE(partial.accuracy.learned(), 1);
        for (const Measure& measure : measureTable())
            for (const int after : {0, 2}) {
                const Measured measured = measure.compute(partial, after);
                QVERIFY2(!measured.value && !measured.undefinedBecause.empty(), measure.id);
            }
        for (const char* id : {"forgetting", "forgetting_from_first", "forgetting_including_now", "forgetting_short_range",
                               "backward_transfer", "forward_transfer", "lowest_accuracy"}) {
            const Measured first = compute(id, golden(), 1);
            QVERIFY2(!first.value && !first.undefinedBecause.empty(), id);
        }
    }

    void theTableHasNoHoles()
    {
        QStringList ids;
        for (const Measure& measure : measureTable()) {
            QVERIFY(QByteArray(measure.label).size() > 0 && QByteArray(measure.formula).size() > 0);
            QVERIFY(!ids.contains(QString::fromUtf8(measure.id)));
            QCOMPARE(findMeasure(measure.id), &measure);
            ids << QString::fromUtf8(measure.id);
        }
        QVERIFY(ids.contains(QStringLiteral("forgetting")));
        QVERIFY(findMeasure("forgeting") == nullptr);
    }

    void bandsOverSeeds()
    {
        const std::vector<double> values{2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0};  // mean 5, sum of squares about it 32
        const auto half = [&](Band band) { return spreadOf(values, band).half; };
        QCOMPARE(spreadOf(values, Band::Deviation).mean, 5.0);
        QCOMPARE(spreadOf(values, Band::Deviation).n, 8);
        QVERIFY(std::abs(half(Band::Deviation) - std::sqrt(32.0 / 7.0)) < 1e-12);
        QVERIFY(std::abs(half(Band::StandardError) - std::sqrt(32.0 / 7.0 / 8.0)) < 1e-12);
        QVERIFY(std::abs(half(Band::Confidence) - 2.365 * std::sqrt(32.0 / 7.0 / 8.0)) < 1e-12);  // 7 degrees of freedom
        QCOMPARE(half(Band::Range), 3.5);
        QCOMPARE(spreadOf({3.0}, Band::Deviation).half, 0.0);
        const std::vector<double> many(41, 1.0);
        std::vector<double> spread = many;
        spread[0] = 2.0;
        const Spread confidence = spreadOf(spread, Band::Confidence);
        QVERIFY(std::abs(confidence.half / spreadOf(spread, Band::StandardError).half - 2.0211)
                < 2e-3);  // t of 40, from an expansion
        for (const Band band : {Band::Deviation, Band::StandardError, Band::Confidence, Band::Range})
            QVERIFY(bandCalled(word(band)) == band);
    }
};

QTEST_APPLESS_MAIN(MeasuresTest)
#include "tst_measures.moc"
