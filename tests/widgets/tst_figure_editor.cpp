// The figure editor driven by clicks and keys: the description that comes of it, the preview, undo.
#include "tests/support/figure_changes.h"
#include "tests/support/figure_samples.h"
#include "widgets/figures/editor/figure_contents.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/figures/editor/figure_page.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QRandomGenerator>
#include <QToolButton>
#include <QtTest>
#include <QUndoStack>

using namespace isthmus;
using namespace isthmus::widgets;
using engine::Json;

namespace {

struct Shown {
    FigureEditor editor{figureSchema(tests::sampleCharts())};

    Shown()
    {
        // As the desk does: every usable figure has data at once.
        QObject::connect(&editor, &FigureEditor::documentChanged, &editor, [this] {
            const FigureSpec figure = editor.figure();
            if (figure.problems.empty())
                editor.setPanels(std::vector<PanelData>(figure.panels.size(), tests::sampleCurves(3, 12)));
        });
        editor.resize(1300, 760);
        editor.show();
    }

    QToolButton* button(const char* name) { return editor.findChild<QToolButton*>(QLatin1String(name)); }
    void click(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    QListWidget* list(const char* name) { return editor.findChild<QListWidget*>(QLatin1String(name)); }
    QString words()
    {
        QString all;
        for (const QLabel* label : editor.findChild<QWidget*>(QStringLiteral("figure-problem"))->findChildren<QLabel*>())
            all += label->text();
        return all;
    }

    void addPanel(const char* kind) { button("add-panel")->menu()->findChild<QAction*>(QLatin1String(kind))->trigger(); }

    /// What the combo box of an option is set to by the keyboard.
    void choose(const char* option, const QString& label)
    {
        QWidget* field = editor.findChild<QWidget*>(QLatin1String(option));
        auto* box = qobject_cast<QComboBox*>(field) ? qobject_cast<QComboBox*>(field) : field->findChild<QComboBox*>();
        QVERIFY(box != nullptr);
        const int to = box->findText(label);
        QVERIFY2(to >= 0, qPrintable(label));
        box->setFocus();
        for (int k = 0; k < 50 && box->currentIndex() != to; ++k)
            QTest::keyClick(box, box->currentIndex() < to ? Qt::Key_Down : Qt::Key_Up);
    }

    std::string at(const char* pointer) const
    {
        const Json::json_pointer place(pointer);
        return editor.document().contains(place) ? editor.document().at(place).dump() : std::string();
    }
};

}  // namespace

class FigureEditorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFigureSaysWhatToDo()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        QVERIFY(shown.editor.page().drawing() == nullptr);
        QVERIFY(!shown.button("export-figure")->isEnabled());
        QVERIFY(!shown.button("add-run")->isEnabled());
        QVERIFY(!shown.button("remove-panel")->isEnabled());
        const QImage grab = shown.editor.page().grab().toImage();
        QSet<QRgb> colours;
        for (int y = 0; y < grab.height(); ++y)
            for (int x = 0; x < grab.width(); ++x)
                colours.insert(grab.pixel(x, y));
        QVERIFY(colours.size() > 1);  // words are there
    }

    void aFigureIsMadeByMouseAndKeyboard()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        shown.addPanel("curves");
        QVERIFY2(shown.words().contains(QStringLiteral("run folder")), qPrintable(shown.words()));
        QSignalSpy asked(&shown.editor, &FigureEditor::runFolderRequested);
        shown.click("add-run");
        QCOMPARE(asked.count(), 1);
        shown.editor.addRuns({"/runs/a", "/runs/b", "/runs/a"});
        QCOMPARE(shown.at("/panels/0/runs"), std::string(R"(["/runs/a","/runs/b"])"));
        QCOMPARE(shown.list("runs")->count(), 2);
        QTRY_VERIFY(shown.editor.page().drawing() != nullptr);
        QVERIFY(shown.words().isEmpty());
        QCOMPARE(shown.editor.page().drawing()->size().width(), 234.0);

        shown.choose("venue", QStringLiteral("NeurIPS"));
        QCOMPARE(shown.at("/page/venue"), std::string("\"neurips\""));
        QTRY_COMPARE(shown.editor.page().drawing()->size().width(), 396.0);

        shown.addPanel("loss");  // with the runs of the panel before
        QCOMPARE(shown.at("/panels/1/runs"), shown.at("/panels/0/runs"));
        QCOMPARE(shown.list("panels")->count(), 2);
        QCOMPARE(shown.editor.selectedPanel(), 1);
        QTRY_COMPARE(shown.editor.page().drawing()->panelPlaces().size(), std::size_t(2));
        shown.click("panel-up");
        QCOMPARE(shown.at("/panels/0/kind"), std::string("\"loss\""));
        QCOMPARE(shown.editor.selectedPanel(), 0);
        shown.list("runs")->item(0)->setSelected(true);
        shown.click("remove-run");
        QCOMPARE(shown.at("/panels/0/runs"), std::string(R"(["/runs/b"])"));
        QCOMPARE(shown.at("/panels/1/runs"), std::string(R"(["/runs/a","/runs/b"])"));
        shown.click("remove-panel");
        QCOMPARE(shown.list("panels")->count(), 1);
        QSignalSpy exported(&shown.editor, &FigureEditor::exportRequested);
        shown.click("export-figure");
        QCOMPARE(exported.count(), 1);
    }

    void aClickOnAPanelSelectsIt()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        shown.addPanel("curves");
        shown.editor.addRuns({"/runs/a"});
        shown.addPanel("loss");
        FigurePage& page = shown.editor.page();
        QTRY_VERIFY(shown.editor.isShown());
        QVERIFY(page.pageRect().width() > 100);
        QTest::mouseClick(&page, Qt::LeftButton, {}, (page.pageRect().topLeft() + QPointF(20, 60)).toPoint());
        QCOMPARE(shown.editor.selectedPanel(), 0);
        QCOMPARE(shown.list("panels")->currentRow(), 0);
        QTest::mouseClick(&page, Qt::LeftButton, {}, (page.pageRect().topRight() + QPointF(-30, 60)).toPoint());
        QCOMPARE(shown.editor.selectedPanel(), 1);
    }

    void zoomIsTrueSizeTimesAFactor()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        shown.addPanel("curves");
        shown.editor.addRuns({"/runs/a"});
        FigurePage& page = shown.editor.page();
        QTRY_VERIFY(shown.editor.isShown());
        const double width = page.pageRect().width();
        QCOMPARE(page.zoom(), 1.0);  // the whole page has room
        auto* box = shown.editor.findChild<QComboBox*>(QStringLiteral("zoom"));
        QCOMPARE(box->currentText(), QStringLiteral("Whole page"));
        box->setFocus();
        for (int down = 0; down < 3; ++down)
            QTest::keyClick(box, Qt::Key_Down);  // 50, 100, 150 %
        QCOMPARE(page.zoom(), 1.5);
        QVERIFY(qAbs(page.pageRect().width() - 1.5 * width) < 0.01);
        QWheelEvent turn(QPointF(50, 50), page.mapToGlobal(QPointF(50, 50)), {}, QPoint(0, 120), Qt::NoButton,
                         Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&page, &turn);
        QCOMPARE(page.zoom(), 1.875);
    }

    void theWholePageIsSeenUntilItIsZoomed()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        shown.addPanel("curves");
        shown.editor.addRuns({"/runs/a"});
        shown.choose("venue", QStringLiteral("NeurIPS"));
        FigurePage& page = shown.editor.page();
        const auto fits = [&] {
            return shown.editor.isShown() && page.visibleRegion().boundingRect().contains(page.pageRect().toAlignedRect());
        };
        QTRY_VERIFY(fits());
        QCOMPARE(page.zoom(), 1.0);
        shown.editor.resize(940, 760);
        QTRY_VERIFY(page.zoom() < 0.9 && fits());
        shown.choose("venue", QStringLiteral("ICML"));  // a narrower page
        QTRY_VERIFY(page.zoom() > 0.9 && fits());
        shown.editor.findChild<QComboBox*>(QStringLiteral("zoom"))->setFocus();
        QTest::keyClicks(shown.editor.findChild<QComboBox*>(QStringLiteral("zoom")), "2");
        QCOMPARE(page.zoom(), 2.0);
        shown.editor.resize(1300, 760);
        shown.choose("venue", QStringLiteral("NeurIPS"));
        QTRY_VERIFY(shown.editor.isShown());
        QCOMPARE(page.zoom(), 2.0);
    }

    void droppedFoldersBecomeRuns()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        QTemporaryDir run;
        shown.addPanel("curves");
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(run.path()), QUrl::fromLocalFile(run.filePath("no folder"))});
        auto* contents = shown.editor.findChild<FigureContents*>();
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(contents, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(contents, &drop);
        QCOMPARE(shown.at("/panels/0/runs"), "[\"" + run.path().toStdString() + "\"]");
    }

    void everythingIsUndone()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        const Json empty = shown.editor.document();
        shown.addPanel("curves");
        shown.editor.addRuns({"/runs/a"});
        shown.choose("venue", QStringLiteral("JMLR"));
        shown.addPanel("pareto");
        const Json made = shown.editor.document();
        QCOMPARE(shown.editor.history().count(), 4);  // going through the venues is one change
        shown.editor.activateWindow();                // shortcuts are for the active window
        QVERIFY(QTest::qWaitForWindowActive(&shown.editor));
        shown.button("undo")->setFocus();
        QTest::keyClick(shown.button("undo"), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.editor.history().index(), 3);
        for (int k = 0; k < 3; ++k)
            shown.click("undo");
        QCOMPARE(shown.editor.document(), empty);
        QVERIFY(shown.editor.page().drawing() == nullptr);
        for (int k = 0; k < 4; ++k)
            shown.click("redo");
        QCOMPARE(shown.editor.document(), made);
        QTRY_VERIFY(shown.editor.page().drawing() != nullptr);
        QCOMPARE(shown.editor.page().drawing()->size().width(), 432.0);
    }

    void aThousandRandomChangesUndoneGiveTheStartBack()
    {
        FigureEditor editor(figureSchema(tests::sampleCharts()));
        editor.setDocument({{"page", {{"venue", "tmlr"}}}, {"panels", {tests::panel("curves"), tests::panel("loss")}}});
        const Json start = editor.document();
        QRandomGenerator random(7);
        for (int k = 0; k < 1000; ++k)
            tests::changeFigureAtRandom(editor, random, QStringLiteral("/runs/%1").arg(k));
        QVERIFY(editor.history().count() > 500);
        const Json end = editor.document();
        while (editor.history().canUndo())
            editor.history().undo();
        QCOMPARE(editor.document(), start);
        while (editor.history().canRedo())
            editor.history().redo();
        QCOMPARE(editor.document(), end);
    }

    void aBadValueIsSaidAndTheDrawingStays()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.editor));
        shown.addPanel("curves");
        shown.editor.addRuns({"/runs/a"});
        Json bad = shown.editor.document();
        bad["panels"][0]["measure"] = "forgeting";
        shown.editor.setDocument(bad);
        QVERIFY2(shown.words().contains(QStringLiteral("forgetting")), qPrintable(shown.words()));
        QVERIFY(!shown.button("export-figure")->isEnabled());
        shown.editor.setDocument({{"page", 3}, {"panels", {1, {{"runs", "x"}}}}});  // whatever a file holds
        QVERIFY(!shown.words().isEmpty());
    }
};

QTEST_MAIN(FigureEditorTest)
#include "tst_figure_editor.moc"
