// Scenes are drawn beside the window: of what is wanted in a row the newest is drawn, and what stays on the canvas is what a file
// would have.
#include "tests/widgets/landscape_grids.h"
#include "tests/widgets/sample_grids.h"
#include "widgets/scene3d/landscape_scene.h"
#include "widgets/scene3d/opengl_check.h"
#include "widgets/scene3d/scene_canvas.h"
#include "widgets/scene3d/scene_renderer.h"
#include "widgets/theme/scheme_color.h"

#include <QPainter>
#include <QtTest>

#include <cmath>

using namespace isthmus;
using namespace isthmus::tests;
using widgets::LandscapeScene;
using widgets::SceneCanvas;
using widgets::SceneFrame;
using widgets::SceneModel;
using widgets::SceneProjection;
using widgets::SceneRenderer;
using widgets::SceneShot;
using widgets::SceneView;
using widgets::Scheme;

namespace {

const std::shared_ptr<const SceneModel>& model()
{
    static const auto made = std::make_shared<const SceneModel>(widgets::sceneModel(*shared(plane()), {}, {}));
    return made;
}

SceneShot shot(double azimuth, QSizeF canvas = {160, 120})
{
    SceneView view;
    view.azimuth = azimuth;
    return {.model = model(), .cursor = {}, .projection = SceneProjection(view, canvas, QMarginsF())};
}

/// What the canvas shows, its words included.
QImage shown(SceneCanvas& canvas) { return canvas.grab().toImage().convertToFormat(QImage::Format_RGB32); }

/// What a file would have.
QImage saved(SceneCanvas& canvas)
{
    QImage image(canvas.size(), QImage::Format_RGB32);
    QPainter painter(&image);
    canvas.drawPicture(painter, 1.0);
    return image;
}

}  // namespace

class TestSceneRenderer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!widgets::openGlProblem().isEmpty())
            QSKIP(qPrintable(widgets::openGlProblem()));
        widgets::applyTheme(*qApp, Scheme::Light);
    }

    void theNewestOfManyIsDrawn()
    {
        SceneRenderer renderer;
        std::vector<SceneFrame> frames;
        connect(&renderer, &SceneRenderer::drawn, this, [&](const SceneFrame& frame) { frames.push_back(frame); });
        constexpr int many = 300;
        for (int k = 0; k < many; ++k)
            renderer.draw(shot(k));
        QTRY_VERIFY(!frames.empty() && frames.back().shot.projection.view().azimuth == many - 1);
        QVERIFY2(frames.size() < 10, "the others were overtaken");
        QVERIFY(!frames.back().image.isNull());
        QCOMPARE(frames.back().image, renderer.drawNow(shot(many - 1)));
        QVERIFY(frames.back().image != renderer.drawNow(shot(many - 31)));
    }

    void picturesHaveThePixelsAndTheColoursWanted()
    {
        SceneRenderer renderer;
        SceneShot wanted = shot(20.0, {200, 100});
        wanted.pixelRatio = 1.5;
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            wanted.scheme = scheme;
            const QImage image = renderer.drawNow(wanted);
            QCOMPARE(image.size(), QSize(300, 150));
            QCOMPARE(image.devicePixelRatio(), 1.5);
            QCOMPARE(image.pixelColor(1, 1), widgets::color(widgets::Role::Panel, scheme));
        }
        SceneShot wide = shot(20.0, {400, 10});
        wide.pixelRatio = 1e5;  // wider than any machine's pictures
        const QImage widest = renderer.drawNow(wide);
        QVERIFY(widest.width() > 1000);
        QVERIFY(std::abs(widest.width() - 40 * widest.height()) <= 40);
    }

    void endsWhileItDraws()
    {
        for (int k = 0; k < 5; ++k) {
            SceneRenderer renderer;
            renderer.draw(shot(k, {800, 600}));
            if (k % 2 == 0)
                renderer.drawNow(shot(k));
            renderer.draw(shot(k + 1, {800, 600}));
        }
    }

    void whatStaysIsWhatAFileHas()
    {
        LandscapeScene scene;
        scene.resize(480, 400);
        scene.show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene));
        auto& canvas = *scene.findChild<SceneCanvas*>();
        scene.setGrid(shared(plane()));
        QTRY_COMPARE(shown(canvas), saved(canvas));

        // In a row: the last one is drawn once more, with smooth edges.
        const QPoint from = canvas.rect().center();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        for (int k = 1; k <= 5; ++k)
            QTest::mouseMove(&canvas, from + QPoint(8 * k, 3 * k), 20);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, from + QPoint(40, 15));
        QTRY_COMPARE(shown(canvas), saved(canvas));

        scene.setLinkedCursor(widgets::Place{5.0, 2.0, 0.0});
        QTRY_COMPARE(shown(canvas), saved(canvas));
        scene.resize(600, 350);
        QTRY_COMPARE(shown(canvas).size(), canvas.size());
        QTRY_COMPARE(shown(canvas), saved(canvas));
        widgets::applyTheme(*qApp, Scheme::Dark);
        QTRY_COMPARE(shown(canvas), saved(canvas));
        widgets::applyTheme(*qApp, Scheme::Light);

        scene.hide();
        scene.setGrid(shared(simplex()));
        scene.show();
        QTRY_COMPARE(shown(canvas), saved(canvas));
    }

    void noOldPictureUnderANewGrid()
    {
        LandscapeScene scene;
        scene.resize(480, 400);
        scene.show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene));
        auto& canvas = *scene.findChild<SceneCanvas*>();
        QSignalSpy pictures(&canvas, &SceneCanvas::pictureShown);
        scene.setGrid(shared(plane()));
        QVERIFY(pictures.wait(20000));
        scene.setGrid(nullptr);
        QImage blank(canvas.size(), QImage::Format_RGB32);
        blank.fill(widgets::color(widgets::Role::Panel));
        QCOMPARE(shown(canvas), blank);
    }
};

QTEST_MAIN(TestSceneRenderer)
#include "tst_scene_renderer.moc"
