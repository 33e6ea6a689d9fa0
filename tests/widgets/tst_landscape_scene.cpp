#include "tests/widgets/landscape_grids.h"
#include "widgets/plots/elided_label.h"
#include "widgets/scene3d/landscape_scene.h"
#include "widgets/scene3d/scene_canvas.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QProcess>
#include <QProxyStyle>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace isthmus;
using namespace isthmus::tests;
using widgets::ColorMap;
using widgets::GridShowing;
using widgets::LandscapeScene;
using widgets::Place;
using widgets::Role;
using widgets::SceneView;

namespace {

/// Presets are reached at once.
class StillStyle final : public QProxyStyle {
public:
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

QImage picture(const LandscapeScene& scene)
{
    scene.view();  // brings it up to date
    return static_cast<widgets::SceneCanvas*>(scene.canvas())->picture(scene.devicePixelRatioF());
}

QImage withWords(const LandscapeScene& scene)
{
    scene.view();
    QImage image(scene.canvas()->size(), QImage::Format_RGB32);
    QPainter painter(&image);
    static_cast<widgets::SceneCanvas*>(scene.canvas())->drawPicture(painter, 1.0);
    return image;
}

QColor colorAt(const LandscapeScene& scene, QPointF pixel)
{
    const QImage image = picture(scene);
    return image.pixelColor((pixel * image.devicePixelRatio()).toPoint());
}

bool isClose(const QColor& a, const QColor& b, int tolerance = 6)
{
    return std::abs(a.red() - b.red()) <= tolerance && std::abs(a.green() - b.green()) <= tolerance
           && std::abs(a.blue() - b.blue()) <= tolerance;
}

/// How many pixels have the colour.
int count(const QImage& image, const QColor& colour, int tolerance = 6)
{
    int found = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            found += isClose(image.pixelColor(x, y), colour, tolerance) ? 1 : 0;
    return found;
}

#define VERIFY_COLOR(actual, expected)                                                                                           \
    do {                                                                                                                         \
        const QColor is = actual;                                                                                                \
        const QColor wanted = expected;                                                                                          \
        QVERIFY2(isClose(is, wanted), qPrintable(is.name() + " instead of " + wanted.name()));                                   \
    } while (false)

class ShownScene final : public LandscapeScene {
public:
    ShownScene()
    {
        resize(640, 480);
        show();
        if (!QTest::qWaitForWindowExposed(this))
            qFatal("The window does not appear");
    }
    void press(Qt::Key key) { QTest::keyClick(canvas(), key); }
    QPointF middle() const { return QRectF(canvas()->rect()).center(); }
};

/// Whether all of the box over flatGrid(11, …) is on the canvas, and how much of its width it takes.
std::optional<double> shareOfWidth(const ShownScene& scene)
{
    double left = 1e9, right = -1e9;
    for (const double x : {0.0, 10.0})
        for (const double y : {0.0, 10.0}) {
            const QPointF at = *scene.canvasPoint(x, y);
            if (!QRectF(scene.canvas()->rect()).contains(at))
                return std::nullopt;
            left = std::min(left, at.x());
            right = std::max(right, at.x());
        }
    return (right - left) / scene.canvas()->width();
}

}  // namespace

class TestLandscapeScene : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { widgets::applyTheme(*qApp, widgets::Scheme::Light); }
    void sentenceWithoutAGrid();
    void flatSurfaceHasTheColourOfItsValue();
    void colourFollowsRangeScaleAndMap();
    void heightFollowsTheValue();
    void missingPointsLeaveAHole();
    void coarsePointsAreJoined();
    void keysLookAlongTheAxes();
    void keysTurnZoomAndReset();
    void presetsTravelWhereTheStyleMoves();
    void dragOrbits();
    void dragWithShiftOrTheMiddleButtonPans();
    void wheelZoomsAndDoubleClickResets();
    void tilesLeaveTheCameraAlone();
    void fitsANarrowCanvas();
    void fitsACanvasThatGrewUnseen();
    void gesturesAreTold();
    void hoverReportsThePlace();
    void clickPicksAndADragDoesNot();
    void cursorOfAnotherView();
    void anchorsAndPathAreDrawn();
    void themeRecolours();
    void laterTasksAreNotInTheScene();
    void tetrahedronShowsItsPoints();
    void tetrahedronIsCutIntoSlices();
    void cursorInATetrahedron();
    void movesToAnotherWindow();
    void titlesOfShortAxesAreWritten();
    void savesPicturesOfMorePixels();
    void aLongAxisTitleStandsInTwoLines();
    void savesPicturesBeforeItIsShown();
    void csvHasEveryPoint();
    void saysWhenOpenGlIsTooOld();

private:
    StillStyle* still_ = nullptr;
};

void TestLandscapeScene::initTestCase()
{
    if (qEnvironmentVariableIsSet("MESA_GL_VERSION_OVERRIDE"))
        return;
    widgets::applyTheme(*qApp, widgets::Scheme::Light);
    still_ = new StillStyle;
    still_->setParent(this);
}

#define STILL(scene) (scene).canvas()->setStyle(still_)

void TestLandscapeScene::sentenceWithoutAGrid()
{
    ShownScene scene;
    QVERIFY(scene.isEmpty());
    QVERIFY(!scene.canvas()->isVisible());
    scene.setGrid(flatGrid(5, 1.0));
    QVERIFY(!scene.isEmpty());
    QTRY_VERIFY(scene.canvas()->isVisible());
    QCOMPARE(scene.note(), QStringLiteral("Loss of task 1 (test), nats"));
    scene.setGrid(nullptr);
    QVERIFY(scene.isEmpty());
    QVERIFY(scene.note().isEmpty());
    QVERIFY(scene.csv().isEmpty());
}

void TestLandscapeScene::flatSurfaceHasTheColourOfItsValue()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(11, 1.5));
    scene.setRange(widgets::ValueRange{1.0, 2.0});
    scene.press(Qt::Key_1);
    // Off the contour line at 1.5, which lies in the surface everywhere or nowhere.
    scene.setGrid(flatGrid(11, 1.53));
    VERIFY_COLOR(colorAt(scene, *scene.canvasPoint(3.3, 6.1)), widgets::mapColor(ColorMap::Viridis, 0.53));
    VERIFY_COLOR(colorAt(scene, *scene.canvasPoint(8.2, 1.7)), widgets::mapColor(ColorMap::Viridis, 0.53));
    VERIFY_COLOR(colorAt(scene, {4.0, 4.0}), widgets::color(Role::Panel));
}

void TestLandscapeScene::colourFollowsRangeScaleAndMap()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(11, 0.35));
    scene.setRange(widgets::ValueRange{0.1, 10.0});
    scene.press(Qt::Key_1);
    GridShowing showing;
    showing.scale = GridShowing::Scale::Logarithmic;
    showing.map = ColorMap::Cividis;
    scene.setShowing(showing);
    const double share = std::log(3.5) / std::log(100.0);
    VERIFY_COLOR(colorAt(scene, *scene.canvasPoint(3.3, 6.1)), widgets::mapColor(ColorMap::Cividis, share));
    showing.measure = GridShowing::Measure::Accuracy;
    showing.scale = GridShowing::Scale::Linear;
    scene.setShowing(showing);
    scene.setRange(widgets::ValueRange{0.0, 0.93});
    VERIFY_COLOR(colorAt(scene, *scene.canvasPoint(3.3, 6.1)), widgets::mapColor(ColorMap::Cividis, 0.5 / 0.93));
    scene.setRange(std::nullopt);
    QVERIFY(scene.range().low < 0.5 && scene.range().high > 0.5 && scene.range().high < 0.51);
}

void TestLandscapeScene::heightFollowsTheValue()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(planeGrid(11, [](double x, double) { return x; }));
    scene.press(Qt::Key_2);
    const QPointF low = *scene.canvasPoint(0.0, 0.0);
    const QPointF middle = *scene.canvasPoint(5.0, 0.0);
    const QPointF high = *scene.canvasPoint(10.0, 0.0);
    QVERIFY2(low.y() - high.y() > 50.0, "seen from the front, higher values stand higher");
    QVERIFY(std::abs((low.y() + high.y()) / 2.0 - middle.y()) < 2.0);
}

void TestLandscapeScene::missingPointsLeaveAHole()
{
    ShownScene scene;
    STILL(scene);
    scene.setRange(widgets::ValueRange{1.0, 2.0});
    auto grid = flatGrid(11, 1.53);
    for (const std::size_t at : {5 * 11 + 5, 5 * 11 + 6, 6 * 11 + 5, 6 * 11 + 6})
        grid->tasks[0].loss[at] = missing;
    scene.setGrid(flatGrid(11, 1.53));
    scene.press(Qt::Key_1);
    const QPointF hole = *scene.canvasPoint(5.55, 5.45);
    VERIFY_COLOR(colorAt(scene, hole), widgets::mapColor(ColorMap::Viridis, 0.53));
    scene.setGrid(grid);
    VERIFY_COLOR(colorAt(scene, hole), widgets::color(Role::Panel));
    QVERIFY(!scene.canvasPoint(5.55, 5.45));
    QVERIFY(!scene.placeAt(hole));
    QVERIFY(scene.readoutAt(5.5, 5.5).isEmpty());
    QVERIFY(scene.canvasPoint(3.5, 5.5));
}

void TestLandscapeScene::coarsePointsAreJoined()
{
    ShownScene scene;
    auto grid = planeGrid(17, [](double x, double) { return x; });
    // Every fourth point, and the whole of row 8.
    for (std::size_t j = 0; j < 17; ++j)
        for (std::size_t i = 0; i < 17; ++i)
            if (j != 8 && (j % 4 != 0 || i % 4 != 0))
                grid->tasks[0].loss[j * 17 + i] = missing;
    scene.setGrid(grid);
    for (const double x : {0.7, 3.1, 5.0, 8.9})
        for (const double y : {1.3, 4.4, 6.1, 9.7})
            QVERIFY2(scene.canvasPoint(x, y), qPrintable(QStringLiteral("no surface at %1, %2").arg(x).arg(y)));
    // A single row has no surface, but dots.
    for (std::size_t i = 0; i < grid->tasks[0].loss.size(); ++i)
        if (i / 17 != 8)
            grid->tasks[0].loss[i] = missing;
    scene.setRange(widgets::ValueRange{0.0, 10.0});
    scene.setGrid(std::make_shared<engine::LandscapeGrid>(*grid));
    QVERIFY(!scene.canvasPoint(3.1, 5.0));
    QVERIFY(count(picture(scene), widgets::mapColor(ColorMap::Viridis, 1.0), 30) > 3);
}

void TestLandscapeScene::keysLookAlongTheAxes()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(5, 1.0));
    scene.press(Qt::Key_1);
    QCOMPARE(scene.view().elevation, 90.0);
    QCOMPARE(scene.view().azimuth, 0.0);
    QVERIFY(scene.view().parallel);
    // From above x goes to the right and y upwards.
    const QPointF corner = *scene.canvasPoint(0.0, 0.0);
    QVERIFY(std::abs(scene.canvasPoint(10.0, 0.0)->y() - corner.y()) < 1.0);
    QVERIFY(scene.canvasPoint(10.0, 0.0)->x() > corner.x() + 100.0);
    QVERIFY(std::abs(scene.canvasPoint(0.0, 10.0)->x() - corner.x()) < 1.0);
    QVERIFY(scene.canvasPoint(0.0, 10.0)->y() < corner.y() - 100.0);
    scene.press(Qt::Key_2);
    QCOMPARE(scene.view().towardsCamera(), QVector3D(0, -1, 0));
    scene.press(Qt::Key_3);
    QVERIFY((scene.view().towardsCamera() - QVector3D(1, 0, 0)).length() < 1e-5F);
    scene.press(Qt::Key_4);
    const QVector3D towards = scene.view().towardsCamera();
    QVERIFY(std::abs(std::abs(towards.x()) - towards.z()) < 1e-5F && std::abs(std::abs(towards.y()) - towards.z()) < 1e-5F);
}

void TestLandscapeScene::keysTurnZoomAndReset()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(5, 1.0));
    const SceneView start = scene.view();
    scene.press(Qt::Key_Left);
    QCOMPARE(scene.view().azimuth, start.azimuth + 5.0);
    scene.press(Qt::Key_Right);
    scene.press(Qt::Key_Down);
    QCOMPARE(scene.view().azimuth, start.azimuth);
    QCOMPARE(scene.view().elevation, start.elevation + 5.0);
    scene.press(Qt::Key_Plus);
    QVERIFY(scene.view().distance < 0.95 * start.distance);
    scene.press(Qt::Key_Minus);
    scene.press(Qt::Key_Minus);
    QVERIFY(scene.view().distance > 1.05 * start.distance);
    scene.press(Qt::Key_P);
    QVERIFY(scene.view().parallel);
    scene.press(Qt::Key_P);
    QVERIFY(!scene.view().parallel);
    scene.press(Qt::Key_R);
    QCOMPARE(scene.view(), start);
}

void TestLandscapeScene::presetsTravelWhereTheStyleMoves()
{
    ShownScene scene;
    scene.setGrid(flatGrid(5, 1.0));
    QTRY_VERIFY(scene.canvas()->isVisible());
    const double before = scene.view().elevation;
    scene.press(Qt::Key_1);
    QVERIFY2(scene.view().elevation < 90.0, "not there at once");
    QTRY_VERIFY(scene.view().elevation > before);
    QTRY_COMPARE(scene.view().elevation, 90.0);
}

void TestLandscapeScene::dragOrbits()
{
    ShownScene scene;
    scene.setGrid(flatGrid(5, 1.0));
    const SceneView start = scene.view();
    const QPoint from = scene.middle().toPoint();
    QTest::mousePress(scene.canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(scene.canvas(), from + QPoint(50, 0));
    QTest::mouseMove(scene.canvas(), from + QPoint(100, 25));
    QTest::mouseRelease(scene.canvas(), Qt::LeftButton, {}, from + QPoint(100, 25));
    QCOMPARE(scene.view().azimuth, start.azimuth - 40.0);
    QCOMPARE(scene.view().elevation, start.elevation + 10.0);
    QCOMPARE(scene.view().distance, start.distance);
    QCOMPARE(scene.view().target, start.target);
}

void TestLandscapeScene::dragWithShiftOrTheMiddleButtonPans()
{
    ShownScene scene;
    scene.setGrid(flatGrid(5, 1.0));
    const SceneView start = scene.view();
    const QPoint from = scene.middle().toPoint();
    const QPointF before = *scene.canvasPoint(5.0, 5.0);
    QTest::mousePress(scene.canvas(), Qt::MiddleButton, {}, from);
    QTest::mouseMove(scene.canvas(), from + QPoint(30, 20));
    QTest::mouseRelease(scene.canvas(), Qt::MiddleButton, {}, from + QPoint(30, 20));
    QCOMPARE(scene.view().azimuth, start.azimuth);
    const QPointF moved = *scene.canvasPoint(5.0, 5.0) - before;
    QVERIFY2(std::abs(moved.x() - 30.0) < 4.0 && std::abs(moved.y() - 20.0) < 4.0, "the scene goes with the mouse");

    QTest::keyPress(scene.canvas(), Qt::Key_Shift, Qt::ShiftModifier);
    QTest::mousePress(scene.canvas(), Qt::LeftButton, Qt::ShiftModifier, from);
    QMouseEvent drag(QEvent::MouseMove, QPointF(from) - QPointF(30, 20), scene.canvas()->mapToGlobal(from - QPoint(30, 20)),
                     Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
    QCoreApplication::sendEvent(scene.canvas(), &drag);
    QTest::mouseRelease(scene.canvas(), Qt::LeftButton, Qt::ShiftModifier, from - QPoint(30, 20));
    QCOMPARE(scene.view().azimuth, start.azimuth);
    QVERIFY((scene.view().target - start.target).length() < 1e-3F);
}

void TestLandscapeScene::wheelZoomsAndDoubleClickResets()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(5, 1.0));
    const SceneView start = scene.view();
    const QPointF at = scene.middle();
    QWheelEvent wheel(at, scene.canvas()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(scene.canvas(), &wheel);
    QVERIFY(scene.view().distance < 0.8 * start.distance);
    scene.press(Qt::Key_Left);
    QTest::mouseDClick(scene.canvas(), Qt::LeftButton, {}, at.toPoint());
    QCOMPARE(scene.view(), start);
}

void TestLandscapeScene::tilesLeaveTheCameraAlone()
{
    ShownScene scene;
    scene.setGrid(flatGrid(11, 1.0));
    SceneView view = scene.view();
    view.azimuth = -70.0;
    view.distance *= 0.8;
    view.target = {0.1F, 0.0F, 0.0F};
    scene.setView(view);
    scene.setGrid(planeGrid(11, [](double x, double y) { return y < 5.0 ? x : missing; }));
    QCOMPARE(scene.view(), view);
    auto other = flatGrid(11, 1.0);
    for (double& y : other->axes[1].points)
        y *= 0.5;
    scene.setGrid(other);
    QVERIFY2(scene.view().distance != view.distance, "another box is fitted again");
    QCOMPARE(scene.view().azimuth, view.azimuth);
}

void TestLandscapeScene::fitsANarrowCanvas()
{
    ShownScene scene;
    scene.setGrid(flatGrid(11, 1.5));
    QTRY_VERIFY(scene.canvas()->isVisible());
    const SceneView wide = scene.view();
    const QSize size = scene.size();
    for (const int width : {320, 230, 160, 230}) {
        scene.resize(width, size.height());
        QTRY_VERIFY(scene.canvas()->width() < width);
        const auto share = shareOfWidth(scene);
        QVERIFY2(share && *share > 0.3, qPrintable(QStringLiteral("%1: %2").arg(width).arg(share.value_or(0.0))));
    }
    // What the mouse is on is read before where it is, and the title gives way.
    scene.resize(260, size.height());
    scene.setLinkedCursor(Place{4.0, 7.0, 0.0});
    const auto labels = scene.findChildren<widgets::ElidedLabel*>();
    const auto readout = std::find_if(labels.begin(), labels.end(), [&](const auto* l) { return l->text() == scene.readout(); });
    QVERIFY(readout != labels.end());
    QTRY_VERIFY((*readout)->width() > scene.fontMetrics().horizontalAdvance(QStringLiteral("loss 1.50 nats (task 1)…")));
    scene.resize(size);
    QTRY_COMPARE(scene.canvas()->width(), size.width() - 24);
    QVERIFY(std::abs(scene.view().distance - wide.distance) < 1e-3);
}

void TestLandscapeScene::fitsACanvasThatGrewUnseen()
{
    ShownScene scene;
    scene.setGrid(flatGrid(11, 1.5));
    QTRY_VERIFY(scene.canvas()->isVisible());
    scene.hide();
    scene.resize(260, 480);
    scene.show();
    QTRY_VERIFY(scene.canvas()->width() < 260);
    QVERIFY(shareOfWidth(scene));
    scene.hide();
    scene.resize(900, 480);
    scene.setGrid(flatGrid(11, 2.5));
    scene.show();
    QTRY_VERIFY(scene.canvas()->width() > 800);
    const SceneView after = scene.view();
    scene.press(Qt::Key_R);
    QTRY_VERIFY(std::abs(scene.view().distance - after.distance) < 1e-3);
}

void TestLandscapeScene::gesturesAreTold()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(5, 1.0));
    QTRY_VERIFY(scene.canvas()->isVisible());
    std::vector<widgets::CameraMove> moves;
    connect(&scene, &LandscapeScene::cameraMoved, this, [&](const widgets::CameraMove& move) { moves.push_back(move); });
    const QPointF at = scene.middle();
    const auto turnWheel = [&] {
        QWheelEvent wheel(at, scene.canvas()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(scene.canvas(), &wheel);
    };
    const SceneView start = scene.view();
    turnWheel();
    turnWheel();
    scene.press(Qt::Key_Left);
    scene.press(Qt::Key_Up);
    scene.press(Qt::Key_2);
    scene.press(Qt::Key_2);  // there already
    turnWheel();
    QList<int> gestures;
    for (const widgets::CameraMove& move : moves)
        gestures << move.gesture - moves.front().gesture;
    QCOMPARE(gestures, (QList<int>{0, 0, 1, 1, 2, 4}));
    QCOMPARE(moves.front().from, start);
    QCOMPARE(moves.back().to, scene.view());
    for (std::size_t k = 1; k < moves.size(); ++k)
        QCOMPARE(moves[k].from, moves[k - 1].to);
    // On another canvas it is what fills as much of it.
    scene.resize(300, 480);
    QTRY_VERIFY(scene.canvas()->width() < 300);
    scene.travelTo(start, moves.front().canvas);
    QTRY_VERIFY(std::abs(scene.view().azimuth - start.azimuth) < 1e-9);
    const SceneView back = scene.view();
    scene.press(Qt::Key_R);
    QVERIFY(std::abs(scene.view().distance - back.distance) < 1e-3);
}

void TestLandscapeScene::hoverReportsThePlace()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(planeGrid(11, [](double x, double y) { return x + 10.0 * y; }));
    scene.press(Qt::Key_1);
    QTRY_VERIFY(scene.canvas()->isVisible());
    QSignalSpy hovered(&scene, &LandscapeScene::hovered);
    for (const QPointF wanted : {QPointF(5.0, 5.0), QPointF(2.2, 7.9)}) {
        hovered.clear();
        QTest::mouseMove(scene.canvas(), scene.canvasPoint(wanted.x(), wanted.y())->toPoint());
        QTRY_VERIFY(!hovered.isEmpty());
        const auto place = hovered.last().first().value<std::optional<Place>>();
        QVERIFY(place);
        QVERIFY2(std::hypot((*place)[0] - wanted.x(), (*place)[1] - wanted.y()) < 0.1,
                 qPrintable(QStringLiteral("%1, %2").arg((*place)[0]).arg((*place)[1])));
        QVERIFY(scene.cursorPlace() == place);
    }
    // The nearest measured point: (2, 8).
    QCOMPARE(scene.readout(), QStringLiteral("loss 82.0 nats (task 1) at x 2.00, y 8.00, grid point 3, 9"));
    hovered.clear();
    QTest::mouseMove(scene.canvas(), QPoint(3, 3));
    QTRY_VERIFY(!hovered.isEmpty());
    QVERIFY(!hovered.last().first().value<std::optional<Place>>());
    QVERIFY(scene.readout().isEmpty());
}

void TestLandscapeScene::clickPicksAndADragDoesNot()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(11, 1.0));
    scene.press(Qt::Key_1);
    QSignalSpy picked(&scene, &LandscapeScene::picked);
    const QPoint at = scene.canvasPoint(7.0, 3.0)->toPoint();
    QTest::mouseClick(scene.canvas(), Qt::LeftButton, {}, at);
    QCOMPARE(picked.size(), 1);
    const auto place = picked.takeFirst().first().value<Place>();
    QVERIFY(std::hypot(place[0] - 7.0, place[1] - 3.0) < 0.1 && place[2] == 0.0);
    QTest::mousePress(scene.canvas(), Qt::LeftButton, {}, at);
    QTest::mouseMove(scene.canvas(), at + QPoint(40, 0));
    QTest::mouseRelease(scene.canvas(), Qt::LeftButton, {}, at + QPoint(40, 0));
    QTest::mouseClick(scene.canvas(), Qt::LeftButton, {}, {3, 3});
    QVERIFY(picked.isEmpty());
}

void TestLandscapeScene::cursorOfAnotherView()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(11, 1.53));
    scene.setRange(widgets::ValueRange{1.0, 2.0});
    scene.press(Qt::Key_1);
    QSignalSpy hovered(&scene, &LandscapeScene::hovered);
    const QPointF at = *scene.canvasPoint(4.0, 7.0);
    scene.setLinkedCursor(Place{4.0, 7.0, 0.0});
    QVERIFY2(hovered.isEmpty(), "a linked cursor is not sent back");
    const QImage image = picture(scene);
    const QPoint centre = (at * image.devicePixelRatio()).toPoint();
    const QImage with = image.copy(QRect(centre - QPoint(8, 8), QSize(16, 16)));
    QVERIFY(count(with, widgets::color(Role::Accent), 40) > 10);
    QCOMPARE(scene.readout(), QStringLiteral("loss 1.53 nats (task 1) at x 4.00, y 7.00, grid point 5, 8"));
    scene.setLinkedCursor(std::nullopt);
    VERIFY_COLOR(colorAt(scene, at), widgets::mapColor(ColorMap::Viridis, 0.53));
    QVERIFY(scene.readout().isEmpty());
    scene.setLinkedCursor(Place{40.0, 7.0, 0.0});
    QVERIFY2(scene.readout().isEmpty(), "beside the surface there is nothing to read");
}

void TestLandscapeScene::anchorsAndPathAreDrawn()
{
    widgets::applyTheme(*qApp, widgets::Scheme::Dark);  // where nothing else is white
    ShownScene scene;
    STILL(scene);
    auto grid = flatGrid(11, 1.53);
    scene.setRange(widgets::ValueRange{1.0, 2.0});
    scene.setGrid(grid);
    scene.press(Qt::Key_1);
    QCOMPARE(count(picture(scene), Qt::white, 20), 0);
    const QImage plain = withWords(scene);
    grid = std::make_shared<engine::LandscapeGrid>(*grid);
    addAnchor(*grid, "task-01", {2.0, 2.0, 0.0}, 1.53);
    addAnchor(*grid, "task-02", {8.0, 2.0, 0.0}, 1.53);
    addAnchor(*grid, "elsewhere", {80.0, 2.0, 0.0}, 1.53);
    scene.setGrid(grid);
    const QPointF between = *scene.canvasPoint(5.3, 2.0);
    VERIFY_COLOR(colorAt(scene, *scene.canvasPoint(2.0, 2.0)), Qt::white);
    VERIFY_COLOR(colorAt(scene, between), widgets::mapColor(ColorMap::Viridis, 0.53));
    QVERIFY2(count(withWords(scene), widgets::color(Role::Text), 20) > count(plain, widgets::color(Role::Text), 20) + 40,
             "their names");
    grid = std::make_shared<engine::LandscapeGrid>(*grid);
    grid->path = {0, 1};
    scene.setGrid(grid);
    VERIFY_COLOR(colorAt(scene, between), Qt::white);
}

void TestLandscapeScene::laterTasksAreNotInTheScene()
{
    widgets::applyTheme(*qApp, widgets::Scheme::Dark);  // where nothing else is white
    ShownScene scene;
    STILL(scene);
    auto grid = flatGrid(11, 1.53);
    grid->tasks.push_back(grid->tasks[0]);
    grid->tasks[1].task = 2;
    grid->tasks[1].loss.assign(grid->size(), 1.73);
    addAnchor(*grid, "task-01", {2.0, 2.0, 0.0}, 1.53);
    addAnchor(*grid, "task-02-learned", {8.0, 2.0, 0.0}, 1.73);
    for (engine::GridAnchor& anchor : grid->anchors) {
        anchor.loss.push_back(1.73);
        anchor.accuracy.push_back(0.5);
    }
    grid->path = {0, 1};
    scene.setRange(widgets::ValueRange{1.0, 2.0});
    scene.setGrid(grid);
    scene.press(Qt::Key_1);
    const QPointF first = *scene.canvasPoint(2.0, 2.0), between = *scene.canvasPoint(5.3, 2.0);
    VERIFY_COLOR(colorAt(scene, *scene.canvasPoint(8.0, 2.0)), Qt::white);
    VERIFY_COLOR(colorAt(scene, between), Qt::white);
    GridShowing showing;
    showing.upTo = 1;
    showing.span = GridShowing::Span::AllTasks;
    scene.setShowing(showing);
    VERIFY_COLOR(colorAt(scene, *scene.canvasPoint(8.0, 2.0)), widgets::mapColor(ColorMap::Viridis, 0.53));
    VERIFY_COLOR(colorAt(scene, between), widgets::mapColor(ColorMap::Viridis, 0.53));
    VERIFY_COLOR(colorAt(scene, first), Qt::white);
    QCOMPARE(scene.note(), QStringLiteral("Mean loss after task 1 (test), nats"));
    scene.setRange(std::nullopt);
    QVERIFY2(scene.range().low < 1.54 && scene.range().high > 1.62, "also the mean after task 2");
}

void TestLandscapeScene::themeRecolours()
{
    ShownScene scene;
    scene.setGrid(flatGrid(5, 1.0));
    VERIFY_COLOR(colorAt(scene, {4.0, 4.0}), widgets::color(Role::Panel));
    widgets::applyTheme(*qApp, widgets::Scheme::Dark);
    QVERIFY(widgets::color(Role::Panel).lightness() < 60);
    QTRY_COMPARE(colorAt(scene, {4.0, 4.0}).name(), widgets::color(Role::Panel).name());
}

void TestLandscapeScene::tetrahedronShowsItsPoints()
{
    ShownScene scene;
    scene.setRange(widgets::ValueRange{0.0, 3.0});
    scene.setGrid(tetrahedronGrid(3));
    QTRY_VERIFY(scene.canvas()->isVisible());
    const QImage image = picture(scene);
    // The point at the top has the highest loss alone; shading darkens part of its ball.
    QVERIFY(count(image, widgets::mapColor(ColorMap::Viridis, 1.0), 40) > 20);
    QSignalSpy hovered(&scene, &LandscapeScene::hovered);
    QPoint top;
    for (int y = 0; y < image.height() && top.isNull(); ++y)
        for (int x = 0; x < image.width() && top.isNull(); ++x)
            if (isClose(image.pixelColor(x, y), widgets::mapColor(ColorMap::Viridis, 1.0), 40))
                top = (QPointF(x, y + 4) / image.devicePixelRatio()).toPoint();
    QTest::mouseMove(scene.canvas(), top);
    QTRY_COMPARE(scene.readout(), QStringLiteral("loss 3.00 nats (task 1) at 0.00 · 0.00 · 0.00 · 1.00"));
    QVERIFY(hovered.last().first().value<std::optional<Place>>() == (Place{0.0, 0.0, 1.0}));
    QVERIFY(scene.cursorPlace() == (Place{0.0, 0.0, 1.0}));
    QSignalSpy picked(&scene, &LandscapeScene::picked);
    QTest::mouseClick(scene.canvas(), Qt::LeftButton, {}, top);
    QCOMPARE(picked.size(), 1);
    QVERIFY(picked.first().first().value<Place>() == (Place{0.0, 0.0, 1.0}));
    QTest::mouseClick(scene.canvas(), Qt::LeftButton, {}, {3, 3});
    QCOMPARE(picked.size(), 1);
}

void TestLandscapeScene::tetrahedronIsCutIntoSlices()
{
    ShownScene scene;
    STILL(scene);
    scene.setRange(widgets::ValueRange{0.0, 3.0});
    scene.setGrid(tetrahedronGrid(11));
    QTRY_VERIFY(scene.canvas()->isVisible());
    auto* slices = scene.findChild<QToolButton*>(QStringLiteral("slices"));
    auto* layer = scene.findChild<QSlider*>(QStringLiteral("layer"));
    QVERIFY(slices && slices->isVisible() && layer && layer->isVisible());
    QSignalSpy layers(&scene, &LandscapeScene::layerChanged);
    QTest::mouseClick(slices, Qt::LeftButton);
    layer->setFocus();
    for (int step = 0; step < 3; ++step)
        QTest::keyClick(layer, Qt::Key_Right);
    QCOMPARE(layers.size(), 3);
    QCOMPARE(scene.layer(), std::size_t(3));
    scene.press(Qt::Key_1);  // from above

    // Flat, in the colours of the values, which the slice has from one grid point to the next: x + 2 y + 3 z.
    const Place inside{0.23, 0.18, 0.3};
    const QPointF at = *scene.canvasPoint(inside[0], inside[1], inside[2]);
    VERIFY_COLOR(colorAt(scene, at), widgets::mapColor(ColorMap::Viridis, (0.23 + 0.36 + 0.9) / 3.0));
    // What lies beside the slice, in the tetrahedron's shadow, is empty.
    VERIFY_COLOR(colorAt(scene, *scene.canvasPoint(0.75, 0.2, 0.0)), widgets::color(Role::Panel));

    QSignalSpy hovered(&scene, &LandscapeScene::hovered);
    QTest::mouseMove(scene.canvas(), at.toPoint());
    QTRY_COMPARE(scene.readout(), QStringLiteral("loss 1.50 nats (task 1) at 0.30 · 0.20 · 0.20 · 0.30"));
    const auto place = hovered.last().first().value<std::optional<Place>>();
    QVERIFY(place);
    for (std::size_t axis = 0; axis < 3; ++axis)
        QVERIFY2(std::abs((*place)[axis] - inside[axis]) < 0.01, qPrintable(QString::number((*place)[axis])));
    QSignalSpy picked(&scene, &LandscapeScene::picked);
    QTest::mouseClick(scene.canvas(), Qt::LeftButton, {}, at.toPoint());
    QCOMPARE(picked.size(), 1);
    QVERIFY(std::abs(picked.first().first().value<Place>()[2] - 0.3) < 1e-6);

    // The points come back, and a surface has no slices.
    QTest::mouseClick(scene.findChild<QToolButton*>(QStringLiteral("points")), Qt::LeftButton);
    QTRY_VERIFY(!isClose(colorAt(scene, at), widgets::mapColor(ColorMap::Viridis, (0.23 + 0.36 + 0.9) / 3.0)));
    scene.setGrid(flatGrid(5, 1.0));
    QVERIFY(!slices->isVisible());
}

void TestLandscapeScene::cursorInATetrahedron()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(tetrahedronGrid(5));
    QTRY_VERIFY(scene.canvas()->isVisible());
    QTest::mouseClick(scene.findChild<QToolButton*>(QStringLiteral("slices")), Qt::LeftButton);
    scene.setLayer(2);
    scene.press(Qt::Key_1);
    QSignalSpy hovered(&scene, &LandscapeScene::hovered);
    const QPointF at = *scene.canvasPoint(0.2, 0.2, 0.5);
    const auto accents = [&] {
        const QImage image = picture(scene);
        const QPoint centre = (at * image.devicePixelRatio()).toPoint();
        return count(image.copy(QRect(centre - QPoint(8, 8), QSize(16, 16))), widgets::color(Role::Accent), 40);
    };
    QCOMPARE(accents(), 0);
    scene.setLinkedCursor(Place{0.2, 0.2, 0.5});  // of a map beside it
    QVERIFY(hovered.isEmpty());
    QVERIFY(accents() > 10);
    QCOMPARE(scene.readout(), QStringLiteral("loss 2.25 nats (task 1) at 0.00 · 0.25 · 0.25 · 0.50"));
    scene.setLinkedCursor(Place{0.9, 0.9, 0.5});
    QVERIFY(scene.readout().isEmpty());
    QVERIFY(!scene.canvasPoint(0.9, 0.9, 0.5));
    QCOMPARE(scene.csv().section(u'\n', 0, 0), QStringLiteral("x,y,z,task_1_test_loss,task_1_test_accuracy"));
    GridShowing showing;
    showing.upTo = 1;
    scene.setShowing(showing);
    scene.view();
    QCOMPARE(scene.grid()->dimensions(), std::size_t(3));
}

void TestLandscapeScene::movesToAnotherWindow()
{
    QWidget other;
    other.resize(700, 500);
    auto* scene = new ShownScene;
    STILL(*scene);
    scene->setGrid(flatGrid(11, 1.53));
    scene->setRange(widgets::ValueRange{1.0, 2.0});
    scene->press(Qt::Key_1);
    const QColor expected = widgets::mapColor(ColorMap::Viridis, 0.53);
    VERIFY_COLOR(colorAt(*scene, *scene->canvasPoint(3.3, 6.1)), expected);
    scene->setParent(&other);
    scene->show();
    other.show();
    QVERIFY(QTest::qWaitForWindowExposed(&other));
    VERIFY_COLOR(colorAt(*scene, *scene->canvasPoint(3.3, 6.1)), expected);
    scene->setLinkedCursor(Place{3.3, 6.1, 0.0});
    QVERIFY(!isClose(colorAt(*scene, *scene->canvasPoint(3.3, 6.1)), expected));
}

void TestLandscapeScene::savesPicturesBeforeItIsShown()
{
    LandscapeScene scene;
    scene.resize(640, 480);
    scene.setGrid(flatGrid(11, 1.53));
    scene.setRange(widgets::ValueRange{1.0, 2.0});
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("scene.png"));
    QVERIFY(scene.savePicture(path));
    QVERIFY(count(QImage(path), widgets::mapColor(ColorMap::Viridis, 0.53), 60) > 1000);
}

void TestLandscapeScene::aLongAxisTitleStandsInTwoLines()
{
    auto grid = std::make_shared<engine::LandscapeGrid>(*flatGrid(11, 1.53));
    grid->axes[0].label = "towards task-02";
    grid->axes[1].label = "distance across, towards the network after task-03";
    LandscapeScene scene;
    scene.resize(420, 480);
    scene.setGrid(grid);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("scene.svg")));
    QVERIFY(scene.savePicture(file.fileName()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString picture = QString::fromUtf8(file.readAll());
    QVERIFY(picture.contains(QStringLiteral(">Towards task-02<")));
    QVERIFY(picture.contains(QStringLiteral(">Distance across, towards<")));
    QVERIFY(picture.contains(QStringLiteral(">the network after task-03<")));
}

void TestLandscapeScene::titlesOfShortAxesAreWritten()
{
    const auto grid = planeGrid(11, [](double x, double y) { return 0.1 * x + 0.2 * y; });
    grid->axes[0].label = "distance along component 1 (68.5 %)";
    grid->axes[1].label = "distance along component 2 (18.2 %)";
    for (double& y : grid->axes[1].points)
        y *= 0.5;
    ShownScene scene;
    scene.resize(420, 480);
    scene.setGrid(grid);
    QTRY_VERIFY(scene.canvas()->isVisible());
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("scene.svg")));
    QVERIFY(scene.savePicture(file.fileName()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    for (const char* words : {"component 1 (68.5 %)", "component 2 (18.2 %)"})
        QVERIFY2(written.contains(words), words);
}

void TestLandscapeScene::savesPicturesOfMorePixels()
{
    ShownScene scene;
    STILL(scene);
    scene.setGrid(flatGrid(11, 1.53));
    scene.setRange(widgets::ValueRange{1.0, 2.0});
    scene.press(Qt::Key_1);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("scene.png"));
    QVERIFY(scene.savePicture(path));
    const QImage image(path);
    QCOMPARE(image.size(), 2 * scene.canvas()->size());
    VERIFY_COLOR(image.pixelColor((2.0 * *scene.canvasPoint(3.3, 6.1)).toPoint()), widgets::mapColor(ColorMap::Viridis, 0.53));
    QVERIFY(scene.savePicture(folder.filePath(QStringLiteral("scene.pdf"))));
    QFile pdf(folder.filePath(QStringLiteral("scene.pdf")));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const QByteArray written = pdf.readAll();
    QVERIFY2(written.contains("/FontFile"), "the words stay text");
    QVERIFY2(!written.contains("/DCTDecode"), "the colours are those of the scale, not JPEG's");
}

void TestLandscapeScene::csvHasEveryPoint()
{
    LandscapeScene scene;
    auto grid = planeGrid(2, [](double x, double y) { return x + y; });
    grid->tasks[0].loss[3] = missing;
    scene.setGrid(grid);
    QCOMPARE(scene.csv(), QStringLiteral("x,y,task_1_test_loss,task_1_test_accuracy\n0,0,0,0.5\n10,0,10,0.5\n0,10,10,0.5\n"
                                         "10,10,,0.5\n"));
}

void TestLandscapeScene::saysWhenOpenGlIsTooOld()
{
    if (qEnvironmentVariableIsSet("MESA_GL_VERSION_OVERRIDE")) {
        LandscapeScene scene;
        scene.setGrid(flatGrid(5, 1.0));
        scene.setLinkedCursor(Place{1.0, 1.0, 0.0});
        scene.show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene));
        QVERIFY(scene.isEmpty());
        QVERIFY(!scene.canvas());
        const QList<QLabel*> labels = scene.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel* label) { return label->text().contains(QStringLiteral("needs OpenGL 3.2")); }));
        return;
    }
    // What OpenGL there is shows once in a process, so another one has an old one.
    QProcessEnvironment old = QProcessEnvironment::systemEnvironment();
    old.insert(QStringLiteral("MESA_GL_VERSION_OVERRIDE"), QStringLiteral("2.1"));
    QProcess process;
    process.setProcessEnvironment(old);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("saysWhenOpenGlIsTooOld")});
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, process.readAll().constData());
}

QTEST_MAIN(TestLandscapeScene)
#include "tst_landscape_scene.moc"
