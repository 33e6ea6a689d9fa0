// Shaders that the window's thread would have to compile are in the driver's cache before.
#include "tests/widgets/landscape_grids.h"
#include "tests/widgets/sample_grids.h"
#include "widgets/scene3d/landscape_scene.h"
#include "widgets/scene3d/opengl_check.h"
#include "widgets/scene3d/scene_canvas.h"
#include "widgets/scene3d/scene_shaders.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QDirIterator>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QTemporaryDir>
#include <QtTest>

using namespace isthmus;
using namespace isthmus::tests;
using widgets::LandscapeScene;
using widgets::SceneCanvas;
using widgets::SceneShaders;

namespace {

QTemporaryDir& cacheFolder()
{
    static QTemporaryDir folder;
    return folder;
}

/// Mesa's, in whose names is what the shaders are made from.
QStringList cached()
{
    QStringList files;
    for (QDirIterator each(cacheFolder().path(), QDir::Files, QDirIterator::Subdirectories); each.hasNext();)
        if (const QString file = each.next(); !file.endsWith(QStringLiteral("index")))
            files << file;
    files.sort();
    return files;
}

/// An OpenGL widget of no scene: with the first one the window is put together with OpenGL, by shaders of Qt's own.
class OtherCanvas final : public QOpenGLWidget {
public:
    OtherCanvas()
    {
        setFormat(widgets::sceneFormat());
        resize(400, 300);
    }
    bool bySoftware = false;

protected:
    void initializeGL() override
    {
        bySoftware =
            QByteArray(reinterpret_cast<const char*>(context()->functions()->glGetString(GL_RENDERER))).contains("llvmpipe");
    }
};

template <typename Canvas>
bool isDrawn(Canvas& canvas)
{
    QSignalSpy frames(&canvas, &QOpenGLWidget::frameSwapped);
    canvas.update();
    return frames.wait(20000);
}

bool isDrawnWhole(LandscapeScene& scene)
{
    auto* canvas = scene.findChild<SceneCanvas*>();
    scene.view();
    return QTest::qWaitFor([canvas] { return canvas->isReady(); }, 20000) && isDrawn(*canvas) && isDrawn(*canvas);
}

}  // namespace

class TestSceneShaders : public QObject {
    Q_OBJECT

public:
    static void initMain()  // before OpenGL is looked for
    {
        qputenv("MESA_SHADER_CACHE_DIR", cacheFolder().path().toUtf8());
        qputenv("MESA_SHADER_CACHE_DISABLE", "false");
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!widgets::openGlProblem().isEmpty())
            QSKIP(qPrintable(widgets::openGlProblem()));
        widgets::applyTheme(*qApp, widgets::Scheme::Light);
        OtherCanvas canvas;
        canvas.show();
        QVERIFY(isDrawn(canvas));
        if (!canvas.bySoftware)
            QSKIP("Not Mesa's software drawing, in whose cache shaders can be counted");
    }

    void endsBeforeAllIsCompiled()
    {
        auto shaders = std::make_unique<SceneShaders>();
        const QStringList before = cached();
        QTRY_VERIFY_WITH_TIMEOUT(cached() != before, 20000);
        QVERIFY(!shaders->isDone());
        shaders.reset();
        some_ = cached();
    }

    void noSceneHasShadersOfItsOwn()
    {
        SceneShaders shaders;
        QTRY_VERIFY_WITH_TIMEOUT(shaders.isDone(), 20000);
        LandscapeScene scene;
        scene.resize(500, 400);
        scene.show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene));
        QTRY_VERIFY(cached().size() > some_.size());
        const QStringList before = cached();

        scene.setGrid(shared(partly(plane(), 4, 8)));
        QVERIFY(isDrawnWhole(scene));
        scene.setLinkedCursor(widgets::Place{5.0, 2.0, 0.0});
        QVERIFY(isDrawnWhole(scene));
        QTest::keyClick(scene.canvas(), Qt::Key_1);  // from above, without perspective
        QVERIFY(isDrawnWhole(scene));
        scene.setGrid(shared(simplex()));
        QVERIFY(isDrawnWhole(scene));
        scene.setGrid(tetrahedronGrid(5));
        QVERIFY(isDrawnWhole(scene));
        QTest::mouseClick(scene.findChild<QAbstractButton*>(QStringLiteral("slices")), Qt::LeftButton);
        QVERIFY(isDrawnWhole(scene));
        QTest::qWait(200);  // Mesa writes in a thread of its own
        QCOMPARE(cached(), before);
    }

private:
    QStringList some_;
};

QTEST_MAIN(TestSceneShaders)
#include "tst_scene_shaders.moc"
