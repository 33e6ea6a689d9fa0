// What all plots with axes share, seen in the loss plot.
#include "tests/support/spoken.h"
#include "tests/widgets/two_task_run.h"
#include "widgets/models/data_table_model.h"
#include "widgets/plots/axis_steps.h"
#include "widgets/plots/data_table_dialog.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/summary_plot.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>
#include <QWheelEvent>

#include <cmath>
#include <limits>

using namespace isthmus;
using tests::twoTasks;
using widgets::AxisSpan;
using widgets::LossPlot;

namespace {

void shown(QWidget& widget)
{
    widget.resize(600, 320);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCoreApplication::processEvents();
}

void turnWheel(QWidget& canvas, const QPoint& at, int notches, Qt::KeyboardModifiers keys = {})
{
    QWheelEvent event(at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt::NoButton, keys, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&canvas, &event);
    QCoreApplication::processEvents();
}

/// Mean over all pixels of how far their lightness differs, 0 to 255, after scaling `a` to the size of `b`.
double meanDifference(const QImage& a, const QImage& b)
{
    const QImage scaled = a.scaled(b.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    double sum = 0.0;
    for (int y = 0; y < b.height(); ++y)
        for (int x = 0; x < b.width(); ++x)
            sum += std::abs(qGray(scaled.pixel(x, y)) - qGray(b.pixel(x, y)));
    return sum / (b.width() * b.height());
}

/// How many parts of it have this name.
int timesSaid(const QAccessibleInterface& part, const QString& name)
{
    int times = part.text(QAccessible::Name) == name ? 1 : 0;
    for (int i = 0; i < part.childCount(); ++i)
        times += timesSaid(*part.child(i), name);
    return times;
}

}  // namespace

class TestCurvePlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysMoveTheReadout();
    void keysGoFromCurveToCurve();
    void theFocusedPlotSpeaks();
    void showsItsDataAsATable();
    void aLongTableIsGivenInPortions();
    void wheelZoomsAndDoubleClickResets();
    void dragNeverLeavesTheData();
    void logScale();
    void copiesDataAndValue();
    void writesFilesOrSaysWhyNot();
    void contextMenu();
    void niceLimits_data();
    void niceLimits();
};

void TestCurvePlot::keysMoveTheReadout()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    shown(plot);
    QCOMPARE(plot.focusProxy(), plot.canvas());
    QTest::keyClick(plot.canvas(), Qt::Key_Left);  // puts it on the point nearest to the middle, 250
    QCOMPARE(plot.readout(), QStringLiteral("step 200 · task 2, connect · loss 1.20"));
    QTest::keyClick(plot.canvas(), Qt::Key_Left, Qt::ControlModifier);  // a tenth of 500
    QCOMPARE(plot.readout(), QStringLiteral("step 150 · task 2 · loss 2.20"));
    QTest::keyClick(plot.canvas(), Qt::Key_Left);
    QCOMPARE(plot.readout(), QStringLiteral("step 140 · task 2 · loss 2.40"));
    QTest::keyClick(plot.canvas(), Qt::Key_Home);
    QCOMPARE(plot.readout(), QStringLiteral("step 10 · task 1 · loss 2.00"));
    QTest::keyClick(plot.canvas(), Qt::Key_Left);  // stops there
    QCOMPARE(plot.readout(), QStringLiteral("step 10 · task 1 · loss 2.00"));
    QTest::keyClick(plot.canvas(), Qt::Key_End);
    QCOMPARE(plot.readout(), QStringLiteral("step 200 · task 2, connect · loss 1.20"));
    for (int k = 0; k < 12; ++k)
        QTest::keyClick(plot.canvas(), Qt::Key_Plus);
    QVERIFY(!plot.followsData());
    QTest::keyClick(plot.canvas(), Qt::Key_Home);
    QVERIFY2(plot.shownX().lower <= 10.0 && plot.shownX().upper >= 10.0, "the view goes with the cursor");
    QTest::keyClick(plot.canvas(), Qt::Key_0);
    QVERIFY(plot.followsData());
}

void TestCurvePlot::keysGoFromCurveToCurve()
{
    widgets::SummaryPlot plot;
    engine::AccuracyMatrix matrix(3);
    matrix.set(1, 1, 0.9);
    matrix.set(2, 1, 0.5);
    matrix.set(2, 2, 0.8);
    plot.setMatrix(matrix);
    shown(plot);
    QTest::keyClick(plot.canvas(), Qt::Key_End);
    QCOMPARE(plot.readout(), QStringLiteral("after task 2 · average accuracy 65.0\u202f% · forgetting 40.0\u202f%"));
    QTest::keyClick(plot.canvas(), Qt::Key_Down);  // forgetting begins with the second task
    QTest::keyClick(plot.canvas(), Qt::Key_Home);
    QVERIFY(plot.readout().startsWith(QStringLiteral("after task 2")));
    QTest::keyClick(plot.canvas(), Qt::Key_Up);
    QTest::keyClick(plot.canvas(), Qt::Key_Home);
    QCOMPARE(plot.readout(), QStringLiteral("after task 1 · average accuracy 90.0\u202f%"));
}

/// A value is spoken because the focus moves to it: each is another object.
void TestCurvePlot::theFocusedPlotSpeaks()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    shown(plot);
    plot.activateWindow();
    plot.setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), plot.canvas());
    QAccessibleInterface* chart = QAccessible::queryAccessibleInterface(plot.canvas());
    QCOMPARE(chart->role(), QAccessible::Chart);
    QCOMPARE(chart->text(QAccessible::Name), QStringLiteral("Loss"));
    QVERIFY2(chart->text(QAccessible::Description).contains(QStringLiteral("Arrow keys")), "says how to go on");
    QCOMPARE(chart->childCount(), 0);
    QCOMPARE(timesSaid(*QAccessible::queryAccessibleInterface(&plot), QStringLiteral("Loss")), 1);
    QTest::keyClick(plot.canvas(), Qt::Key_Home);
    QCOMPARE(valueOfChart(*plot.canvas()), QStringLiteral("step 10 · task 1 · loss 2.00"));
    QCOMPARE(chart->focusChild(), chart->child(0));
    const QAccessible::Id first = QAccessible::uniqueId(chart->child(0));
    QTest::keyClick(plot.canvas(), Qt::Key_Right);
    QCOMPARE(valueOfChart(*plot.canvas()), QStringLiteral("step 20 · task 1 · loss 1.90"));
    QVERIFY2(QAccessible::uniqueId(chart->child(0)) != first, "the focus has moved");
    QVERIFY2(!QAccessible::accessibleInterface(first), "and the value before is gone");
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(plot.canvas(), &leave);
    QCOMPARE(chart->childCount(), 0);
}

void TestCurvePlot::showsItsDataAsATable()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 12));
    shown(plot);
    plot.activateWindow();
    plot.setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), plot.canvas());
    QTest::keyClick(plot.canvas(), Qt::Key_T, Qt::ControlModifier);
    auto* dialog = plot.findChild<widgets::DataTableDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    auto* view = dialog->findChild<QTableView*>();
    QTRY_COMPARE(QApplication::focusWidget(), view);
    QCOMPARE(view->accessibleName(), QStringLiteral("Loss: data"));
    const QAbstractItemModel& model = *view->model();
    QCOMPARE(model.rowCount(), 12);
    QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), QStringLiteral("Training loss (nats)"));
    QCOMPARE(model.index(11, 2).data().toString(), QStringLiteral("2.8"));
    plot.setSnapshot(twoTasks(2, 3));  // what the table shows stays
    QCOMPARE(model.index(11, 2).data().toString(), QStringLiteral("2.8"));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(model.index(0, 1)).center());
    QTest::keyClick(view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("task\n1\n1\n"));
    dialog->findChild<QPushButton*>(QStringLiteral("copyTsv"))->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("step\ttask\tloss\n10\t1\t2\n")));
    dialog->findChild<QPushButton*>(QStringLiteral("copyCsv"))->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("step,task,loss\n10,1,2\n")));
}

void TestCurvePlot::aLongTableIsGivenInPortions()
{
    widgets::DataTable table{
        .columns = {{"n", "n"}}, .rows = 25000, .cell = [](qsizetype row, std::size_t) { return QString::number(row); }};
    widgets::DataTableModel model(table);
    QCOMPARE(model.rowCount(), 10000);
    while (model.canFetchMore({}))
        model.fetchMore({});
    QCOMPARE(model.rowCount(), 25000);
    QCOMPARE(model.index(24999, 0).data().toString(), QStringLiteral("24999"));
    QCOMPARE(separated(widgets::writtenOut({{"a,b", {}}, {"c", {}}}, {{"say \"x\"", "1"}}), u','),
             QStringLiteral("\"a,b\",c\n\"say \"\"x\"\"\",1\n"));
}

void TestCurvePlot::wheelZoomsAndDoubleClickResets()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 10));
    shown(plot);
    QVERIFY(plot.followsData());
    turnWheel(*plot.canvas(), plot.canvasPoint(250.0, 1.0), 1);
    QVERIFY(!plot.followsData());
    QVERIFY(plot.shownX().upper - plot.shownX().lower < 499.0);
    QCOMPARE(plot.shownY(), (AxisSpan{0.0, 3.0}));
    turnWheel(*plot.canvas(), plot.canvasPoint(250.0, 1.0), 1, Qt::ShiftModifier);
    QVERIFY(plot.shownY().upper - plot.shownY().lower < 2.99);
    const AxisSpan zoomed = plot.shownX();
    plot.setSnapshot(twoTasks(1, 20));
    QCOMPARE(plot.shownX(), zoomed);  // stays where the user has put it
    QTest::mouseDClick(plot.canvas(), Qt::LeftButton, {}, plot.canvasPoint(250.0, 1.0));
    QVERIFY(plot.followsData());
    QCOMPARE(plot.shownX(), (AxisSpan{0.0, 500.0}));
    QCOMPARE(plot.shownY(), (AxisSpan{0.0, 4.0}));
}

void TestCurvePlot::dragNeverLeavesTheData()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    shown(plot);
    turnWheel(*plot.canvas(), plot.canvasPoint(10.0, 1.0), 2);
    const double width = plot.shownX().upper - plot.shownX().lower;
    const QPoint from = plot.canvas()->rect().center();
    QTest::mousePress(plot.canvas(), Qt::LeftButton, {}, from);
    for (int k = 1; k <= 5; ++k)
        QTest::mouseMove(plot.canvas(), from + QPoint(40 * k, 0));
    QTest::mouseRelease(plot.canvas(), Qt::LeftButton, {}, from + QPoint(200, 0));
    QVERIFY(std::abs(plot.shownX().lower) < 1e-9);
    QVERIFY(std::abs(plot.shownX().upper - plot.shownX().lower - width) < 1e-6);
    turnWheel(*plot.canvas(), from, -30);  // out again: the whole, and no more
    QVERIFY(std::abs(plot.shownX().upper - 500.0) < 1e-6 && std::abs(plot.shownX().lower) < 1e-6);
    QVERIFY(plot.followsData());
}

void TestCurvePlot::logScale()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    auto* action = plot.findChild<QAction*>(QStringLiteral("logScale"));
    QVERIFY(action && action->isCheckable() && !plot.isLogScale());
    action->trigger();
    QVERIFY(plot.isLogScale());
    QCOMPARE(plot.shownY(), (AxisSpan{1.0, 5.0}));  // from 1.1 to 3.0
    action->trigger();
    QCOMPARE(plot.shownY(), (AxisSpan{0.0, 4.0}));
}

void TestCurvePlot::copiesDataAndValue()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks(1, 12));
    shown(plot);
    plot.findChild<QAction*>(QStringLiteral("copyData"))->trigger();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 14);
    QCOMPARE(lines[0], QStringLiteral("step,task,loss"));
    QCOMPARE(lines[1], QStringLiteral("10,1,2"));
    QCOMPARE(lines[12], QStringLiteral("120,2,2.8"));
    QTest::mouseMove(plot.canvas(), plot.canvasPoint(50.0, 1.0));
    QTRY_VERIFY(!plot.readout().isEmpty());
    plot.findChild<QAction*>(QStringLiteral("copyValue"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("step 50 · task 1 · loss 1.60"));
}

void TestCurvePlot::writesFilesOrSaysWhyNot()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    shown(plot);
    QTemporaryDir folder;
    QSignalSpy problems(&plot, &LossPlot::problem);
    QVERIFY(plot.saveData(folder.filePath("loss.csv")));
    QFile csv(folder.filePath("loss.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(csv.readAll()), plot.csv());
    const auto startOf = [&folder](const char* name) {
        QFile file(folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.read(5) : QByteArray();
    };
    QVERIFY(plot.savePicture(folder.filePath("loss.pdf")));
    QCOMPARE(startOf("loss.pdf"), QByteArray("%PDF-"));
    QVERIFY(plot.savePicture(folder.filePath("loss.svg")));
    QCOMPARE(startOf("loss.svg"), QByteArray("<?xml"));
    QVERIFY(plot.savePicture(folder.filePath("loss.png")));
    const QImage picture(folder.filePath("loss.png"));
    QCOMPARE(picture.size(), 2 * plot.canvas()->size());
    QVERIFY(meanDifference(picture, plot.canvas()->grab().toImage()) < 3.0);
    QVERIFY(problems.isEmpty());
    QVERIFY(!plot.savePicture(folder.filePath("loss.doc")));
    QVERIFY(problems.takeFirst().first().toString().contains(QStringLiteral(".pdf, .svg or .png")));
    QVERIFY(!plot.saveData(folder.filePath("no-such-folder/loss.csv")));
    QVERIFY(!plot.saveData(folder.filePath("loss.h5")));  // would be a table under the name of something else
    QVERIFY(!QFile::exists(folder.filePath("loss.h5")));
    QVERIFY(problems.takeFirst().first().toString().contains(QStringLiteral("loss.csv")));
}

void TestCurvePlot::contextMenu()
{
    LossPlot plot;
    plot.setSnapshot(twoTasks());
    shown(plot);
    const QPoint at = plot.canvasPoint(80.0, 1.0);
    QTest::mouseMove(plot.canvas(), at);
    QTRY_VERIFY(!plot.readout().isEmpty());
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, plot.canvas()->mapToGlobal(at));
    QCoreApplication::sendEvent(plot.canvas(), &event);
    auto* menu = plot.findChild<QMenu*>();
    QVERIFY(menu && menu->isVisible());
    QStringList names;
    for (const QAction* action : menu->actions())
        if (!action->isSeparator())
            names << action->objectName();
    QCOMPARE(names, (QStringList{"copyValue", "showTable", "copyData", "saveData", "savePicture", "resetView", "logScale",
                                 "whatIsThis"}));
    QEvent leave(QEvent::Leave);  // the menu takes the mouse; the value is still the one it was opened on
    QCoreApplication::sendEvent(plot.canvas(), &leave);
    plot.findChild<QAction*>(QStringLiteral("copyValue"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("step 80 · task 1 · loss 1.30"));
    menu->close();
    QVERIFY(plot.definition().contains(QStringLiteral("Σ ln p(y | x)")));
}

void TestCurvePlot::niceLimits_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("limit");
    const auto row = [](double value, double limit) { QTest::addRow("%g", value) << value << limit; };
    row(1.0, 1.0);
    row(1.01, 1.5);
    row(2.3, 3.0);
    row(7.0, 8.0);
    row(8.5, 10.0);
    row(0.042, 0.05);
    row(130000.0, 150000.0);
    row(0.0, 1.0);
    row(-3.0, 1.0);
    row(std::numeric_limits<double>::quiet_NaN(), 1.0);
}

void TestCurvePlot::niceLimits()
{
    QFETCH(double, value);
    QTEST(widgets::niceAbove(value), "limit");
}

QTEST_MAIN(TestCurvePlot)
#include "tst_curve_plot.moc"
