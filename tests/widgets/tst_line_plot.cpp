#include "widgets/plots/line_plot.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QtTest>

#include <cmath>

using namespace isthmus;
using widgets::LinePlot;

namespace {

engine::LandscapeLinePtr twoTasks(std::uint64_t runId = 1)
{
    auto line = std::make_shared<engine::LandscapeLine>();
    line->runId = runId;
    line->anchors = {{"task-01", 0.0}, {"task-02", 1.0}};
    line->distance = 3.2149;
    line->t = {-0.5, 0.0, 0.5, 1.0, 1.5};
    line->tasks = {{1, {0.4, 0.2, 0.6, 0.8, 1.0}, {0.9, 0.95, 0.85, 0.8, 0.7}, 0.1},
                   {2, {2.5, 2.0, 1.5, 0.3, 0.4}, {0.1, 0.2, 0.5, 0.9, 0.88}, 0.35}};
    line->samples = 1200;
    return line;
}

/// Half the width of the bands is 0.2 everywhere.
engine::LandscapeLinePtr withErrors()
{
    auto line = std::make_shared<engine::LandscapeLine>(*twoTasks());
    for (engine::LineTask& task : line->tasks)
        task.lossError.assign(5, 0.2);
    return line;
}

engine::LandscapeLinePtr ofDraws()
{
    auto line = std::make_shared<engine::LandscapeLine>(*twoTasks());
    line->draws = 8;
    line->label = "random direction 1";
    for (engine::LineTask& task : line->tasks) {
        task.lossSpread.assign(5, 0.4);
        task.barrier = std::nan("");
    }
    return line;
}

/// The colour at a place of the plot, on the screen.
QColor colourAt(const LinePlot& plot, double x, double y)
{
    const QImage image = plot.canvas()->grab().toImage();
    return image.pixelColor((QPointF(plot.canvasPoint(x, y)) * image.devicePixelRatio()).toPoint());
}

void shown(QWidget& widget)
{
    widget.resize(700, 320);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCoreApplication::processEvents();
}

}  // namespace

class TestLinePlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyUntilThereIsALine();
    void showsLossesAlongTheLine();
    void saysHowItWasMeasured();
    void axesFitTheLine();
    void readsLossAndAccuracy();
    void clickSelectsTheTask();
    void followsFewerTasks();
    void copiesData();
    void aTrainedCurveIsNoLine();
    void bandOfTheStandardError();
    void bandOfSeveralDraws();
};

void TestLinePlot::emptyUntilThereIsALine()
{
    LinePlot plot;
    QVERIFY(plot.isEmpty());
    QVERIFY(plot.note().isEmpty());
    QCOMPARE(plot.title(), QStringLiteral("Along the isthmus"));
    plot.setLine(twoTasks());
    QVERIFY(!plot.isEmpty());
    plot.setLine(nullptr);
    QVERIFY(plot.isEmpty());
    QCOMPARE(plot.pointCount(), 0);
}

void TestLinePlot::showsLossesAlongTheLine()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    QCOMPARE(plot.pointCount(), 10);
    QCOMPARE(plot.shownValues(1), (QVector<double>{0.4, 0.2, 0.6, 0.8, 1.0}));
    QCOMPARE(plot.shownValues(2).first(), 2.5);
    QVERIFY(plot.shownValues(3).isEmpty());
}

void TestLinePlot::saysHowItWasMeasured()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    QCOMPARE(plot.note(), QStringLiteral("1\u202f200 test images per task · |Δw| = 3.21"));
}

void TestLinePlot::axesFitTheLine()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    QCOMPARE(plot.shownX(), (widgets::AxisSpan{-0.5, 1.5}));
    QCOMPARE(plot.shownY(), (widgets::AxisSpan{0.0, 3.0}));  // 2.5 and some air
    plot.setLogScale(true);
    QCOMPARE(plot.shownY(), (widgets::AxisSpan{0.1, 5.0}));  // 0.2 with a little air below
}

void TestLinePlot::readsLossAndAccuracy()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    shown(plot);
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(0.52, 1.45));
    QTRY_COMPARE(plot.readout(), QStringLiteral("t = 0.50 · task 2 · loss 1.50 · accuracy 50.0\u202f%"));
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(-0.4, 0.4));
    QTRY_COMPARE(plot.readout(), QStringLiteral("t = \u22120.50 · task 1 · loss 0.400 · accuracy 90.0\u202f%"));
}

void TestLinePlot::clickSelectsTheTask()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    shown(plot);
    QSignalSpy selected(&plot, &LinePlot::taskSelected);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(0.0, 2.0));
    QCOMPARE(selected.takeFirst(), QVariantList{2});
    // Between two points a straight piece is drawn: half way from (0, 2.0) to (0.5, 1.5).
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(0.25, 0.4));
    QCOMPARE(selected.takeFirst(), QVariantList{1});
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(1.4, 2.7));
    QCOMPARE(selected.takeFirst(), QVariantList{0});
    plot.setSelectedTask(1);
    QVERIFY(selected.isEmpty());
}

void TestLinePlot::followsFewerTasks()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    auto one = std::make_shared<engine::LandscapeLine>(*twoTasks(2));
    one->tasks.pop_back();
    plot.setLine(one);
    QCOMPARE(plot.pointCount(), 5);
    QVERIFY(plot.shownValues(2).isEmpty());
    QCOMPARE(plot.shownY(), (widgets::AxisSpan{0.0, 1.5}));  // 1.0 and some air
}

void TestLinePlot::copiesData()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    plot.findChild<QAction*>(QStringLiteral("copyData"))->trigger();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines[0], QStringLiteral("t,task_1_loss,task_1_accuracy,task_2_loss,task_2_accuracy"));
    QCOMPARE(lines[1], QStringLiteral("-0.5,0.4,0.9,2.5,0.1"));
    QCOMPARE(lines.size(), 7);
}

void TestLinePlot::aTrainedCurveIsNoLine()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    QCOMPARE(plot.dataTable().columns.front().heading, QStringLiteral("Position on the line (t)"));
    QVERIFY(plot.definition().contains(QStringLiteral("straight line")));
    auto curve = std::make_shared<engine::LandscapeLine>(*twoTasks());
    curve->chart = "curve";
    plot.setLine(curve);
    QCOMPARE(plot.dataTable().columns.front().heading, QStringLiteral("Position on the curve (t)"));
    QVERIFY(!plot.definition().contains(QStringLiteral("straight line")));
}

void TestLinePlot::bandOfTheStandardError()
{
    LinePlot plot;
    plot.setLine(twoTasks());
    QVERIFY(plot.shownBand(1).first.isEmpty());
    shown(plot);
    const double x = 0.25, curve = 1.75, inside = curve + 0.15, outside = curve + 0.35;  // of task 2
    const QColor plain = colourAt(plot, x, inside);
    plot.setLine(withErrors());
    QCOMPARE(plot.shownValues(2), (QVector<double>{2.5, 2.0, 1.5, 0.3, 0.4}));
    QCOMPARE(plot.shownBand(2).first, (QVector<double>{2.5 - 0.2, 2.0 - 0.2, 1.5 - 0.2, 0.3 - 0.2, 0.4 - 0.2}));
    QCOMPARE(plot.shownBand(2).second, (QVector<double>{2.5 + 0.2, 2.0 + 0.2, 1.5 + 0.2, 0.3 + 0.2, 0.4 + 0.2}));
    QTRY_VERIFY(colourAt(plot, x, inside) != plain);
    QCOMPARE(colourAt(plot, x, outside), plain);
    QVERIFY2(plot.note().contains(QStringLiteral("band: ± standard error of 1\u202f200 images")), qPrintable(plot.note()));
    plot.resize(700, 460);
    QTRY_COMPARE(plot.axisLabel(), QStringLiteral("Test loss (nats) ± SE of 1\u202f200 images"));
    plot.resize(700, 200);  // as it is below the other plots
    QTRY_COMPARE(plot.axisLabel(), QStringLiteral("Test loss ± SE (nats)"));
    plot.resize(700, 140);  // in a low window; the title says what the band is
    QTRY_COMPARE(plot.axisLabel(), QStringLiteral("Loss (nats)"));
    plot.resize(700, 320);
    QCoreApplication::processEvents();  // the axes lie elsewhere from then on
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(0.52, 1.45));
    QTRY_COMPARE(plot.readout(), QStringLiteral("t = 0.50 · task 2 · loss 1.50 ± 0.2 · accuracy 50.0\u202f%"));
    plot.setLine(twoTasks());
    QTRY_COMPARE(colourAt(plot, x, inside), plain);
}

void TestLinePlot::bandOfSeveralDraws()
{
    LinePlot plot;
    plot.setLine(ofDraws());
    shown(plot);
    QCOMPARE(plot.shownBand(1).second, (QVector<double>{0.4 + 0.4, 0.2 + 0.4, 0.6 + 0.4, 0.8 + 0.4, 1.0 + 0.4}));
    QCOMPARE(plot.shownY(), (widgets::AxisSpan{0.0, 3.0}));  // 2.9 and some air
    QVERIFY2(plot.note().contains(QStringLiteral("band: ± standard deviation over 8 draws")), qPrintable(plot.note()));
    plot.resize(700, 200);
    QTRY_COMPARE(plot.axisLabel(), QStringLiteral("Mean loss ± SD (nats)"));
    plot.resize(700, 460);
    QTRY_COMPARE(plot.axisLabel(), QStringLiteral("Test loss (nats), mean ± SD of 8 draws"));
    // A band that reaches below zero leaves a logarithmic axis as it is.
    plot.setLogScale(true);
    QCOMPARE(plot.shownY(), (widgets::AxisSpan{0.1, 5.0}));
    QCOMPARE(plot.csv().section(u'\n', 0, 1),
             QStringLiteral("t,task_1_loss,task_1_accuracy,task_1_loss_spread,task_2_loss,task_2_accuracy,task_2_loss_spread\n"
                            "-0.5,0.4,0.9,0.4,2.5,0.1,0.4"));
}

QTEST_MAIN(TestLinePlot)
#include "tst_line_plot.moc"
