#include "widgets/plots/label_layout.h"
#include "widgets/plots/task_accuracy_plot.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QtTest>

#include <random>

using namespace isthmus;
using widgets::TaskAccuracyPlot;

namespace {

/// Three tasks of 100 steps planned, two trained. Task 1: 50 % at 50, 90 % at 100 (full), 80 % at 150, 70 % at 200 (full);
/// task 2: 40 % at 150, 95 % at 200 (full).
engine::RunSnapshotPtr twoOfThree()
{
    auto trace = std::make_shared<engine::TrainingTrace>();
    trace->phases = {{0, 1, "learn"}, {100, 2, "learn"}};
    trace->accuracy = {{50, 1, 0.5, false},  {100, 1, 0.9, true}, {150, 1, 0.8, false},
                       {150, 2, 0.4, false}, {200, 1, 0.7, true}, {200, 2, 0.95, true}};
    auto snapshot = std::make_shared<engine::RunSnapshot>();
    snapshot->runId = 1;
    snapshot->progress = {.task = 2, .tasks = 3, .phase = "learn", .step = 200, .steps = 300};
    snapshot->trace = trace;
    return snapshot;
}

void shown(QWidget& widget)
{
    widget.resize(600, 320);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCoreApplication::processEvents();
}

const QString percent = QStringLiteral("\u202f%");

}  // namespace

class TestTaskAccuracyPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyUntilTheFirstMeasurement();
    void showsEachTasksMeasurementsInPercent();
    void axesAreFixed();
    void readsTheNearestTask();
    void clickOnALineSelectsItsTask();
    void copiesData();
    void clears();
    void labelsKeepTheirDistance();
    void labelsStayWhereTheyFit();
};

void TestTaskAccuracyPlot::emptyUntilTheFirstMeasurement()
{
    TaskAccuracyPlot plot;
    QVERIFY(plot.isEmpty());
    auto snapshot = std::make_shared<engine::RunSnapshot>();
    snapshot->progress.tasks = 3;
    plot.setSnapshot(snapshot);
    QVERIFY(plot.isEmpty());
    plot.setSnapshot(twoOfThree());
    QVERIFY(!plot.isEmpty());
}

void TestTaskAccuracyPlot::showsEachTasksMeasurementsInPercent()
{
    TaskAccuracyPlot plot;
    plot.setSnapshot(twoOfThree());
    QCOMPARE(plot.pointCount(), 6);
    QCOMPARE(plot.shownValues(1), (QVector<double>{50.0, 90.0, 80.0, 70.0}));
    QCOMPARE(plot.shownValues(2), (QVector<double>{40.0, 95.0}));
    QVERIFY(plot.shownValues(3).isEmpty() && plot.shownValues(0).isEmpty() && plot.shownValues(4).isEmpty());
    plot.setSnapshot(twoOfThree());
    QCOMPARE(plot.pointCount(), 6);
}

void TestTaskAccuracyPlot::axesAreFixed()
{
    TaskAccuracyPlot plot;
    plot.setSnapshot(twoOfThree());
    QCOMPARE(plot.shownX(), (widgets::AxisSpan{0.0, 300.0}));
    QCOMPARE(plot.shownY(), (widgets::AxisSpan{0.0, 100.0}));
}

void TestTaskAccuracyPlot::readsTheNearestTask()
{
    TaskAccuracyPlot plot;
    plot.setSnapshot(twoOfThree());
    shown(plot);
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(195.0, 90.0));
    QTRY_COMPARE(plot.readout(), QStringLiteral("step 200 · task 2: 95.0") + percent);
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(155.0, 79.0));
    QTRY_COMPARE(plot.readout(),
                 QStringLiteral("step 150 · task 1: 80.0") + percent + QStringLiteral(" on the first few images"));
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(100.0, 5.0));
    QTRY_VERIFY(plot.readout().isEmpty());
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(280.0, 80.0));
    QTRY_VERIFY(plot.readout().isEmpty());
}

void TestTaskAccuracyPlot::clickOnALineSelectsItsTask()
{
    TaskAccuracyPlot plot;
    plot.setSnapshot(twoOfThree());
    shown(plot);
    QSignalSpy selected(&plot, &TaskAccuracyPlot::taskSelected);
    // Half way between 80 % at 150 and 70 % at 200.
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(175.0, 75.0));
    QCOMPARE(selected.takeFirst(), QVariantList{1});
    QCOMPARE(plot.selectedTask(), 1);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(198.0, 93.0));
    QCOMPARE(selected.takeFirst(), QVariantList{2});
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(50.0, 10.0));
    QCOMPARE(selected.takeFirst(), QVariantList{0});
    plot.setSelectedTask(2);
    QVERIFY(selected.isEmpty());
}

void TestTaskAccuracyPlot::copiesData()
{
    TaskAccuracyPlot plot;
    plot.setSnapshot(twoOfThree());
    plot.findChild<QAction*>(QStringLiteral("copyData"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("step,task,accuracy,all_test_images\n"
                                                                  "50,1,0.5,false\n"
                                                                  "100,1,0.9,true\n"
                                                                  "150,1,0.8,false\n"
                                                                  "150,2,0.4,false\n"
                                                                  "200,1,0.7,true\n"
                                                                  "200,2,0.95,true\n"));
}

void TestTaskAccuracyPlot::clears()
{
    TaskAccuracyPlot plot;
    plot.setSnapshot(twoOfThree());
    plot.setSnapshot(nullptr);
    QVERIFY(plot.isEmpty());
    QCOMPARE(plot.pointCount(), 0);
    QVERIFY(plot.csv().isEmpty());
}

void TestTaskAccuracyPlot::labelsKeepTheirDistance()
{
    // 10 and 12 meet half way, 5 apart on either side of 11; 40 stays.
    QCOMPARE(widgets::spreadLabels({10, 12, 40}, 10, 0, 100), (std::vector<double>{6, 16, 40}));
    QCOMPARE(widgets::spreadLabels({2, 2, 2}, 10, 0, 100), (std::vector<double>{0, 10, 20}));
    QCOMPARE(widgets::spreadLabels({99, 99}, 10, 0, 100), (std::vector<double>{90, 100}));
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> wanted(8);
        for (double& place : wanted)
            place = static_cast<double>(random() % 1000) / 10.0;
        std::sort(wanted.begin(), wanted.end());
        const std::vector<double> placed = widgets::spreadLabels(wanted, 12, 0, 100);
        QVERIFY(placed.front() >= -1e-9 && placed.back() <= 100 + 1e-9);
        for (std::size_t i = 1; i < placed.size(); ++i)
            QVERIFY(placed[i] - placed[i - 1] >= 12 - 1e-9);
    }
}

void TestTaskAccuracyPlot::labelsStayWhereTheyFit()
{
    QCOMPARE(widgets::spreadLabels({}, 10, 0, 100), std::vector<double>{});
    QCOMPARE(widgets::spreadLabels({0, 10, 50, 100}, 10, 0, 100), (std::vector<double>{0, 10, 50, 100}));
}

QTEST_MAIN(TestTaskAccuracyPlot)
#include "tst_task_accuracy_plot.moc"
