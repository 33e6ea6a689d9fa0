// The preview of a figure while it is edited by the keyboard: the figure asked for last is the one that is seen in the end, and
// the window answers meanwhile.
#include "tests/support/figure_samples.h"
#include "tests/support/watchdog.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/figures/editor/figure_page.h"
#include "widgets/scene3d/scene_picture.h"

#include <QLineEdit>
#include <QtTest>

using namespace isthmus;
using namespace isthmus::widgets;
using engine::Json;
using tests::panel;
using tests::Watchdog;

namespace {

constexpr double most = 50.0;  // ms of the processor that a turn of the event loop may take

/// An editor whose panels have the data `data` soon, as from the desk, whatever their options are.
struct Shown {
    FigureEditor editor{figureSchema(tests::sampleCharts())};
    std::vector<PanelData> data;

    Shown(const Json& page, const std::vector<Json>& panels, std::vector<PanelData> given) : data(std::move(given))
    {
        QObject::connect(
            &editor, &FigureEditor::documentChanged, &editor, [this] { editor.setPanels(data); }, Qt::QueuedConnection);
        editor.resize(1300, 760);
        editor.show();
        editor.setDocument({{"page", page}, {"panels", panels}});
    }

    FigurePage& page() { return editor.page(); }
    /// Types another value for an option; the figure changes with every key.
    void type(const char* option, const QString& value)
    {
        auto* control = editor.findChild<QWidget*>(QLatin1String(option));
        auto* field = qobject_cast<QLineEdit*>(control) ? qobject_cast<QLineEdit*>(control) : control->findChild<QLineEdit*>();
        QVERIFY(field != nullptr);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, value);
    }
    bool settled()
    {
        return QTest::qWaitFor([this] { return editor.isShown(); }, 60000);
    }
    /// How the figure at hand looks, drawn at once.
    QImage expected()
    {
        const QRectF place = page().pageRect();
        const FigureDrawing drawing(editor.figure(), data);
        const double scale = place.width() / drawing.size().width();
        QImage image(place.size().toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        drawing.paint(image, QTransform::fromScale(scale, scale));
        return image;
    }
    /// The page as it is on the screen.
    QImage seen() { return page().grab(page().pageRect().toRect()).toImage().convertToFormat(QImage::Format_RGB32); }
};

/// The share of pixels that differ.
double difference(const QImage& a, const QImage& b)
{
    if (a.size() != b.size())
        return 1.0;
    int other = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            other += a.pixel(x, y) != b.pixel(x, y);
    return static_cast<double>(other) / (a.width() * a.height());
}

}  // namespace

class FigurePreviewTest final : public QObject {
    Q_OBJECT

    static void report(const Watchdog& watchdog, double limit)
    {
        const Watchdog::Turns& turns = watchdog.now();
        qInfo("%5.1f ms of the processor, then %5.1f; %5.1f ms in all", turns.processor, turns.again, turns.wall);
        QVERIFY(turns.again < limit);
    }

private Q_SLOTS:
    void theSurfaceAskedForLastIsSeenInTheEnd()
    {
        if (!scenePictureProblem().isEmpty())
            QSKIP(qPrintable(scenePictureProblem()));
        Shown shown({{"venue", "neurips"}}, {panel("landscape_surface")}, {tests::sampleSurface(51)});
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        QVERIFY(shown.settled());
        const QImage first = shown.seen();
        QCOMPARE(difference(first, shown.expected()), 0.0);
        QSignalSpy painted(shown.page().findChild<PagePainter*>(), &PagePainter::painted);
        Watchdog watchdog;
        constexpr int turns = 12;
        for (int turn = 0; turn < turns; ++turn) {
            shown.type("azimuth", QString::number(50 + 7 * turn));
            QTest::qWait(20);  // as a person types
            if (painted.isEmpty())
                QCOMPARE(shown.seen(), first);  // what was there stays
        }
        QVERIFY(shown.settled());
        report(watchdog, most);
        QVERIFY(painted.count() < turns);  // of those that came while one was drawn the last alone
        const QImage last = shown.seen();
        QVERIFY(difference(last, first) > 0.05);
        QCOMPARE(difference(last, shown.expected()), 0.0);
    }

    void theFourPanelsAskedForLastAreSeen()
    {
        Shown shown({{"venue", "neurips"}, {"panels_per_row", 2}},
                    {panel("curves"), panel("loss"), panel("accuracy_matrix"), panel("landscape_map")},
                    {tests::sampleCurves(6, 20), tests::sampleCurves(3, 2000), tests::sampleMatrix(20), tests::sampleMap(101)});
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        QVERIFY(shown.settled());
        Watchdog watchdog;
        const std::string before = shown.editor.document().dump();
        for (int turn = 0; turn < 6; ++turn) {
            shown.type("font_size", QString::number(6 + turn % 3));
            QVERIFY(shown.settled());
        }
        QVERIFY(shown.editor.document().dump() != before);
        report(watchdog, most);
        QVERIFY(difference(shown.seen(), shown.expected()) < 0.005);  // what lies between two pixels may fall to either
    }
};

QTEST_MAIN(FigurePreviewTest)
#include "tst_figure_preview.moc"
