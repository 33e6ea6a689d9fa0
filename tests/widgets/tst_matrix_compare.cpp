#include "tests/widgets/compared_sets.h"
#include "widgets/compare/matrix_compare.h"
#include "widgets/theme/theme.h"

#include <QLineEdit>
#include <QtTest>
#include <QVBoxLayout>

using namespace isthmus;
using widgets::MatrixCompare;

class TestMatrixCompare final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::Scheme::Light); }

    void showsTheMeanOfEachSetAndADifference()
    {
        MatrixCompare plot;
        QVERIFY(plot.isEmpty());
        plot.resize(1300, 380);
        plot.setSets(tests::threeSets());
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QCOMPARE(plot.matrixCount(), 3);
        QVERIFY(plot.showsDifference());
        QCOMPARE(plot.cellText(0, 2, 1), QStringLiteral("55.0"));
        QCOMPARE(plot.cellText(1, 2, 1), QStringLiteral("80.0"));
        QCOMPARE(plot.cellText(3, 2, 1), QStringLiteral("\u221225.0"));
        QVERIFY(plot.cellText(2, 2, 1).isEmpty());
        plot.setDifference(1, 0);
        QCOMPARE(plot.cellText(3, 2, 1), QStringLiteral("+25.0"));
        plot.setDifference(1, 1);
        QVERIFY(!plot.showsDifference());
        plot.setSets(nullptr);
        QVERIFY(plot.isEmpty());
    }

    void theCellUnderTheMouseIsReadInAllSets()
    {
        MatrixCompare plot;
        plot.resize(1300, 380);
        plot.setSets(tests::threeSets());
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QWidget* matrix = plot.canvas()->childAt(plot.cellRect(1, 1, 1).center());
        QVERIFY(matrix);
        QTest::mouseMove(matrix, plot.cellRect(1, 1, 1).center() - matrix->pos());
        QTRY_COMPARE(plot.readout(),
                     QStringLiteral("after task 1, on task 1: sgd 85.0\u202f% · ewc 90.0\u202f% · er 90.0\u202f%"));
        QSignalSpy picked(&plot, &MatrixCompare::picked);
        QTest::mouseClick(matrix, Qt::LeftButton, {}, plot.cellRect(1, 1, 1).center() - matrix->pos());
        QCOMPARE(picked.takeFirst(), QVariantList{1});
        matrix->setFocus();
        QTest::keyClick(matrix, Qt::Key_Down);
        QCOMPARE(plot.readout(), QStringLiteral("after task 2, on task 1: sgd 55.0\u202f% · ewc 80.0\u202f%"));
    }

    void dataHoldTheDifferenceToo()
    {
        MatrixCompare plot;
        plot.setSets(tests::threeSets());
        const QStringList lines = plot.csv().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1 + 6 + 6 + 1 + 6);
        QCOMPARE(lines[0], QStringLiteral("set,after_task,on_task,accuracy"));
        QVERIFY(lines.last().startsWith(QStringLiteral("sgd − ewc,3,3,-0.35")));
    }

    void tabWalksThroughTheMatricesAndTheFocusIsSeen()
    {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto *before = new QLineEdit, *after = new QLineEdit;
        auto* plot = new MatrixCompare;
        for (QWidget* each : {static_cast<QWidget*>(before), static_cast<QWidget*>(plot), static_cast<QWidget*>(after)})
            column->addWidget(each);
        window.resize(1300, 480);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        plot->setSets(tests::threeSets());  // the matrices are made later than the fields
        before->setFocus();
        for (int matrix = 0; matrix < 4; ++matrix) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QWidget* const at = QApplication::focusWidget();
            QVERIFY2(plot->isAncestorOf(at), qPrintable(QString::number(matrix)));
            QCOMPARE(at->grab().toImage().pixelColor(at->width() / 2, 0), widgets::color(widgets::Role::Accent));
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), after);
    }
};

QTEST_MAIN(TestMatrixCompare)
#include "tst_matrix_compare.moc"
