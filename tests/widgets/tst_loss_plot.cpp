#include "tests/support/spoken.h"
#include "tests/widgets/two_task_run.h"
#include "widgets/plots/loss_plot.h"

#include <QAction>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace isthmus;
using tests::twoTasks;
using widgets::AxisSpan;
using widgets::LossPlot;

namespace {

void shown(QWidget& widget)
{
    widget.resize(600, 320);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCoreApplication::processEvents();
}

}  // namespace

class TestLossPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatWillComeWhileEmpty();
    void showsEverySample();
    void growsByTheNewSamplesOnly();
    void startsAgainWithAnotherRun();
    void startsAgainWhenTheTraceIsNotAContinuation();
    void horizontalAxisIsTheWholeRunFromTheStart();
    void verticalAxisGrowsInSteps();
    void readsTheSampleUnderTheMouse();
    void clickSelectsTheTask();
    void highlightsTheSelectedTask();
    void lossesThatAreNoNumbersAreGaps();
    void hundredThousandPoints();
};

void TestLossPlot::saysWhatWillComeWhileEmpty()
{
    LossPlot plot;
    QVERIFY(plot.isEmpty());
    QCOMPARE(plot.pointCount(), 0);
    QVERIFY(plot.csv().isEmpty());
    QVERIFY(!plot.findChild<QAction*>(QStringLiteral("copyData"))->isEnabled());
    plot.setSnapshot(twoTasks());
    QVERIFY(!plot.isEmpty());
    plot.setSnapshot(nullptr);
    QVERIFY(plot.isEmpty());
    QCOMPARE(plot.pointCount(), 0);
}

void TestLossPlot::showsEverySample()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    QCOMPARE(plot.pointCount(), 20);
    QCOMPARE(plot.shownValues(1).size(), 10);
    QCOMPARE(plot.shownValues(1).first(), 2.0);
    QCOMPARE(plot.shownValues(2).first(), 3.0);
    QCOMPARE(plot.shownValues(2).last(), 3.0 - 0.2 * 9);
    QVERIFY(plot.shownValues(3).isEmpty());
}

void TestLossPlot::growsByTheNewSamplesOnly()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 12));
    QCOMPARE(plot.pointCount(), 12);
    plot.setSnapshot(twoTasks(1, 20));
    QCOMPARE(plot.pointCount(), 20);
    plot.setSnapshot(twoTasks(1, 20));
    QCOMPARE(plot.pointCount(), 20);
}

void TestLossPlot::startsAgainWithAnotherRun()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 20));
    plot.setSnapshot(twoTasks(2, 3));
    QCOMPARE(plot.shownValues(0), (QVector<double>{2.0, 1.9, 1.8}));
}

void TestLossPlot::startsAgainWhenTheTraceIsNotAContinuation()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 20));
    plot.setSnapshot(twoTasks(1, 3));
    QCOMPARE(plot.shownValues(0), (QVector<double>{2.0, 1.9, 1.8}));
    auto changed = std::make_shared<engine::RunSnapshot>(*twoTasks(1, 4));
    auto trace = std::make_shared<engine::TrainingTrace>(*changed->trace);
    trace->loss.front().loss = 7.0;
    changed->trace = trace;
    plot.setSnapshot(changed);
    QCOMPARE(plot.shownValues(0).first(), 7.0);
    QCOMPARE(plot.pointCount(), 4);
}

void TestLossPlot::horizontalAxisIsTheWholeRunFromTheStart()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 2));
    QCOMPARE(plot.shownX(), (AxisSpan{0.0, 500.0}));
}

void TestLossPlot::verticalAxisGrowsInSteps()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 10));
    QCOMPARE(plot.shownY(), (AxisSpan{0.0, 3.0}));  // 2.0 and some air
    plot.setSnapshot(twoTasks(1, 11));
    QCOMPARE(plot.shownY(), (AxisSpan{0.0, 4.0}));  // 3.0 and some air
    plot.setSnapshot(twoTasks(1, 20));
    QCOMPARE(plot.shownY(), (AxisSpan{0.0, 4.0}));
}

void TestLossPlot::readsTheSampleUnderTheMouse()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    shown(plot);
    QTRY_VERIFY(plot.readout().isEmpty());
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(52.0, 1.0));
    QTRY_COMPARE(plot.readout(), QStringLiteral("step 50 · task 1 · loss 1.60"));
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(199.0, 1.0));
    QTRY_COMPARE(plot.readout(), QStringLiteral("step 200 · task 2, connect · loss 1.20"));
    QCOMPARE(valueOfChart(*plot.canvas()), plot.readout());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(plot.canvas(), &leave);
    QTRY_VERIFY(plot.readout().isEmpty());
}

void TestLossPlot::clickSelectsTheTask()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    shown(plot);
    QSignalSpy selected(&plot, &LossPlot::taskSelected);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(150.0, 2.0));
    QCOMPARE(selected.takeFirst(), QVariantList{2});
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(150.0, 2.0));
    QCOMPARE(selected.takeFirst(), QVariantList{0});
    plot.setSelectedTask(1);
    QVERIFY2(selected.isEmpty(), "only the user's selections are told");
}

void TestLossPlot::highlightsTheSelectedTask()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 12));
    QVERIFY(plot.highlightedValues().isEmpty());
    plot.setSelectedTask(2);
    QCOMPARE(plot.highlightedValues(), (QVector<double>{3.0, 2.8}));
    plot.setSnapshot(twoTasks(1, 13));
    QCOMPARE(plot.highlightedValues().size(), 3);
}

void TestLossPlot::lossesThatAreNoNumbersAreGaps()
{
    auto snapshot = std::make_shared<engine::RunSnapshot>(*twoTasks(1, 3));
    auto trace = std::make_shared<engine::TrainingTrace>(*snapshot->trace);
    trace->loss.push_back({40, std::numeric_limits<double>::infinity()});
    trace->loss.push_back({50, 0.0});
    snapshot->trace = trace;
    LossPlot plot;
    plot.setSnapshot(snapshot);
    QCOMPARE(plot.pointCount(), 5);
    QVERIFY(std::isnan(plot.shownValues(0)[3]));
    QCOMPARE(plot.shownY(), (AxisSpan{0.0, 3.0}));
    plot.setLogScale(true);
    QCOMPARE(plot.shownY(), (AxisSpan{1.0, 2.0}));
}

void TestLossPlot::hundredThousandPoints()
{
    auto trace = std::make_shared<engine::TrainingTrace>();
    trace->phases = {{0, 1, "learn"}};
    for (int k = 1; k <= 100000; ++k)
        trace->loss.push_back({k, 1.0 + 0.5 * std::sin(k * 0.01)});
    auto snapshot = std::make_shared<engine::RunSnapshot>();
    snapshot->progress = {.task = 1, .tasks = 1, .phase = "learn", .step = 100000, .steps = 100000};
    snapshot->trace = trace;
    LossPlot plot;
    plot.setSnapshot(snapshot);
    shown(plot);
    QCOMPARE(plot.pointCount(), 100000);
    auto more = std::make_shared<engine::TrainingTrace>(*trace);
    more->loss.push_back({100001, 0.25});
    auto next = std::make_shared<engine::RunSnapshot>(*snapshot);
    next->trace = more;
    plot.setSnapshot(next);
    QCOMPARE(plot.pointCount(), 100001);
    QCOMPARE(plot.shownValues(1).last(), 0.25);
    QCOMPARE(plot.shownX().upper, 150000.0);  // more steps than were planned: the next nice number
}

QTEST_MAIN(TestLossPlot)
#include "tst_loss_plot.moc"
