#include "widgets/plots/barrier_plot.h"
#include "widgets/theme/task_colors.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QtTest>

#include <cmath>

using namespace isthmus;
using widgets::BarrierPlot;

namespace {

/// Between networks i and j on task t: 0.1 |i - j| t.
engine::BarrierTablePtr table(int networks, const std::vector<int>& tasks)
{
    auto table = std::make_shared<engine::BarrierTable>();
    for (int i = 1; i <= networks; ++i)
        table->networks.push_back("task-0" + std::to_string(i));
    table->tasks = tasks;
    for (const int task : tasks) {
        std::vector<double> heights;
        for (int i = 0; i < networks; ++i)
            for (int j = 0; j < networks; ++j)
                heights.push_back(0.1 * std::abs(i - j) * task);
        table->heights.push_back(heights);
    }
    table->points = 21;
    table->samples = 1000;
    return table;
}

void show(QWidget& widget, const QSize& size)
{
    widget.resize(size);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

}  // namespace

class TestBarrierPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyWithoutPairs()
    {
        BarrierPlot plot;
        QVERIFY(plot.isEmpty());
        QCOMPARE(plot.csv(), QString());
        plot.setBarriers(table(1, {1}));
        QVERIFY(plot.isEmpty());
        plot.setBarriers(table(3, {1, 2}));
        QVERIFY(!plot.isEmpty());
        plot.setBarriers(nullptr);
        QVERIFY(plot.isEmpty());
    }

    void showsATaskOrTheMean()
    {
        BarrierPlot plot;
        plot.setBarriers(table(3, {1, 3}));
        show(plot, {520, 400});
        QCOMPARE(plot.note(), QStringLiteral("mean over 2 tasks, nats"));
        QCOMPARE(plot.cellText(1, 2), QStringLiteral("0.20"));
        plot.setTask(3);
        QCOMPARE(plot.note(), QStringLiteral("task 3, nats"));
        QCOMPARE(plot.cellText(1, 3), QStringLiteral("0.60"));
        QCOMPARE(plot.cellText(2, 2), QString());  // a network has no barrier to itself
        plot.setTask(2);
        QCOMPARE(plot.note(), QStringLiteral("mean over 2 tasks, nats"));
    }

    void coloursBeginAtZeroAndStayFromTaskToTask()
    {
        BarrierPlot plot;
        plot.setBarriers(table(3, {1, 3}));  // the highest is 0.6, where the scale ends
        plot.setTask(1);
        show(plot, {520, 400});
        const QImage picture = plot.canvas()->grab().toImage();
        const auto colourOf = [&](int from, int to) {
            return picture.pixelColor((plot.cellRect(from, to).topLeft() + QPoint(3, 3)) * picture.devicePixelRatio()).rgb();
        };
        QCOMPARE(colourOf(1, 3), widgets::sequentialColor(0.2 / 0.6).rgb());
        QCOMPARE(colourOf(3, 1), colourOf(1, 3));
        QVERIFY(colourOf(2, 2) != widgets::sequentialColor(0.0).rgb());
    }

    void mouseReadsAndPicksAPair()
    {
        BarrierPlot plot;
        plot.setBarriers(table(4, {1, 3}));
        plot.setTask(3);
        show(plot, {520, 400});
        QSignalSpy picked(&plot, &BarrierPlot::pairPicked);
        QTest::mouseMove(plot.canvas(), plot.cellRect(2, 3).center());
        QTRY_COMPARE(plot.readout(), QStringLiteral("task-02 to task-03: barrier 0.300 nats on task 3"));
        plot.setTask(0);  // under a resting mouse
        QCOMPARE(plot.readout(), QStringLiteral("task-02 to task-03: barrier 0.200 nats, mean over tasks"));
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.cellRect(2, 4).center());
        QCOMPARE(picked.takeFirst(), QVariantList({"task-02", "task-04"}));
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.cellRect(2, 2).center());
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, QPoint(2, 2));
        QVERIFY(picked.isEmpty());
    }

    void keysReadAndPickAPair()
    {
        BarrierPlot plot;
        plot.setBarriers(table(3, {1}));
        show(plot, {520, 400});
        QSignalSpy picked(&plot, &BarrierPlot::pairPicked);
        for (const auto key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Right})
            QTest::keyClick(plot.canvas(), key);
        QCOMPARE(plot.readout(), QStringLiteral("task-01 to task-03: barrier 0.200 nats on task 1"));
        QTest::keyClick(plot.canvas(), Qt::Key_Return);
        QCOMPARE(picked.takeFirst(), QVariantList({"task-01", "task-03"}));
    }

    void whatIsNotEvaluatedIsSaid()
    {
        auto holes = std::make_shared<engine::BarrierTable>(*table(3, {1}));
        holes->heights[0][2] = std::nan("");
        BarrierPlot plot;
        plot.setBarriers(holes);
        show(plot, {520, 400});
        QCOMPARE(plot.cellText(1, 3), QString());
        QCOMPARE(plot.readoutAt(3, 1), QStringLiteral("task-01 to task-03: not evaluated"));
    }

    void smallCellsHaveNoNumbers()
    {
        BarrierPlot plot;
        plot.setBarriers(table(9, {1}));
        show(plot, {300, 260});
        QCOMPARE(plot.cellText(1, 2), QString());
        plot.resize(900, 700);
        QTRY_COMPARE(plot.cellText(1, 2), QStringLiteral("0.10"));
    }

    void copiesData()
    {
        auto named = std::make_shared<engine::BarrierTable>(*table(2, {1, 4}));
        named->networks[1] = "a,b";
        BarrierPlot plot;
        plot.setBarriers(named);
        plot.findChild<QAction*>(QStringLiteral("copyData"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("from,to,task_1,task_4,mean\ntask-01,\"a,b\",0.1,0.4,0.25\n"));
    }

    void saysWhatItIs()
    {
        BarrierPlot plot;
        QVERIFY(plot.definition().contains(QStringLiteral("L(t) − ((1 − t) L(0) + t L(1))")));
        plot.setBarriers(table(2, {1}));
        QVERIFY(plot.definition().contains(QStringLiteral("21 points")));
    }
};

QTEST_MAIN(TestBarrierPlot)
#include "tst_barrier_plot.moc"
