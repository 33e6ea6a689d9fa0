#include "engine/results/text_table.h"
#include "tests/widgets/compared_sets.h"
#include "widgets/compare/choice_row.h"
#include "widgets/compare/results_table.h"
#include "widgets/compare/set_chips.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QStyleOptionComboBox>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

using namespace isthmus;
using widgets::ResultsTable;

class TestResultsTable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::Scheme::Light); }

    void theBestOfEachColumnIsBold()
    {
        ResultsTable table;
        QVERIFY(table.isEmpty());
        table.setSets(tests::threeSets());
        QCOMPARE(table.cellText(0, 0), QStringLiteral("sgd"));
        QCOMPARE(table.cellText(0, 1), QStringLiteral("2"));
        QCOMPARE(table.cellText(0, 2), QStringLiteral("35.0 ± 7.1"));
        QCOMPARE(table.cellText(1, 2), QStringLiteral("70.0"));
        QCOMPARE(table.cellText(2, 2), QStringLiteral("–"));  // has not learned all its tasks
        QVERIFY(table.isBest(1, 2));
        QVERIFY(!table.isBest(0, 2));
        QVERIFY(table.isBest(1, 3));  // less forgetting
        QVERIFY(table.isBest(0, 5));  // fewer operations
        QVERIFY(!table.isBest(1, 5));
        QVERIFY(table.note().contains(QStringLiteral("sample standard deviation")));
    }

    void whatReadsTheSameIsBestTogether()
    {
        ResultsTable table;
        table.setSets(std::make_shared<const std::vector<engine::RunSet>>(
            engine::setsOf({tests::handMade({.method = "a", .accuracies = {0.5, 0.5, 0.70001}}),
                            tests::handMade({.method = "b", .accuracies = {0.5, 0.5, 0.70002}})},
                           {})));
        QVERIFY(table.isBest(0, 2));
        QVERIFY(table.isBest(1, 2));
        table.setSets(std::make_shared<const std::vector<engine::RunSet>>(
            engine::setsOf({tests::handMade({.method = "a", .accuracies = {0.5, 0.5, 0.7}})}, {})));
        QVERIFY2(!table.isBest(0, 2), "one set alone is not the best");
    }

    void copiesItselfInThreeForms()
    {
        ResultsTable table;
        table.setMeasures({engine::findMeasure("average_accuracy")});
        table.setSets(tests::threeSets());
        table.findChild<QAction*>(QStringLiteral("copyMarkdown"))->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("| ewc | 1 | **70.0** |")));
        table.findChild<QAction*>(QStringLiteral("copyLatex"))->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("ewc & 1 & \\textbf{70.0} \\\\")));
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("35.0 $\\pm$ 7.1")));
        QVERIFY(table.csv().startsWith(QStringLiteral("set,runs,average_accuracy,average_accuracy_sd,average_accuracy_n\n")));
        QVERIFY(table.csv().contains(QStringLiteral("er,1,,,0")));
    }

    void negativeNumbersHaveAMinusInLatex()
    {
        engine::TextTable table{.heads = {"Run", "Forgetting", "Seeds"},
                                .rows = {{"task-2", "-0.3 ± 0.1", "1e-3"}, {"- 1", "5 -0.25", "1-2"}},
                                .textColumns = 1,
                                .bold = {{0, 1}}};
        const QString tex = QString::fromStdString(engine::latex(table));
        QVERIFY2(tex.contains(QStringLiteral("task-2 & \\textbf{$-$0.3 $\\pm$ 0.1} & 1e-3 ")), qPrintable(tex));
        QVERIFY2(tex.contains(QStringLiteral("- 1 & 5 $-$0.25 & 1-2 ")), qPrintable(tex));
    }

    void whatARowSaysIsNotCut()
    {
        widgets::ChoiceRow row;
        row.add(QStringLiteral("Show"), "value",
                {{QStringLiteral("Accuracy"), 0}, {QStringLiteral("Of many words, not chosen"), 1}});
        row.add(QStringLiteral("against"), "cost", {{QStringLiteral("Steps"), 0}, {QStringLiteral("Training operations"), 1}});
        row.setValue("cost", 1);
        row.resize(row.minimumSizeHint());
        row.show();
        QVERIFY(QTest::qWaitForWindowExposed(&row));
        for (const auto* box : row.findChildren<QComboBox*>()) {
            QStyleOptionComboBox option;
            option.initFrom(box);
            option.editable = false;
            const QRect text = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
            QVERIFY2(text.width() >= box->fontMetrics().horizontalAdvance(box->currentText()), qPrintable(box->currentText()));
        }
    }

    void measuresAreChosenInTheMenu()
    {
        ResultsTable table;
        table.setSets(tests::threeSets());
        const auto before = table.measures().size();
        table.findChild<QAction*>(QStringLiteral("backward_transfer"))->trigger();
        QCOMPARE(table.measures().size(), before + 1);
        table.findChild<QAction*>(QStringLiteral("backward_transfer"))->trigger();
        QCOMPARE(table.measures().size(), before);
    }

    void aRowSelectsItsSet()
    {
        ResultsTable table;
        table.setSets(tests::threeSets());
        table.resize(700, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        auto* view = table.findChild<QTableView*>();
        QSignalSpy picked(&table, &ResultsTable::picked);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(1, 2)).center());
        QCOMPARE(picked.takeFirst(), QVariantList{1});
        table.setSelectedSet(0);
        QVERIFY2(picked.isEmpty(), "only the user's selections are told");
        QCOMPARE(view->currentIndex().row(), 0);
    }

    void chipsNameSelectAndRemoveSets()
    {
        widgets::SetChips chips;
        chips.setSets(tests::threeSets());
        chips.resize(600, 60);
        chips.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chips));
        QSignalSpy picked(&chips, &widgets::SetChips::picked);
        QSignalSpy removed(&chips, &widgets::SetChips::removed);
        QList<QAbstractButton*> names;
        for (QAbstractButton* button : chips.findChildren<QAbstractButton*>())
            if (button->isCheckable())
                names << button;
        QCOMPARE(names.size(), 3);
        QCOMPARE(names[0]->text(), QStringLiteral("sgd, n = 2"));
        QTest::mouseClick(names[1], Qt::LeftButton);
        QCOMPARE(picked.takeFirst(), QVariantList{1});
        QTest::mouseClick(names[1], Qt::LeftButton);
        QCOMPARE(picked.takeFirst(), QVariantList{-1});
        QTest::mouseClick(chips.findChildren<QToolButton*>()[2], Qt::LeftButton);
        QCOMPARE(removed.takeFirst(), QVariantList{2});
    }
};

QTEST_MAIN(TestResultsTable)
#include "tst_results_table.moc"
