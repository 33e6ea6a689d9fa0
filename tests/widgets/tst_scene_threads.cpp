// A window draws its surface while others are drawn in threads: none disturbs another.
#include "tests/widgets/landscape_grids.h"
#include "tests/widgets/sample_grids.h"
#include "widgets/scene3d/landscape_scene.h"
#include "widgets/scene3d/opengl_check.h"
#include "widgets/scene3d/scene_canvas.h"
#include "widgets/scene3d/scene_picture.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QThreadPool>
#include <QtTest>

#include <atomic>

using namespace isthmus;
using namespace isthmus::tests;
using widgets::LandscapeScene;
using widgets::SceneCanvas;
using widgets::SceneModel;
using widgets::SceneProjection;
using widgets::SceneView;

namespace {

constexpr int threads = 3;
constexpr int picturesOfEach = 8;

/// A surface and a view that no other number has.
QImage picture(int number)
{
    const auto grid = number % 2 == 0 ? shared(plane()) : engine::LandscapeGridPtr(tetrahedronGrid(5));
    SceneView view;
    view.azimuth = 25.0 * number;
    return widgets::scenePicture(widgets::sceneModel(*grid, {}, {}), SceneProjection(view, QSizeF(160, 120), QMarginsF()), 1.0);
}

}  // namespace

class TestSceneThreads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!widgets::openGlProblem().isEmpty())
            QSKIP(qPrintable(widgets::openGlProblem()));
        if (!widgets::scenePictureProblem().isEmpty())
            QSKIP(qPrintable(widgets::scenePictureProblem()));
        widgets::applyTheme(*qApp, widgets::Scheme::Light);
    }

    void everyoneDrawsWhatHeWouldAlone()
    {
        LandscapeScene scene;
        scene.resize(400, 320);
        scene.setGrid(shared(plane()));
        scene.show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene));
        auto* canvas = scene.findChild<SceneCanvas*>();
        const SceneView first = scene.view();
        const auto seen = [&] {
            scene.view();  // brings it up to date
            QImage image(canvas->size(), QImage::Format_RGB32);
            QPainter painter(&image);
            canvas->drawPicture(painter, 1.0);
            return image;
        };
        const QImage alone = seen();
        std::vector<QImage> expected;
        for (int number = 0; number < threads; ++number)
            expected.push_back(picture(number));
        QVERIFY(!expected.front().isNull() && expected[0] != expected[1]);

        QSignalSpy shown(canvas, &SceneCanvas::pictureShown);
        std::atomic_int drawn = 0, wrong = 0;
        QThreadPool pool;
        pool.setMaxThreadCount(threads);
        for (int number = 0; number < threads; ++number)
            pool.start([&, number] {
                for (int k = 0; k < picturesOfEach; ++k, ++drawn)
                    wrong += picture(number) == expected[number] ? 0 : 1;
            });
        int turns = 0;
        QVERIFY(QTest::qWaitFor(
            [&] {
                SceneView turned = first;
                turned.azimuth += 9.0 * (++turns % 40);
                scene.setView(turned);
                scene.setGrid(turns % 3 == 0 ? shared(simplex()) : turns % 3 == 1 ? tetrahedronGrid(5) : shared(plane()));
                if (turns % 2 == 0)
                    seen();
                return drawn == threads * picturesOfEach && shown.count() > 0;
            },
            120000));
        pool.waitForDone();
        QCOMPARE(wrong, 0);
        QVERIFY(turns > 3);
        scene.setGrid(shared(plane()));
        scene.setView(first);
        QTRY_COMPARE(canvas->size(), alone.size());  // without the bar for slices
        scene.setView(first);
        QCOMPARE(seen(), alone);
    }
};

QTEST_MAIN(TestSceneThreads)
#include "tst_scene_threads.moc"
