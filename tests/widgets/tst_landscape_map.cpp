#include "widgets/plots/landscape_map.h"

#include "tests/support/spoken.h"
#include "tests/widgets/landscape_grids.h"
#include "tests/widgets/sample_grids.h"

#include <QAction>
#include <qcustomplot.h>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QtTest>
#include <QWheelEvent>

using namespace isthmus;
using namespace isthmus::widgets;
using Tasks = GridShowing::Tasks;

namespace {

GridShowing taskOne(GridShowing::Scale scale = GridShowing::Scale::Linear)
{
    GridShowing showing;
    showing.tasks = Tasks::One;
    showing.scale = scale;
    return showing;
}

/// Lets a plot draw what has been asked of it.
void settle() { QCoreApplication::processEvents(); }

/// Shown at a size with room for everything, with the layout done.
void shown(LandscapeMap& map, QSize size = {720, 520})
{
    map.resize(size);
    map.show();
    QVERIFY(QTest::qWaitForWindowExposed(&map));
    QTest::mouseMove(map.canvas(), {1, 1});  // beside the axes
    settle();
}

/// The colour drawn at a place, which has to lie off lines and labels.
QColor drawnAt(LandscapeMap& map, const QPointF& place)
{
    settle();
    const QImage image = map.canvas()->grab().toImage();
    return image.pixelColor((map.canvasPoint(place) * image.devicePixelRatio()).toPoint());
}

bool alike(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) <= 3 && std::abs(a.green() - b.green()) <= 3 && std::abs(a.blue() - b.blue()) <= 3;
}

void drag(QWidget* canvas, const QPoint& from, const QPoint& to, Qt::KeyboardModifiers keys = {})
{
    QTest::mousePress(canvas, Qt::LeftButton, keys, from);
    for (const QPoint& at : {from + (to - from) / 2, to}) {
        QMouseEvent move(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, keys);
        QCoreApplication::sendEvent(canvas, &move);
    }
    QTest::mouseRelease(canvas, Qt::LeftButton, keys, to);
}

void turnWheel(QWidget* canvas, const QPoint& at, int steps)
{
    QWheelEvent wheel(at, canvas->mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas, &wheel);
}

}  // namespace

class TestLandscapeMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyUntilThereIsAGrid();
    void coloursAreThoseOfTheMap_data();
    void coloursAreThoseOfTheMap();
    void sharedRangeColoursAll();
    void theBarIsPointedWhereValuesLieBeyond();
    void stepsAreEquallyLongForDistances();
    void simplexIsATriangle();
    void tetrahedraAreShownElsewhere();
    void laterTasksAreNotOnTheMap();
    void fillsWhileTilesArrive();
    void tilesDoNotMoveTheView();
    void contoursAreWhereTheLossIs();
    void labelsDoNotOverlap_data();
    void labelsDoNotOverlap();
    void hoverReadsTheGridPoint();
    void hoverReadsAnAnchor();
    void selectedTaskIsReadToo();
    void clicksPickPlacesAndAnchors();
    void linkedCursorIsDrawn();
    void wheelAndDragMoveTheView();
    void shiftAndDragMarkAPart();
    void pinsAreMoved();
    void keysGoFromPointToPoint();
    void copiesEveryTask();
    void definitionNamesTheSource_data();
    void definitionNamesTheSource();
    void picturesHaveContoursAsLines();
    void picturesHaveTheWordsOfNow();
    void shortAxesKeepTheEndOfTheirTitle();
    void compactHasNoLabels();
};

void TestLandscapeMap::emptyUntilThereIsAGrid()
{
    LandscapeMap map;
    QVERIFY(map.isEmpty());
    QVERIFY(map.csv().isEmpty());
    map.setGrid(tests::shared(tests::plane()));
    QVERIFY(!map.isEmpty());
    QCOMPARE(map.note(), QStringLiteral("1\u202f000 test images per task · rings: up to 0.83 off the plane"));
    map.setGrid(nullptr);
    QVERIFY(map.isEmpty());
    QVERIFY(map.note().isEmpty());
    QVERIFY(map.contours().empty());
}

void TestLandscapeMap::coloursAreThoseOfTheMap_data()
{
    QTest::addColumn<ColorMap>("colours");
    QTest::addColumn<GridShowing::Scale>("scale");
    QTest::newRow("viridis, linear") << ColorMap::Viridis << GridShowing::Scale::Linear;
    QTest::newRow("cividis, logarithmic") << ColorMap::Cividis << GridShowing::Scale::Logarithmic;
    QTest::newRow("diverging, clipped") << ColorMap::Diverging << GridShowing::Scale::Clipped;
}

void TestLandscapeMap::coloursAreThoseOfTheMap()
{
    QFETCH(ColorMap, colours);
    QFETCH(GridShowing::Scale, scale);
    LandscapeMap map;
    engine::LandscapeGrid grid = tests::plane(9, 7);
    grid.anchors.clear();
    grid.path.clear();
    // Constant, so without contour lines, but for the two corners that span the range.
    for (double& loss : grid.tasks[0].loss)
        loss = 0.7;
    grid.tasks[0].loss.front() = 0.2;
    grid.tasks[0].loss.back() = 2.0;
    GridShowing showing = taskOne(scale);
    showing.map = colours;
    map.setShowing(showing);
    map.setGrid(tests::shared(grid));
    shown(map);
    const ValueRange range = rangeOf(grid.tasks[0].loss, scale);
    QCOMPARE(map.range(), range);
    const QColor expected = mapColor(colours, shareOf(0.7, range, scale));
    QVERIFY2(alike(drawnAt(map, {6.0, 4.0}), expected), qPrintable(drawnAt(map, {6.0, 4.0}).name() + expected.name()));
}

void TestLandscapeMap::sharedRangeColoursAll()
{
    LandscapeMap map;
    engine::LandscapeGrid grid = tests::plane(9, 7);
    grid.anchors.clear();
    grid.path.clear();
    for (double& loss : grid.tasks[0].loss)
        loss = 0.5;
    map.setShowing(taskOne());
    map.setGrid(tests::shared(grid));
    map.setRange(ValueRange{0.0, 2.0});
    shown(map);
    QCOMPARE(map.range(), (ValueRange{0.0, 2.0}));
    QVERIFY(alike(drawnAt(map, {6.0, 4.0}), mapColor(ColorMap::Viridis, 0.25)));
    map.setRange(std::nullopt);
    QVERIFY(map.range() != (ValueRange{0.0, 2.0}));
}

void TestLandscapeMap::theBarIsPointedWhereValuesLieBeyond()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    // How wide the highest colour is where it begins, to the right of the plane.
    const auto firstRow = [&] {
        settle();
        const QImage image = map.canvas()->grab().toImage();
        const int left = qRound(map.canvasPoint(map.shown().topRight()).x()) + 4;
        for (int y = 0; y < image.height(); ++y) {
            int wide = 0;
            for (int x = left; x < image.width(); ++x)
                wide += alike(image.pixelColor(x, y), mapColor(ColorMap::Viridis, 1.0)) ? 1 : 0;
            if (wide > 0)
                return wide;
        }
        return 0;
    };
    map.setShowing(taskOne());
    QVERIFY2(firstRow() >= 10, qPrintable(QString::number(firstRow())));
    map.setShowing(taskOne(GridShowing::Scale::Clipped));
    QVERIFY2(firstRow() > 0 && firstRow() < 6, qPrintable(QString::number(firstRow())));
}

void TestLandscapeMap::stepsAreEquallyLongForDistances()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    for (const QSize size : {QSize(720, 520), QSize(1000, 300), QSize(320, 600)}) {
        shown(map, size);
        const double x = map.canvasPoint({10, 0}).x() - map.canvasPoint({0, 0}).x();
        const double y = map.canvasPoint({0, 0}).y() - map.canvasPoint({0, 10}).y();
        QVERIFY2(std::abs(x / y - 1.0) < 0.01, qPrintable(QStringLiteral("%1 x %2").arg(x).arg(y)));
    }
    engine::LandscapeGrid other = tests::plane();
    other.axes[1].label = "learning rate";
    map.setGrid(tests::shared(other));
    shown(map, {1000, 300});
    const double x = map.canvasPoint({10, 0}).x() - map.canvasPoint({0, 0}).x();
    const double y = map.canvasPoint({0, 0}).y() - map.canvasPoint({0, 10}).y();
    QVERIFY(x > 1.5 * y);
}

void TestLandscapeMap::simplexIsATriangle()
{
    LandscapeMap map;
    engine::LandscapeGrid grid = tests::simplex(21);
    grid.anchors.clear();
    map.setGrid(tests::shared(grid));
    shown(map);
    const QColor outside = drawnAt(map, {0.8, 0.8});
    QCOMPARE(outside, map.palette().color(QPalette::Base));
    QVERIFY(drawnAt(map, {0.21, 0.21}) != outside);
    QVERIFY(map.readoutAt(0.8, 0.8).isEmpty());
    QVERIFY(map.readoutAt(0.2, 0.2).contains(QStringLiteral("0.600 nats")));
}

void TestLandscapeMap::tetrahedraAreShownElsewhere()
{
    LandscapeMap map;
    map.setGrid(tests::tetrahedronGrid(3));
    shown(map);
    const auto says = [&](const char* words) {
        const QList<QLabel*> labels = map.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(QLatin1String(words));
        });
    };
    QVERIFY(map.isEmpty());
    QVERIFY(says("A tetrahedron is shown in three dimensions"));
    QVERIFY(map.csv().isEmpty() && map.note().isEmpty());
    map.setGrid(tests::shared(tests::plane()));
    QVERIFY(!map.isEmpty());
    map.setGrid(nullptr);
    QVERIFY(says("appears here"));
}

void TestLandscapeMap::laterTasksAreNotOnTheMap()
{
    LandscapeMap map;
    GridShowing showing;
    showing.span = GridShowing::Span::AllTasks;
    map.setShowing(showing);
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    QCOMPARE(map.markLabelPlaces().size(), 4);
    showing.upTo = 3;
    map.setShowing(showing);
    const ValueRange range = map.range();
    QVERIFY(range.low <= 0.1 && range.high >= 3.5);  // after task 1 the loss is 0.1 in its minimum
    showing.upTo = 2;
    map.setShowing(showing);
    settle();
    QCOMPARE(map.markLabelPlaces().size(), 2);
    QCOMPARE(map.range(), range);
    showing.span = GridShowing::Span::Picture;
    map.setShowing(showing);
    QVERIFY(map.range() != range);
    QVERIFY(map.readoutAt(4.0, 7.0).startsWith(QStringLiteral("mean loss 1.60 nats (2 tasks) at x 4.00, y 7.00")));
    QSignalSpy picked(&map, &LandscapeMap::picked), anchor(&map, &LandscapeMap::anchorPicked);
    QTest::mouseClick(map.canvas(), Qt::LeftButton, {}, map.canvasPoint({4, 7}).toPoint());
    QVERIFY(anchor.isEmpty());
    QCOMPARE(picked.size(), 1);
    // The number is the one in the grid, also where anchors before it are not shown.
    engine::LandscapeGrid grid = tests::plane();
    std::swap(grid.anchors[0], grid.anchors[2]);
    grid.path.clear();
    map.setGrid(tests::shared(grid));
    settle();
    QTest::mouseClick(map.canvas(), Qt::LeftButton, {}, map.canvasPoint({0, 0}).toPoint());
    QCOMPARE(anchor.size(), 1);
    QCOMPARE(anchor[0][0].toInt(), 2);
}

void TestLandscapeMap::fillsWhileTilesArrive()
{
    LandscapeMap map;
    engine::LandscapeGrid grid = tests::plane();
    grid.anchors.clear();
    grid.path.clear();
    map.setShowing(taskOne());
    map.setRange(ValueRange{0.0, 6.0});
    map.setGrid(tests::shared(tests::partly(grid, 4)));
    shown(map);
    // Column 17, row 13 is not scored yet: (16, 12) lends it its colour, but no words.
    const std::size_t lender = 12 * 33 + 16;
    QVERIFY(alike(drawnAt(map, {6.62, 4.62}), mapColor(ColorMap::Viridis, grid.tasks[0].loss[lender] / 6.0)));
    QVERIFY2(map.readoutAt(6.5, 4.5).contains(QStringLiteral("not scored")), qPrintable(map.readoutAt(6.5, 4.5)));
    QVERIFY(map.readoutAt(6.0, 4.0).contains(QStringLiteral("nats")));
    QVERIFY(!map.contours().empty());  // of the coarse grid
    map.setGrid(tests::shared(grid));
    QVERIFY(map.readoutAt(6.5, 4.5).contains(QStringLiteral("nats")));
}

void TestLandscapeMap::tilesDoNotMoveTheView()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::partly(tests::plane(), 8)));
    shown(map);
    turnWheel(map.canvas(), map.canvasPoint({4, 3}).toPoint(), 3);
    const QRectF before = map.shown();
    map.setGrid(tests::shared(tests::partly(tests::plane(), 4)));
    map.setGrid(tests::shared(tests::plane()));
    QCOMPARE(map.shown(), before);
    map.setGrid(tests::shared(tests::simplex()));
    QVERIFY(map.shown() != before);
}

void TestLandscapeMap::contoursAreWhereTheLossIs()
{
    LandscapeMap map;
    map.setShowing(taskOne());
    map.setGrid(tests::shared(tests::plane()));
    QVERIFY(map.contours().size() >= 6);
    for (const Contour& contour : map.contours())
        for (const QPointF& p : contour.line) {
            const double loss = 0.1 + 0.02 * (p.x() * p.x() + p.y() * p.y());
            QVERIFY(std::abs(loss - contour.level) < 0.02 * 0.25 * 0.5);
        }
}

void TestLandscapeMap::labelsDoNotOverlap_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("large") << QSize(900, 640);
    QTest::newRow("middle") << QSize(560, 400);
    QTest::newRow("small") << QSize(300, 220);
}

void TestLandscapeMap::labelsDoNotOverlap()
{
    QFETCH(QSize, size);
    LandscapeMap map;
    engine::LandscapeGrid grid = tests::plane();
    for (int k = 4; k < 16; ++k)
        grid.anchors.push_back(
            {"task-" + std::to_string(k), {4.0 + 0.35 * (k % 4), 3.0 + 0.3 * (k / 4), 0}, 0.1 * k, false, {}, {}});
    map.setShowing(taskOne());
    map.setGrid(tests::shared(grid));
    shown(map, size);
    QVector<QPolygonF> all;
    for (const QRectF& place : map.markLabelPlaces())
        if (!place.isNull())
            all << QPolygonF(place);
    const auto names = all.size();
    QVERIFY(names >= 3);
    all << map.contourLabelPlaces();
    if (size.width() > 400)
        QVERIFY2(all.size() >= names + 2, qPrintable(QString::number(all.size() - names)));
    const QRectF area(map.canvasPoint(map.shown().bottomLeft()), map.canvasPoint(map.shown().topRight()));
    for (qsizetype a = 0; a < all.size(); ++a) {
        QVERIFY(area.adjusted(-1, -1, 1, 1).contains(all[a].boundingRect()));
        for (qsizetype b = 0; b < a; ++b)
            QVERIFY2(!all[a].intersects(all[b]), qPrintable(QStringLiteral("%1 and %2").arg(a).arg(b)));
    }
}

void TestLandscapeMap::hoverReadsTheGridPoint()
{
    LandscapeMap map;
    map.setShowing(taskOne());
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    QSignalSpy hovered(&map, &LandscapeMap::hovered);
    // Column 12 (x = 4), row 7 (y = 1.5), from 0: 0.1 + 0.02 (16 + 2.25) = 0.465
    QTest::mouseMove(map.canvas(), map.canvasPoint({4.05, 1.45}).toPoint());
    QTRY_COMPARE(map.readout(), QStringLiteral("loss 0.465 nats ± 0.02 (task 1) at x 4.00, y 1.50, grid point 13, 8"));
    QCOMPARE(valueOfChart(*map.canvas()), map.readout());
    const auto place = hovered.last().first().value<std::optional<QPointF>>();
    QVERIFY(place && QLineF(*place, {4.05, 1.45}).length() < 0.1);
    QTest::mouseMove(map.canvas(), {map.canvas()->width() - 2, map.canvas()->height() / 2});
    QTRY_COMPARE(map.readout(), QString());
    QVERIFY(!hovered.last().first().value<std::optional<QPointF>>());
}

void TestLandscapeMap::hoverReadsAnAnchor()
{
    LandscapeMap map;
    map.setShowing(taskOne());
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    QTest::mouseMove(map.canvas(), map.canvasPoint({5, 2}).toPoint());
    QTRY_COMPARE(map.readout(), QStringLiteral("task-03-learned: loss 0.700 nats (task 1), +0.83 off the plane"));
}

void TestLandscapeMap::selectedTaskIsReadToo()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    map.setSelectedTask(1);
    shown(map);
    const QString text = map.readoutAt(4.0, 1.5);
    QVERIFY2(text.contains(QStringLiteral("mean loss")) && text.endsWith(QStringLiteral("loss 0.465 nats ± 0.02 (task 1)")),
             qPrintable(text));
    map.setSelectedTask(0);
    QVERIFY(!map.readoutAt(4.0, 1.5).contains(QStringLiteral("task 1)")));
}

void TestLandscapeMap::clicksPickPlacesAndAnchors()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    QSignalSpy picked(&map, &LandscapeMap::picked), anchor(&map, &LandscapeMap::anchorPicked),
        opened(&map, &LandscapeMap::anchorOpened);
    QTest::mouseClick(map.canvas(), Qt::LeftButton, {}, map.canvasPoint({7, 6}).toPoint());
    QCOMPARE(picked.size(), 1);
    QVERIFY(QLineF(picked[0][0].toPointF(), {7, 6}).length() < 0.1);
    QVERIFY(anchor.isEmpty());
    QTest::mouseClick(map.canvas(), Qt::LeftButton, {}, map.canvasPoint({4, 7}).toPoint() + QPoint(3, 2));
    QCOMPARE(anchor.size(), 1);
    QCOMPARE(anchor[0][0].toInt(), 2);
    QCOMPARE(picked.size(), 1);
    QTest::mouseDClick(map.canvas(), Qt::LeftButton, {}, map.canvasPoint({10, 0}).toPoint());
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toInt(), 1);
}

void TestLandscapeMap::linkedCursorIsDrawn()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    const QImage before = map.canvas()->grab().toImage();
    map.setLinkedCursor(QPointF(7, 6));
    QCOMPARE(map.linkedCursor(), std::optional(QPointF(7, 6)));
    const QImage after = map.canvas()->grab().toImage();
    const QPoint centre = (map.canvasPoint({7, 6}) * after.devicePixelRatio()).toPoint();
    int changed = 0;
    for (int y = 0; y < after.height(); ++y)
        for (int x = 0; x < after.width(); ++x)
            if (before.pixel(x, y) != after.pixel(x, y)) {
                ++changed;
                QVERIFY(std::abs(x - centre.x()) <= 3 * after.devicePixelRatio()
                        || std::abs(y - centre.y()) <= 3 * after.devicePixelRatio());
            }
    QVERIFY(changed > 300);
    map.setLinkedCursor(std::nullopt);
    QCOMPARE(map.canvas()->grab().toImage(), before);
}

void TestLandscapeMap::wheelAndDragMoveTheView()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    const QRectF whole = map.shown();
    const QPoint at = map.canvasPoint({4, 3}).toPoint();
    turnWheel(map.canvas(), at, 4);
    QVERIFY(map.shown().width() < 0.5 * whole.width());
    QVERIFY(QLineF(map.canvasPoint({4, 3}), at).length() < 2.0);  // what is under the mouse stays there
    const QRectF zoomed = map.shown();
    QVERIFY(std::abs(zoomed.width() / zoomed.height() - whole.width() / whole.height()) < 1e-6);
    drag(map.canvas(), at, at + QPoint(60, 0));
    QVERIFY(map.shown().left() < zoomed.left());
    QCOMPARE(map.shown().top(), zoomed.top());
    drag(map.canvas(), at, at + QPoint(2000, 2000));
    QVERIFY(map.shown().left() >= whole.left() - 1e-9 && map.shown().bottom() <= whole.bottom() + 1e-9);
    QTest::mouseDClick(map.canvas(), Qt::LeftButton, {}, at);
    QCOMPARE(map.shown(), whole);
    turnWheel(map.canvas(), at, -5);
    QCOMPARE(map.shown(), whole);
    turnWheel(map.canvas(), at, 2);
    map.findChild<QAction*>(QStringLiteral("resetView"))->trigger();
    QCOMPARE(map.shown(), whole);
}

void TestLandscapeMap::shiftAndDragMarkAPart()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    const QRectF whole = map.shown();
    QSignalSpy brushed(&map, &LandscapeMap::brushed), picked(&map, &LandscapeMap::picked);
    drag(map.canvas(), map.canvasPoint({8, 6}).toPoint(), map.canvasPoint({2, 1}).toPoint(), Qt::ShiftModifier);
    QCOMPARE(brushed.size(), 1);
    const QRectF part = brushed[0][0].toRectF();
    QVERIFY(std::abs(part.left() - 2) < 0.1 && std::abs(part.right() - 8) < 0.1);
    QVERIFY(std::abs(part.top() - 1) < 0.1 && std::abs(part.bottom() - 6) < 0.1);
    QCOMPARE(map.shown(), whole);
    QVERIFY(picked.isEmpty());
}

void TestLandscapeMap::pinsAreMoved()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    map.setPins({{QStringLiteral("A"), {1, 8}}, {QStringLiteral("B"), {8, 5}}});
    shown(map);
    QSignalSpy moved(&map, &LandscapeMap::pinMoved), picked(&map, &LandscapeMap::picked);
    drag(map.canvas(), map.canvasPoint({8, 5}).toPoint(), map.canvasPoint({12, 8}).toPoint());
    QVERIFY(moved.size() >= 2);  // all the way
    QCOMPARE(moved.last()[0].toInt(), 1);
    QVERIFY(QLineF(moved.last()[1].toPointF(), {12, 8}).length() < 0.1);
    QVERIFY(QLineF(map.pins()[1].place, {12, 8}).length() < 0.1);
    QCOMPARE(map.pins()[0].place, QPointF(1, 8));
    drag(map.canvas(), map.canvasPoint({12, 8}).toPoint(), {-50, -50});
    QVERIFY(map.shown().adjusted(-0.1, -0.1, 0.1, 0.1).contains(map.pins()[1].place));
    QVERIFY(picked.isEmpty());
}

void TestLandscapeMap::keysGoFromPointToPoint()
{
    LandscapeMap map;
    map.setShowing(taskOne());
    engine::LandscapeGrid grid = tests::plane();
    grid.anchors.clear();
    grid.path.clear();
    map.setGrid(tests::shared(grid));
    shown(map);
    QSignalSpy picked(&map, &LandscapeMap::picked), hovered(&map, &LandscapeMap::hovered);
    QTest::keyClick(map.canvas(), Qt::Key_Right);
    QVERIFY2(map.readout().endsWith(QStringLiteral("grid point 17, 13")), qPrintable(map.readout()));
    QTest::keyClick(map.canvas(), Qt::Key_Right);
    QTest::keyClick(map.canvas(), Qt::Key_Up);
    QTest::keyClick(map.canvas(), Qt::Key_Up);
    QVERIFY(map.readout().endsWith(QStringLiteral("grid point 18, 15")));
    QCOMPARE(valueOfChart(*map.canvas()), map.readout());
    QCOMPARE(hovered.last().first().value<std::optional<QPointF>>(), std::optional(QPointF(6.5, 5.0)));
    QTest::keyClick(map.canvas(), Qt::Key_Left, Qt::ControlModifier);
    QTest::keyClick(map.canvas(), Qt::Key_Left, Qt::ControlModifier);
    QTest::keyClick(map.canvas(), Qt::Key_Down);
    QVERIFY(map.readout().endsWith(QStringLiteral("grid point 1, 14")));
    QTest::keyClick(map.canvas(), Qt::Key_End);
    QTest::keyClick(map.canvas(), Qt::Key_Home);
    QVERIFY(map.readout().endsWith(QStringLiteral("grid point 1, 14")));
    QTest::keyClick(map.canvas(), Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toPointF(), QPointF(-2.0, 4.5));
}

void TestLandscapeMap::copiesEveryTask()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane(9, 7)));
    const QStringList lines = map.csv().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 63);
    QVERIFY(lines[0].startsWith(QStringLiteral("x,y,task_1_test_loss,task_1_test_accuracy,task_2_test_loss")));
    QVERIFY2(lines[1].startsWith(QStringLiteral("-2,-2,0.26,")), qPrintable(lines[1]));
    QCOMPARE(lines[1].count(u','), 7);
}

void TestLandscapeMap::definitionNamesTheSource_data()
{
    QTest::addColumn<QString>("chart");
    QTest::addColumn<QString>("words");
    QTest::newRow("plane") << "plane"
                           << "1802.10026";
    QTest::newRow("random") << "random"
                            << "1712.09913";
    QTest::newRow("simplex") << "simplex"
                             << "x + y ≤ 1";
    QTest::newRow("hessian") << "hessian"
                             << "eigenvectors";
    QTest::newRow("trajectory") << "trajectory"
                                << "principal components";
}

void TestLandscapeMap::definitionNamesTheSource()
{
    QFETCH(QString, chart);
    QFETCH(QString, words);
    engine::LandscapeGrid grid = tests::plane(5, 5);
    grid.chart = chart.toStdString();
    LandscapeMap map;
    map.setGrid(tests::shared(grid));
    QVERIFY2(map.definition().contains(words), qPrintable(map.definition()));
}

void TestLandscapeMap::picturesHaveTheWordsOfNow()
{
    const QTemporaryDir folder;
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    map.setShowing(taskOne());
    shown(map);
    GridShowing accuracy = taskOne();
    accuracy.measure = GridShowing::Measure::Accuracy;
    map.setShowing(accuracy);  // and no turn of the event loop
    QFile file(folder.filePath(QStringLiteral("map.svg")));
    QVERIFY(map.savePicture(file.fileName()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll().toLower();
    QVERIFY(written.contains("accuracy"));
    QVERIFY(!written.contains("loss"));
}

void TestLandscapeMap::picturesHaveContoursAsLines()
{
    QTemporaryDir folder;
    LandscapeMap map;
    map.setShowing(taskOne());
    map.setRange(ValueRange{0.0, 6.0});
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    const auto polylines = [&] {
        const QString path = folder.filePath(QStringLiteral("map.svg"));
        if (!map.savePicture(path))
            return qsizetype(-1);
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().count("<polyline") : qsizetype(-1);
    };
    const qsizetype with = polylines();
    const auto drawn = static_cast<qsizetype>(map.contours().size());
    engine::LandscapeGrid flat = tests::plane();
    for (double& loss : flat.tasks[0].loss)
        loss = 3.14;
    map.setGrid(tests::shared(flat));  // no contour lines, all else the same
    QVERIFY(map.contours().empty());
    QCOMPARE(with - polylines(), drawn);
    for (const char* name : {"map.pdf", "map.png"})
        QVERIFY(map.savePicture(folder.filePath(QLatin1String(name))));
    QFile pdf(folder.filePath(QStringLiteral("map.pdf")));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY2(!pdf.readAll().contains("/DCTDecode"), "the colours are those of the scale, not JPEG's");
}

void TestLandscapeMap::shortAxesKeepTheEndOfTheirTitle()
{
    LandscapeMap map;
    engine::LandscapeGrid grid = tests::plane();
    grid.axes[1].label = "distance across, and that a long way, towards task-03";
    map.setGrid(tests::shared(grid));
    shown(map, {420, 300});
    const QString label = qobject_cast<QCustomPlot*>(map.canvas())->yAxis->label();
    QVERIFY2(label.startsWith(QChar(0x2026)), qPrintable(label));
    QVERIFY2(label.endsWith(QStringLiteral("towards task-03")), qPrintable(label));
}

void TestLandscapeMap::compactHasNoLabels()
{
    LandscapeMap map;
    map.setGrid(tests::shared(tests::plane()));
    shown(map);
    const double before = map.canvasPoint(map.shown().topLeft()).x();
    map.setCompact(true);
    settle();
    for (const QRectF& place : map.markLabelPlaces())
        QVERIFY(place.isNull());
    QVERIFY(map.contourLabelPlaces().isEmpty());
    QVERIFY(map.canvasPoint(map.shown().topLeft()).x() < before);
    map.setCompact(false);
    settle();
    QVERIFY(!map.contourLabelPlaces().isEmpty());
}

QTEST_MAIN(TestLandscapeMap)
#include "tst_landscape_map.moc"
