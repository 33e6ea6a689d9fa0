#include "widgets/plots/landscape_map.h"
#include "widgets/plots/landscape_multiples.h"
#include "widgets/plots/tile_flow.h"

#include "tests/widgets/landscape_grids.h"
#include "tests/widgets/sample_grids.h"

#include <QFile>
#include <QMenu>
#include <QTemporaryDir>
#include <QtTest>

using namespace isthmus;
using namespace isthmus::widgets;

namespace {

void shown(LandscapeMultiples& multiples, QSize size = {720, 420})
{
    multiples.resize(size);
    multiples.show();
    QVERIFY(QTest::qWaitForWindowExposed(&multiples));
    QTest::mouseMove(multiples.canvas(), {multiples.canvas()->width() - 1, 1});
    for (const int task : multiples.tasks())
        QTRY_VERIFY(!multiples.map(task)->isEmpty());
}

QPoint pixelOf(const LandscapeMap& map, const QPointF& place) { return map.canvasPoint(place).toPoint(); }

/// The colour drawn at a place of a task's map, which has to lie off lines.
QColor drawnAt(const LandscapeMultiples& multiples, int task, const QPointF& place)
{
    QCoreApplication::processEvents();
    LandscapeMap& map = *multiples.map(task);
    const QImage image = map.canvas()->grab().toImage();
    return image.pixelColor((map.canvasPoint(place) * image.devicePixelRatio()).toPoint());
}

bool alike(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) <= 3 && std::abs(a.green() - b.green()) <= 3 && std::abs(a.blue() - b.blue()) <= 3;
}

/// Tasks of which each has the same loss everywhere.
engine::LandscapeGrid flatTasks(const QVector<double>& losses)
{
    engine::LandscapeGrid grid = tests::plane(9, 7);
    grid.anchors.clear();
    grid.path.clear();
    grid.tasks.clear();
    for (qsizetype k = 0; k < losses.size(); ++k)
        grid.tasks.push_back(tests::gridTask(grid, static_cast<int>(k) + 1, [&](double, double) { return losses[k]; }));
    return grid;
}

}  // namespace

class TestLandscapeMultiples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tilesAreAsLargeAsFit();
    void oneMapForEachTask();
    void oneScaleColoursAll();
    void onlyPlanesAreShown();
    void hoverIsInAllMaps();
    void clicksSelectATask();
    void keysSelectATask();
    void mapsDoNotZoom();
    void laterGridsReachEveryMap();
    void hiddenMapsAreNotDrawn();
    void theMenuIsThatOfTheWhole();
    void savesAllOfIt();
};

void TestLandscapeMultiples::tilesAreAsLargeAsFit()
{
    const TileFlow wide = tileFlow({640, 130}, 4, 1.0, 18, 12);
    QCOMPARE(wide.pictures[3].top(), wide.pictures[0].top());
    const TileFlow high = tileFlow({130, 640}, 4, 1.0, 18, 12);
    QCOMPARE(high.pictures[3].left(), high.pictures[0].left());
    const TileFlow square = tileFlow({400, 420}, 4, 1.0, 18, 12);
    QVERIFY(square.pictures[1].top() == square.pictures[0].top() && square.pictures[2].left() == square.pictures[0].left());
    for (const auto& [area, count, aspect] :
         {std::tuple(QSize(480, 300), 20, 1.33), {QSize(900, 500), 7, 0.5}, {QSize(), 3, 1.0}}) {
        const TileFlow flow = tileFlow(area, count, aspect, 18, 12);
        QCOMPARE(flow.pictures.size(), qsizetype(count));
        for (qsizetype k = 0; k < count; ++k) {
            QCOMPARE(flow.captions[k].bottom() + 1, flow.pictures[k].top());
            QVERIFY(flow.pictures[k].size() == flow.pictures[0].size() && !flow.pictures[k].isEmpty());
            for (qsizetype other = 0; other < k; ++other)
                QVERIFY(!flow.pictures[k].intersects(flow.captions[other] | flow.pictures[other]));
        }
        if (!area.isEmpty())
            QVERIFY(QRect(QPoint(), area).contains(flow.bounds));
    }
}

void TestLandscapeMultiples::oneMapForEachTask()
{
    LandscapeMultiples multiples;
    QVERIFY(multiples.isEmpty() && multiples.csv().isEmpty());
    engine::LandscapeGrid grid = tests::plane();
    grid.tasks.push_back(tests::gridTask(grid, 1, [](double, double) { return 1.0; }));
    grid.tasks.back().split = engine::Split::Train;
    multiples.setGrid(tests::shared(grid));
    shown(multiples);
    QCOMPARE(multiples.tasks(), (QVector<int>{1, 2, 3}));
    QCOMPARE(multiples.note(), QStringLiteral("1\u202f000 test images per task · rings: up to 0.83 off the plane"));
    for (const int task : {1, 2, 3})
        QVERIFY(multiples.map(task)->readoutAt(7.0, 6.0).contains(QStringLiteral("(task %1)").arg(task)));
    const LandscapeMap* first = multiples.map(1);
    grid.tasks.push_back(tests::gridTask(grid, 5, [](double, double) { return 1.0; }));
    multiples.setGrid(tests::shared(grid));
    QCOMPARE(multiples.tasks(), (QVector<int>{1, 2, 3, 5}));
    QVERIFY2(multiples.map(1) == first, "maps that are there are kept");
    QVERIFY(!multiples.map(4));
    GridShowing train;
    train.split = engine::Split::Train;
    multiples.setShowing(train);
    QCOMPARE(multiples.tasks(), (QVector<int>{1}));
    multiples.setGrid(nullptr);
    QVERIFY(multiples.isEmpty() && multiples.tasks().isEmpty() && multiples.note().isEmpty());
}

void TestLandscapeMultiples::oneScaleColoursAll()
{
    LandscapeMultiples multiples;
    multiples.setGrid(tests::shared(flatTasks({1.0, 1.7, 3.0})));
    shown(multiples);
    QCOMPARE(multiples.range(), (ValueRange{1.0, 3.0}));
    for (const int task : {1, 2, 3})
        QTRY_COMPARE(multiples.map(task)->range(), multiples.range());
    QVERIFY(alike(drawnAt(multiples, 1, {6.3, 4.2}), mapColor(ColorMap::Viridis, 0.0)));
    QVERIFY(alike(drawnAt(multiples, 2, {6.3, 4.2}), mapColor(ColorMap::Viridis, 0.35)));
    multiples.setRange(ValueRange{0.0, 3.4});
    QTRY_COMPARE(multiples.map(3)->range(), (ValueRange{0.0, 3.4}));
    QVERIFY(alike(drawnAt(multiples, 2, {6.3, 4.2}), mapColor(ColorMap::Viridis, 0.5)));
}

void TestLandscapeMultiples::onlyPlanesAreShown()
{
    LandscapeMultiples multiples;
    multiples.setGrid(tests::tetrahedronGrid(3));
    QVERIFY(multiples.isEmpty() && multiples.csv().isEmpty());
    multiples.setGrid(tests::shared(tests::simplex()));
    QVERIFY(!multiples.isEmpty());
    QCOMPARE(multiples.tasks(), (QVector<int>{1}));
}

void TestLandscapeMultiples::hoverIsInAllMaps()
{
    LandscapeMultiples multiples;
    multiples.setGrid(tests::shared(tests::plane()));
    shown(multiples);
    QSignalSpy hovered(&multiples, &LandscapeMultiples::hovered);
    LandscapeMap& second = *multiples.map(2);
    QTest::mouseMove(second.canvas(), pixelOf(second, {7, 6}));
    QTRY_VERIFY(!multiples.readout().isEmpty());
    QVERIFY2(multiples.readout().contains(QStringLiteral("(task 2)")), qPrintable(multiples.readout()));
    const auto place = hovered.last().first().value<std::optional<QPointF>>();
    QVERIFY(place && QLineF(*place, {7, 6}).length() < 0.2);
    QCOMPARE(multiples.map(1)->linkedCursor(), place);
    QCOMPARE(multiples.map(3)->linkedCursor(), place);
    QVERIFY(!second.linkedCursor());
    QTest::mouseMove(multiples.canvas(), {multiples.canvas()->width() - 1, 1});
    QTRY_VERIFY(multiples.readout().isEmpty());
    QVERIFY(!hovered.last().first().value<std::optional<QPointF>>());
    QVERIFY(!multiples.map(1)->linkedCursor());
    hovered.clear();
    multiples.setLinkedCursor(QPointF(3, 3));
    for (const int task : {1, 2, 3})
        QCOMPARE(multiples.map(task)->linkedCursor(), std::optional(QPointF(3, 3)));
    QVERIFY2(hovered.isEmpty(), "a linked cursor is not sent back");
}

void TestLandscapeMultiples::clicksSelectATask()
{
    LandscapeMultiples multiples;
    multiples.setGrid(tests::shared(tests::plane()));
    shown(multiples);
    QSignalSpy selected(&multiples, &LandscapeMultiples::taskSelected);
    LandscapeMap& third = *multiples.map(3);
    const QImage before = multiples.canvas()->grab().toImage();
    QTest::mouseClick(third.canvas(), Qt::LeftButton, {}, pixelOf(third, {9, 8}));
    QCOMPARE(selected.takeFirst().first().toInt(), 3);
    QCOMPARE(multiples.selectedTask(), 3);
    QVERIFY(multiples.canvas()->grab().toImage() != before);
    QTest::mouseClick(third.canvas(), Qt::LeftButton, {}, pixelOf(third, {4, 7}));  // also on a network
    QCOMPARE(selected.takeFirst().first().toInt(), 0);
    const QPoint caption = multiples.map(2)->geometry().topLeft() - QPoint(-4, 6);
    QTest::mouseClick(multiples.canvas(), Qt::LeftButton, {}, caption);
    QCOMPARE(selected.takeFirst().first().toInt(), 2);
    multiples.setSelectedTask(1);
    QVERIFY2(selected.isEmpty(), "only the user's choice is sent");
    QVERIFY(multiples.readoutAt(7.0, 6.0).contains(QStringLiteral("(task 1)")));
}

void TestLandscapeMultiples::keysSelectATask()
{
    LandscapeMultiples multiples;
    multiples.setGrid(tests::shared(tests::plane()));
    shown(multiples);
    QSignalSpy selected(&multiples, &LandscapeMultiples::taskSelected);
    QTest::keyClick(multiples.map(2)->canvas(), Qt::Key_Right);
    QVERIFY2(multiples.readout().endsWith(QStringLiteral(", grid point 17, 13")), qPrintable(multiples.readout()));
    QTest::keyClick(multiples.map(2)->canvas(), Qt::Key_Return);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected[0][0].toInt(), 2);
}

void TestLandscapeMultiples::mapsDoNotZoom()
{
    LandscapeMultiples multiples;
    multiples.setGrid(tests::shared(tests::plane()));
    shown(multiples);
    LandscapeMap& map = *multiples.map(1);
    const QRectF whole = map.shown();
    const QPoint at = pixelOf(map, {4, 3});
    QSignalSpy selected(&multiples, &LandscapeMultiples::taskSelected);
    QWheelEvent wheel(at, map.canvas()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(map.canvas(), &wheel);
    QVERIFY2(!wheel.isAccepted(), "left to what scrolls");
    QTest::keyClick(map.canvas(), Qt::Key_Plus);
    QTest::mousePress(map.canvas(), Qt::LeftButton, {}, at);
    const QPoint to = at + QPoint(30, 10);
    QMouseEvent drag(QEvent::MouseMove, to, map.canvas()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(map.canvas(), &drag);
    QTest::mouseRelease(map.canvas(), Qt::LeftButton, {}, to);
    QCOMPARE(map.shown(), whole);
    QVERIFY2(selected.isEmpty(), "a drag is no click");
}

void TestLandscapeMultiples::laterGridsReachEveryMap()
{
    LandscapeMultiples multiples;
    engine::LandscapeGrid grid = flatTasks({1.0, 1.0, 1.0});
    multiples.setGrid(tests::shared(grid));
    shown(multiples);
    // Each comes before all maps have been drawn with the one before.
    for (const double loss : {2.0, 3.0, 4.0, 5.0}) {
        grid = flatTasks({loss, loss, loss});
        multiples.setGrid(tests::shared(grid));
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    for (const int task : {1, 2, 3})
        QTRY_VERIFY(multiples.map(task)->readoutAt(6.3, 4.2).contains(QStringLiteral("loss 5.00 nats")));
}

void TestLandscapeMultiples::hiddenMapsAreNotDrawn()
{
    LandscapeMultiples multiples;
    multiples.setGrid(tests::shared(tests::plane()));
    QCoreApplication::processEvents();
    QVERIFY(multiples.map(1)->isEmpty());
    QVERIFY(!multiples.csv().isEmpty());
    shown(multiples);
    QVERIFY(!multiples.map(1)->contours().empty());
}

void TestLandscapeMultiples::theMenuIsThatOfTheWhole()
{
    LandscapeMultiples multiples;
    multiples.setGrid(tests::shared(tests::plane()));
    shown(multiples);
    LandscapeMap& map = *multiples.map(2);
    const QPoint at = pixelOf(map, {4, 3});
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, map.canvas()->mapToGlobal(at));
    QCoreApplication::sendEvent(map.canvas(), &event);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QCOMPARE(menu->parentWidget(), &multiples);
    menu->close();
}

void TestLandscapeMultiples::savesAllOfIt()
{
    LandscapeMultiples multiples;
    multiples.resize(720, 420);
    multiples.setGrid(tests::shared(flatTasks({1.0, 1.7, 3.0})));
    QTemporaryDir folder;
    QVERIFY(multiples.savePicture(folder.filePath(QStringLiteral("all.png"))));  // before it has been shown
    shown(multiples);
    QVERIFY(multiples.savePicture(folder.filePath(QStringLiteral("all.png"))));
    const QImage image(folder.filePath(QStringLiteral("all.png")));
    QCOMPARE(image.size(), 2 * multiples.canvas()->size());
    for (const int task : {1, 2, 3}) {
        const LandscapeMap& map = *multiples.map(task);
        const QPointF at = map.canvas()->mapTo(multiples.canvas(), pixelOf(map, {6.3, 4.2}));
        QVERIFY(alike(image.pixelColor((2.0 * at).toPoint()), mapColor(ColorMap::Viridis, task == 1   ? 0.0
                                                                                          : task == 2 ? 0.35
                                                                                                      : 1.0)));
    }
    QVERIFY(multiples.savePicture(folder.filePath(QStringLiteral("all.svg"))));
    QFile svg(folder.filePath(QStringLiteral("all.svg")));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    const QByteArray text = svg.readAll();
    QVERIFY(text.contains(">Task 1<") && text.contains(">Task 3<") && text.contains("Loss of each task (test), nats"));
    QVERIFY(multiples.csv().startsWith(QStringLiteral("x,y,task_1_test_loss,task_1_test_accuracy,task_2_test_loss")));
}

QTEST_MAIN(TestLandscapeMultiples)
#include "tst_landscape_multiples.moc"
