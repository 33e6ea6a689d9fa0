#include "tests/widgets/compared_sets.h"
#include "widgets/compare/parallel_axes.h"
#include "widgets/compare/parallel_plot.h"
#include "widgets/theme/theme.h"

#include <QtTest>

#include <cmath>

using namespace isthmus;
using widgets::ParallelPlot;

namespace {

engine::RunSetsPtr sweep()
{
    std::vector<engine::ComparedRun> runs;
    for (const char* rate : {"0.1", "0.01", "1"})
        for (const std::uint64_t seed : {1, 2})
            runs.push_back(tests::handMade({.seed = seed,
                                            .accuracies = {0.9, 0.8, 0.7},
                                            .options = {{"training.learning_rate", rate}, {"model.hidden", "[16]"}}}));
    return std::make_shared<const std::vector<engine::RunSet>>(engine::setsOf(runs, {}));
}

void shown(QWidget& widget)
{
    widget.resize(600, 320);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCoreApplication::processEvents();
}

}  // namespace

class TestParallelPlot final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::Scheme::Light); }

    void numbersStandInTheirOrder()
    {
        const auto sets = sweep();
        std::vector<const engine::ComparedRun*> runs;
        for (const auto& set : *sets)
            runs.push_back(&set.runs.front());
        const widgets::ParallelAxis axis = widgets::optionAxis("training.learning_rate", runs);
        QCOMPARE(axis.places, (std::vector<double>{0.5, 0.0, 1.0}));
        QCOMPARE(axis.ticks.front().second, QStringLiteral("0.01"));
        const widgets::ParallelAxis none = widgets::optionAxis("method.strength", {runs[0]});
        QCOMPARE(none.values, QStringList{QString(QChar(0x2013))});
        const auto three = tests::threeSets();
        const widgets::ParallelAxis reached = widgets::measureAxis(
            *engine::findMeasure("average_accuracy"), engine::Reduction::Last, {&(*three)[1].runs[0], &(*three)[2].runs[0]});
        QVERIFY(std::isfinite(reached.places[0]));
        QVERIFY(std::isnan(reached.places[1]));  // has not learned all its tasks
    }

    void showsTheOptionsThatDifferAndTheMeasure()
    {
        ParallelPlot plot;
        QVERIFY(plot.isEmpty());
        plot.setSets(sweep());
        QCOMPARE(plot.axisLabels(), (QStringList{QStringLiteral("learning rate"), QStringLiteral("Average accuracy (%)")}));
        QCOMPARE(plot.runCount(), 6);
        plot.setSets(std::make_shared<const std::vector<engine::RunSet>>(engine::setsOf({tests::handMade({})}, {})));
        QVERIFY2(plot.isEmpty(), "runs that differ in nothing have no axes");
    }

    void draggingAlongAnAxisPicksRuns()
    {
        ParallelPlot plot;
        plot.setSets(sweep());
        shown(plot);
        QCOMPARE(plot.brightCount(), 6);
        const QPointF middle = plot.placeOf(0, 0), top = plot.placeOf(0, 5);  // rates 0.1 and 1
        QTest::mousePress(plot.canvas(), Qt::LeftButton, {}, (middle + QPointF(0, 10)).toPoint());
        QTest::mouseMove(plot.canvas(), (top - QPointF(0, 2)).toPoint());
        QTest::mouseRelease(plot.canvas(), Qt::LeftButton, {}, (top - QPointF(0, 2)).toPoint());
        QCOMPARE(plot.brightCount(), 4);
        QVERIFY(plot.note().contains(QStringLiteral("4 of 6")));
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, middle.toPoint());
        QCOMPARE(plot.brightCount(), 6);
    }

    void theKeysDoTheSame()
    {
        ParallelPlot plot;
        plot.setSets(sweep());
        shown(plot);
        plot.canvas()->setFocus();
        QTest::keyClick(plot.canvas(), Qt::Key_Right);
        QTest::keyClick(plot.canvas(), Qt::Key_Up);
        QCOMPARE(plot.brightCount(), 2);
        QCOMPARE(plot.readout(), QStringLiteral("learning rate: 0.01 · 2 of 6 runs"));
        QTest::keyClick(plot.canvas(), Qt::Key_Up);
        QTest::keyClick(plot.canvas(), Qt::Key_Up);
        QTest::keyClick(plot.canvas(), Qt::Key_Up);
        QCOMPARE(plot.brightCount(), 2);
        QTest::keyClick(plot.canvas(), Qt::Key_Escape);
        QCOMPARE(plot.brightCount(), 6);
    }

    void aLineIsReadAndItsSetSelected()
    {
        ParallelPlot plot;
        plot.setSets(sweep());
        shown(plot);
        const QPoint between = ((plot.placeOf(0, 0) + plot.placeOf(1, 0)) / 2.0).toPoint();
        QTest::mouseMove(plot.canvas(), between);
        QTRY_COMPARE(plot.readout(), QStringLiteral("learning rate 0.1, seed 1 · learning rate 0.1 · average accuracy 70.0"));
        QSignalSpy picked(&plot, &ParallelPlot::picked);
        QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, between);
        QCOMPARE(picked.takeFirst(), QVariantList{0});
        QCOMPARE(plot.brightCount(), 2);
        QVERIFY(plot.csv().startsWith(QStringLiteral("run,set,seed,training.learning_rate,average_accuracy\n")));
        QCOMPARE(plot.csv().count(u'\n'), 3);  // the runs that stand out
        plot.setSelectedSet(-1);
        QCOMPARE(plot.csv().count(u'\n'), 7);
    }
};

QTEST_MAIN(TestParallelPlot)
#include "tst_parallel_plot.moc"
