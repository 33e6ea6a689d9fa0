#include "engine/results/measures.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

/// R = [[.90, -, -], [.92, .88, -], [.95, .70, .91]]: task 1 keeps improving, task 2 forgets.
AccuracyMatrix handComputed()
{
    AccuracyMatrix matrix(3);
    matrix.set(1, 1, 0.90);
    matrix.set(2, 1, 0.92);
    matrix.set(2, 2, 0.88);
    matrix.set(3, 1, 0.95);
    matrix.set(3, 2, 0.70);
    matrix.set(3, 3, 0.91);
    return matrix;
}

bool near(const Measured& measured, double expected) { return measured.value && qAbs(*measured.value - expected) < 1e-12; }

}  // namespace

class MeasuresTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreeWithHandComputation()
    {
        const AccuracyMatrix matrix = handComputed();
        QVERIFY(near(averageAccuracy(matrix, 3), (0.95 + 0.70 + 0.91) / 3));
        QVERIFY(near(averageAccuracy(matrix, 2), 0.90));
        // max over the rows before the last: (0.92 - 0.95 + 0.88 - 0.70) / 2
        QVERIFY(near(forgetting(matrix, 3), 0.075));
        QVERIFY(near(forgetting(matrix, 2), -0.02));
        QVERIFY(near(learningAccuracy(matrix, 3), (0.90 + 0.88 + 0.91) / 3));
        QVERIFY(near(backwardTransfer(matrix, 3), (0.05 - 0.18) / 2));
    }

    void sayWhyTheyAreUndefined()
    {
        const AccuracyMatrix matrix = handComputed();
        for (const auto measure : {forgetting, backwardTransfer}) {
            const Measured first = measure(matrix, 1);
            QVERIFY(!first.value);
            QVERIFY(!first.undefinedBecause.empty());
        }
        AccuracyMatrix partial(3);
        partial.set(1, 1, 0.9);
        partial.set(2, 1, 0.9);  // task 2 itself is missing
        QCOMPARE(partial.learned(), 1);
        for (const Measure& measure : measureTable()) {
            QVERIFY2(!measure.compute(partial, 2).value, measure.id);
            QVERIFY2(!measure.compute(partial, 0).value, measure.id);
        }
    }

    void theTableHasNoHoles()
    {
        QStringList ids;
        for (const Measure& measure : measureTable()) {
            QVERIFY(QByteArray(measure.label).size() > 0 && QByteArray(measure.formula).size() > 0
                    && QByteArray(measure.source).size() > 0);
            QVERIFY(!ids.contains(QString::fromUtf8(measure.id)));
            ids << QString::fromUtf8(measure.id);
        }
        QVERIFY(ids.contains(QStringLiteral("forgetting")));
    }
};

QTEST_APPLESS_MAIN(MeasuresTest)
#include "tst_measures.moc"
