#include "tests/widgets/measured_run.h"
#include "widgets/models/measure_model.h"
#include "widgets/run/measure_panel.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTextEdit>
#include <QTreeView>
#include <QtTest>

using namespace isthmus;
using widgets::MeasureModel;
using widgets::MeasurePanel;

class TestMeasurePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        widgets::applyTheme(*qApp, widgets::Scheme::Light);
        panel_ = std::make_unique<MeasurePanel>();
        panel_->resize(360, 500);
        panel_->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
        panel_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel_.get()));
    }

    void cleanup() { panel_.reset(); }

    void aSentenceStandsThereBeforeTheFirstTask()
    {
        QVERIFY(panel_->isEmpty());
        QVERIFY(!table().isVisible());
        panel_->setSnapshot(tests::measuredRun(0));
        QVERIFY(panel_->isEmpty());
        panel_->setSnapshot(tests::measuredRun(1));
        QVERIFY(!panel_->isEmpty());
        QVERIFY(table().isVisible());
        panel_->setSnapshot(nullptr);
        QVERIFY(panel_->isEmpty());
    }

    void aClickShowsFormulaAndSource()
    {
        panel_->setSnapshot(tests::measuredRun());
        QVERIFY(details().contains(QStringLiteral("Select a measure")));
        click("forgetting");
        QCOMPARE(details(), QStringLiteral("(1/(t\u22121)) \u03a3i<t ( maxi\u2264k<t a(k,i) \u2212 a(t,i) )\n"
                                           "Chaudhry et al. 2018; FACIL, Continuum"));
        click("weight_cosine");
        QVERIFY(
            details().startsWith(QStringLiteral("Undefined, because the run keeps one network, so there are none to compare.")));
    }

    void theSelectionOutlivesNewValues()
    {
        panel_->setSnapshot(tests::measuredRun(1));
        click("forgetting");
        QVERIFY(details().startsWith(QStringLiteral("Undefined, because there is no earlier task.")));
        panel_->setSnapshot(tests::measuredRun());
        QVERIFY(details().endsWith(QStringLiteral("FACIL, Continuum")));
        QVERIFY(!details().contains(QStringLiteral("Undefined")));
    }

    void theKeyboardReachesEverything()
    {
        panel_->setSnapshot(tests::measuredRun());
        if (!table().hasFocus())
            QTest::keyClick(panel_.get(), Qt::Key_Tab);
        QVERIFY(table().hasFocus());
        QTest::keyClick(&table(), Qt::Key_Home);
        QCOMPARE(selected(), QStringLiteral("average_accuracy"));
        QTest::keyClick(&table(), Qt::Key_Down);
        QCOMPARE(selected(), QStringLiteral("forgetting"));
        QVERIFY(details().contains(QStringLiteral("Chaudhry")));
        QTest::keyClick(&table(), Qt::Key_End);
        QCOMPARE(selected(), QStringLiteral("evaluation_seconds"));
        QTest::keyClick(&table(), Qt::Key_Home);
        QTest::keyClick(&table(), Qt::Key_Down);
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("25.0\u202f%"));
        QTest::keyClick(&table(), Qt::Key_Tab);  // on to the formula, which can be selected and copied
        QVERIFY(panel_->findChild<QTextEdit*>()->hasFocus());
        QTest::keyClick(panel_->findChild<QTextEdit*>(), Qt::Key_Tab);
        QVERIFY(!panel_->findChild<QTextEdit*>()->hasFocus());
    }

    void aRightClickOffersToCopy()
    {
        panel_->setSnapshot(tests::measuredRun());
        click("training_operations_vs_sgd");
        QStringList offered;
        for (const QAction* action : menuAt("training_operations_vs_sgd")->actions())
            offered += action->text();
        QCOMPARE(offered, (QStringList{QStringLiteral("Copy value"), QStringLiteral("Copy table as CSV")}));
        choose(QStringLiteral("Copy value"));
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("1.50\u202f\u00d7 SGD"));
        menuAt("training_operations_vs_sgd");
        choose(QStringLiteral("Copy table as CSV"));
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("\naverage_accuracy,Average accuracy,0.75,")));
        click("weight_cosine");
        QVERIFY(!panel_->findChild<QAction*>(QStringLiteral("copyValue"))->isEnabled());  // there is none
    }

    void aScreenReaderHearsValuesAndReasons()
    {
        panel_->setSnapshot(tests::measuredRun(1));
        QAccessibleInterface* screen = QAccessible::queryAccessibleInterface(&table());
        QCOMPARE(screen->text(QAccessible::Name), QStringLiteral("Measures"));
        const auto cell = [&](const char* id) { return screen->tableInterface()->cellAt(rowOf(id), MeasureModel::NumberColumn); };
        QCOMPARE(cell("average_accuracy")->text(QAccessible::Name), QStringLiteral("75.0\u202f%"));
        QCOMPARE(cell("forgetting")->text(QAccessible::Name), QStringLiteral("undefined"));
        QCOMPARE(cell("forgetting")->text(QAccessible::Description),
                 QStringLiteral("Undefined, because there is no earlier task."));
    }

    void nothingMovesWhenValuesCome()
    {
        panel_->setSnapshot(tests::measuredRun(1));
        QCoreApplication::processEvents();
        const auto places = [this] {
            QList<QRect> rects{table().geometry(), panel_->findChild<QTextEdit*>()->geometry()};
            for (int column = 0; column < MeasureModel::columns; ++column)
                rects += table().visualRect(table().model()->index(0, column));
            return rects;
        };
        const QList<QRect> before = places();
        panel_->setSnapshot(tests::measuredRun());
        QCoreApplication::processEvents();
        QCOMPARE(places(), before);
    }

    void itFollowsTheScheme()
    {
        panel_->setSnapshot(tests::measuredRun());
        const auto background = [this] { return panel_->grab().toImage().pixelColor(4, panel_->height() - 4); };
        const auto tableGround = [this] { return table().viewport()->grab().toImage().pixelColor(2, 2); };
        QCOMPARE(background(), widgets::color(widgets::Role::Panel));
        widgets::applyTheme(*qApp, widgets::Scheme::Dark);
        QCoreApplication::processEvents();
        QVERIFY(background().lightness() < 64);
        QCOMPARE(background(), widgets::color(widgets::Role::Panel));
        QCOMPARE(tableGround(), widgets::color(widgets::Role::Panel));
        QVERIFY(panel_->findChild<QTextEdit*>()->toHtml().contains(widgets::color(widgets::Role::Muted).name()));
    }

private:
    QTreeView& table() const { return *panel_->findChild<QTreeView*>(); }
    QString details() const { return panel_->findChild<QTextEdit*>()->toPlainText(); }

    int rowOf(const char* id) const
    {
        const auto& model = *qobject_cast<MeasureModel*>(table().model());
        for (int row = 0; row < model.rowCount(); ++row) {
            if (std::string_view(model.measure(row).id) == id)
                return row;
        }
        return -1;
    }

    QPoint cellOf(const char* id) const
    {
        const QModelIndex index = table().model()->index(rowOf(id), 0);
        table().scrollTo(index);
        return table().visualRect(index).center();
    }

    void click(const char* id) const { QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, cellOf(id)); }

    QString selected() const
    {
        const QModelIndexList rows = table().selectionModel()->selectedRows();
        return rows.size() == 1 ? QString::fromUtf8(qobject_cast<MeasureModel*>(table().model())->measure(rows[0].row()).id)
                                : QString();
    }

    QMenu* menuAt(const char* id) const
    {
        const QPoint place = cellOf(id);
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, table().viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(table().viewport(), &event);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }

    static void choose(const QString& text)
    {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        for (QAction* action : menu->actions()) {
            if (action->text() == text)
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        }
        QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
    }

    std::unique_ptr<MeasurePanel> panel_;
};

QTEST_MAIN(TestMeasurePanel)
#include "tst_measure_panel.moc"
