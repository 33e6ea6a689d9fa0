// A window that moves to a screen of another scale.
#include "tests/support/figure_samples.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/figures/editor/figure_page.h"

#include <QScreen>
#include <QtTest>
#include <QWindow>

using namespace isthmus;
using namespace isthmus::widgets;

class TwoScreensTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFigureIsDrawnAnew()
    {
        QCOMPARE(QGuiApplication::screens().size(), 2);
        FigureEditor editor(figureSchema(tests::sampleCharts()));
        connect(
            &editor, &FigureEditor::documentChanged, &editor, [&] { editor.setPanels({tests::sampleCurves(3, 20)}); },
            Qt::QueuedConnection);
        editor.resize(900, 600);
        editor.show();
        editor.setDocument({{"page", {{"venue", "neurips"}}}, {"panels", {tests::panel("curves")}}});
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        QTRY_VERIFY(editor.isShown());
        QSignalSpy painted(editor.page().findChild<PagePainter*>(), &PagePainter::painted);
        const QRectF before = editor.page().pageRect();
        editor.windowHandle()->setPosition(QGuiApplication::screens().last()->geometry().topLeft() + QPoint(20, 20));
        QTRY_COMPARE(editor.devicePixelRatioF(), 2.0);
        QTRY_VERIFY(!painted.isEmpty());
        const QImage image = painted.last().at(1).value<QImage>();
        QCOMPARE(image.width(), qRound(2.0 * before.width()));
    }
};

int main(int argc, char** argv)
{
    QTemporaryFile screens;
    if (!screens.open())
        return 1;
    screens.write(R"({"screens": [{"name": "one", "x": 0, "y": 0, "width": 1200, "height": 800, "dpr": 1},
                                  {"name": "two", "x": 1200, "y": 0, "width": 1200, "height": 800, "dpr": 2}]})");
    screens.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toUtf8());
    QApplication application(argc, argv);
    TwoScreensTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_two_screens.moc"
