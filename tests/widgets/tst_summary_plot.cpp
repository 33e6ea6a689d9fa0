#include "tests/widgets/matrix_run.h"
#include "widgets/plots/summary_plot.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QtTest>

#include <cmath>

using namespace isthmus;
using widgets::SummaryPlot;

namespace {

/// Three tasks. Average accuracy: 0.9, (0.7 + 0.8) / 2 = 0.75, (0.6 + 0.5 + 0.7) / 3 = 0.6.
/// Forgetting: -, 0.9 - 0.7 = 0.2, ((0.9 - 0.6) + (0.8 - 0.5)) / 2 = 0.3.
engine::AccuracyMatrix threeTasks(int rows = 3)
{
    engine::AccuracyMatrix matrix(3);
    const double values[3][3] = {{0.9, 0, 0}, {0.7, 0.8, 0}, {0.6, 0.5, 0.7}};
    for (int t = 1; t <= rows; ++t)
        for (int i = 1; i <= t; ++i)
            matrix.set(t, i, values[t - 1][i - 1]);
    return matrix;
}

bool near(const QVector<double>& shown, const QVector<double>& expected)
{
    bool same = shown.size() == expected.size();
    for (qsizetype k = 0; same && k < shown.size(); ++k)
        same = std::abs(shown[k] - expected[k]) < 1e-9;
    return same;
}

}  // namespace

class TestSummaryPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsDefined();
    void growsWithEachTask();
    void axesFitTheWholeRun();
    void negativeForgettingIsShown();
    void readsBothValues();
    void copiesData();
};

void TestSummaryPlot::showsWhatIsDefined()
{
    SummaryPlot plot;
    QVERIFY(plot.isEmpty());
    plot.setMatrix(threeTasks());
    QVERIFY(!plot.isEmpty());
    QVERIFY(near(plot.averageValues(), {90.0, 75.0, 60.0}));
    QVERIFY(near(plot.forgettingValues(), {20.0, 30.0}));
    QCOMPARE(plot.pointCount(), 5);
}

void TestSummaryPlot::growsWithEachTask()
{
    SummaryPlot plot;
    plot.setSnapshot(tests::snapshotOf(threeTasks(0)));
    QVERIFY(plot.isEmpty());
    engine::AccuracyMatrix matrix = threeTasks(1);
    matrix.set(2, 1, 0.7);  // a row that is not complete yet
    plot.setSnapshot(tests::snapshotOf(matrix));
    QVERIFY(near(plot.averageValues(), {90.0}));
    QVERIFY(plot.forgettingValues().isEmpty());
    plot.setSnapshot(nullptr);
    QVERIFY(plot.isEmpty());
}

void TestSummaryPlot::axesFitTheWholeRun()
{
    SummaryPlot plot;
    plot.setMatrix(threeTasks(1));
    QCOMPARE(plot.shownX(), (widgets::AxisSpan{0.5, 3.5}));
    QCOMPARE(plot.shownY(), (widgets::AxisSpan{0.0, 100.0}));
}

void TestSummaryPlot::negativeForgettingIsShown()
{
    engine::AccuracyMatrix matrix(2);
    matrix.set(1, 1, 0.7);
    matrix.set(2, 1, 0.82);
    matrix.set(2, 2, 0.9);
    SummaryPlot plot;
    plot.setMatrix(matrix);
    QVERIFY(near(plot.forgettingValues(), {-12.0}));
    QCOMPARE(plot.shownY(), (widgets::AxisSpan{-20.0, 100.0}));
}

void TestSummaryPlot::readsBothValues()
{
    SummaryPlot plot;
    plot.setMatrix(threeTasks());
    plot.resize(500, 300);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QCoreApplication::processEvents();
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(2.2, 40.0));
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 2 · average accuracy 75.0\u202f% · forgetting 20.0\u202f%"));
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(0.8, 40.0));
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 1 · average accuracy 90.0\u202f%"));
}

void TestSummaryPlot::copiesData()
{
    engine::AccuracyMatrix matrix(2);
    matrix.set(1, 1, 0.75);
    matrix.set(2, 1, 0.5);
    matrix.set(2, 2, 1.0);
    SummaryPlot plot;
    plot.setMatrix(matrix);
    plot.findChild<QAction*>(QStringLiteral("copyData"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("after_task,average_accuracy,forgetting\n1,0.75,\n2,0.75,0.25\n"));
}

QTEST_MAIN(TestSummaryPlot)
#include "tst_summary_plot.moc"
