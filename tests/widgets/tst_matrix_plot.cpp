#include "tests/support/spoken.h"
#include "tests/widgets/matrix_run.h"
#include "widgets/plots/matrix_plot.h"
#include "widgets/theme/task_colors.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QtTest>
#include <QVBoxLayout>

using namespace isthmus;
using widgets::MatrixPlot;

namespace {

/// a(t, i) = 1 - 0.1 (t - i) - 0.01 i for the first `rows` of `tasks`.
engine::AccuracyMatrix matrixOf(int tasks, int rows)
{
    engine::AccuracyMatrix matrix(tasks);
    for (int t = 1; t <= rows; ++t)
        for (int i = 1; i <= t; ++i)
            matrix.set(t, i, 1.0 - 0.1 * (t - i) - 0.01 * i);
    return matrix;
}

void show(QWidget& widget, const QSize& size)
{
    widget.resize(size);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

const QString percent = QStringLiteral("\u202f%");

}  // namespace

class TestMatrixPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyUntilTheFirstRow();
    void theTabKeyPassesAnEmptyOne();
    void writesValuesIntoCells();
    void coloursCellsByValue();
    void roundsWhereTheMatrixIsLarge();
    void hidesNumbersInSmallCells();
    void mouseReadsTheCell();
    void clickSelectsTheColumn();
    void arrowKeysMoveTheCursor();
    void copiesData();
};

void TestMatrixPlot::emptyUntilTheFirstRow()
{
    MatrixPlot plot;
    QVERIFY(plot.isEmpty());
    plot.setMatrix(matrixOf(4, 0));
    QVERIFY(plot.isEmpty());
    plot.setSnapshot(tests::snapshotOf(matrixOf(4, 2)));
    QVERIFY(!plot.isEmpty());
    QCOMPARE(plot.pointCount(), 3);
    QCOMPARE(plot.shownValues(1), (QVector<double>{99.0, 89.0}));
    plot.setSnapshot(nullptr);
    QVERIFY(plot.isEmpty());
}

void TestMatrixPlot::theTabKeyPassesAnEmptyOne()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* before = new QPushButton;
    auto* plot = new MatrixPlot;
    auto* after = new QPushButton;
    for (QWidget* each : {static_cast<QWidget*>(before), static_cast<QWidget*>(plot), static_cast<QWidget*>(after)})
        column->addWidget(each);
    show(window, {400, 400});
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    before->setFocus();
    QTest::keyClick(before, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), after);
    plot->setMatrix(matrixOf(4, 2));
    before->setFocus();
    QTest::keyClick(before, Qt::Key_Tab);
    QVERIFY(plot->isAncestorOf(QApplication::focusWidget()));
}

void TestMatrixPlot::writesValuesIntoCells()
{
    MatrixPlot plot;
    plot.setMatrix(matrixOf(4, 3));
    show(plot, {520, 400});
    QCOMPARE(plot.cellText(1, 1), QStringLiteral("99.0"));
    QCOMPARE(plot.cellText(3, 1), QStringLiteral("79.0"));
    QVERIFY(plot.cellText(1, 2).isEmpty());
    QVERIFY(plot.cellText(4, 1).isEmpty());
}

void TestMatrixPlot::coloursCellsByValue()
{
    MatrixPlot plot;
    plot.setMatrix(matrixOf(4, 3));
    show(plot, {520, 400});
    const QImage picture = plot.canvas()->grab().toImage();
    const qreal ratio = picture.devicePixelRatio();
    const auto colourOf = [&](int t, int i) {
        return picture.pixelColor(((plot.cellRect(t, i).topLeft() + QPoint(3, 3)) * ratio));
    };
    QCOMPARE(colourOf(3, 1).rgb(), widgets::sequentialColor(0.79).rgb());
    QCOMPARE(colourOf(2, 2).rgb(), widgets::sequentialColor(0.98).rgb());
    QVERIFY(colourOf(1, 3).rgb() != widgets::sequentialColor(0.0).rgb());  // unknown is not zero
}

void TestMatrixPlot::roundsWhereTheMatrixIsLarge()
{
    MatrixPlot plot;
    plot.setMatrix(matrixOf(11, 2));
    show(plot, {900, 600});
    QCOMPARE(plot.cellText(2, 1), QStringLiteral("89"));
}

void TestMatrixPlot::hidesNumbersInSmallCells()
{
    MatrixPlot plot;
    plot.setMatrix(matrixOf(20, 20));
    show(plot, {300, 260});
    QVERIFY(plot.cellRect(1, 1).width() < 22);
    QVERIFY(plot.cellText(2, 1).isEmpty());
    QTest::mouseMove(plot.canvas(), plot.cellRect(3, 1).center());
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 3, on task 1: 79.0") + percent);
}

void TestMatrixPlot::mouseReadsTheCell()
{
    MatrixPlot plot;
    plot.setMatrix(matrixOf(4, 3));
    show(plot, {520, 400});
    QTest::mouseMove(plot.canvas(), plot.cellRect(3, 2).center());
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 3, on task 2: 88.0") + percent);
    QTest::mouseMove(plot.canvas(), plot.cellRect(1, 4).center());
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 1, on task 4: not measured"));
    QTest::mouseMove(plot.canvas(), QPoint(2, 2));
    QTRY_VERIFY(plot.readout().isEmpty());
    // The value under a resting mouse changes with the data.
    QTest::mouseMove(plot.canvas(), plot.cellRect(4, 1).center());
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 4, on task 1: not measured"));
    plot.setMatrix(matrixOf(4, 4));
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 4, on task 1: 69.0") + percent);
}

void TestMatrixPlot::clickSelectsTheColumn()
{
    MatrixPlot plot;
    plot.setMatrix(matrixOf(4, 3));
    show(plot, {520, 400});
    QSignalSpy selected(&plot, &MatrixPlot::taskSelected);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.cellRect(3, 2).center());
    QCOMPARE(selected.takeFirst(), QVariantList{2});
    QCOMPARE(plot.selectedTask(), 2);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.cellRect(1, 2).center());
    QCOMPARE(selected.takeFirst(), QVariantList{0});
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, QPoint(2, 2));
    QVERIFY(selected.isEmpty());
    plot.setSelectedTask(3);
    QVERIFY(selected.isEmpty());
}

void TestMatrixPlot::arrowKeysMoveTheCursor()
{
    MatrixPlot plot;
    plot.setMatrix(matrixOf(4, 3));
    show(plot, {520, 400});
    QCOMPARE(plot.focusProxy(), plot.canvas());
    QTest::keyClick(plot.canvas(), Qt::Key_Down);
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 1, on task 1: 99.0") + percent);
    QTest::keyClick(plot.canvas(), Qt::Key_Down);
    QTest::keyClick(plot.canvas(), Qt::Key_Right);
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 2, on task 2: 98.0") + percent);
    QCOMPARE(valueOfChart(*plot.canvas()), plot.readout());
    QTest::keyClick(plot.canvas(), Qt::Key_Up);
    QTest::keyClick(plot.canvas(), Qt::Key_Up);  // stops at the edge
    QTRY_COMPARE(plot.readout(), QStringLiteral("after task 1, on task 2: not measured"));
    QSignalSpy selected(&plot, &MatrixPlot::taskSelected);
    QTest::keyClick(plot.canvas(), Qt::Key_Return);
    QCOMPARE(selected.takeFirst(), QVariantList{2});
    QTest::keyClick(plot.canvas(), Qt::Key_End);
    QCOMPARE(plot.readout(), QStringLiteral("after task 1, on task 4: not measured"));
    QTest::keyClick(plot.canvas(), Qt::Key_Home);
    QCOMPARE(plot.readout(), QStringLiteral("after task 1, on task 1: 99.0") + percent);
    plot.activateWindow();
    plot.setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), plot.canvas());
    QTest::keyClick(plot.canvas(), Qt::Key_Down);
    QCOMPARE(valueOfChart(*plot.canvas()), plot.readout());
}

void TestMatrixPlot::copiesData()
{
    engine::AccuracyMatrix matrix(3);
    matrix.set(1, 1, 0.9);
    matrix.set(2, 1, 0.25);
    matrix.set(2, 2, 0.125);
    MatrixPlot plot;
    plot.setMatrix(matrix);
    plot.findChild<QAction*>(QStringLiteral("copyData"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("after_task,task_1,task_2,task_3\n1,0.9,,\n2,0.25,0.125,\n3,,,\n"));
}

QTEST_MAIN(TestMatrixPlot)
#include "tst_matrix_plot.moc"
