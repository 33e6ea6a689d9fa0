#include "engine/results/record_values.h"
#include "tests/support/run_records.h"
#include "widgets/library/grouped_runs.h"
#include "widgets/library/library_panel.h"
#include "widgets/library/notes_dialog.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

#include <cmath>

using namespace isthmus;
using widgets::LibraryPanel;

class TestLibraryPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        widgets::applyTheme(*qApp, widgets::Scheme::Light);
        panel_ = std::make_unique<LibraryPanel>();
        panel_->resize(900, 500);
        panel_->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
        panel_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel_.get()));
    }

    void cleanup() { panel_.reset(); }

    void withoutRunsItSaysWhereTheyAreLookedFor()
    {
        const auto* empty = panel_->findChild<QLabel*>(QStringLiteral("no-runs"));
        QVERIFY(empty->isVisible() && empty->text().contains(QStringLiteral("Looking")));
        panel_->setRuns({}, QStringLiteral("/data/runs"));
        QVERIFY(empty->isVisible() && empty->text().contains(QStringLiteral("/data/runs")));
        QSignalSpy asked(panel_.get(), &LibraryPanel::folderChoiceRequested);
        QTest::mouseClick(panel_->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        show(six());
        QVERIFY(!empty->isVisible() && table().isVisible());
        QTest::keyClicks(filter(), "nothing-like-this");
        QVERIFY(empty->isVisible() && empty->text().contains(QStringLiteral("6")));
    }

    void typingFilters()
    {
        show(six());
        QTest::keyClicks(filter(), "sgd seed>1");
        QCOMPARE(names(), (QStringList{QStringLiteral("rotated-sgd"), QStringLiteral("rotated-sgd")}));
        filter()->clear();
        QCOMPARE(names().size(), 6);
        QTest::keyClicks(filter(), "method.kind=ewc");
        QCOMPARE(names().size(), 3);
        QVERIFY(problem().isEmpty());
        filter()->clear();
        QTest::keyClicks(filter(), "strengt=1");
        QVERIFY(problem().startsWith(QStringLiteral("No run has an option or measure")));
        QCOMPARE(names().size(), 6);  // nothing is hidden
        filter()->clear();
        QVERIFY(problem().isEmpty());
    }

    /// A condition on an option makes sense as soon as a run has it.
    void aFilterWaitsForItsOption()
    {
        show(tests::records({tests::runRecord("sgd", 1, 0.1, 0.9)}));
        QTest::keyClicks(filter(), "method.strength=5");
        QVERIFY(!problem().isEmpty());
        engine::RunRecord other = tests::runRecord("ewc", 1, 0.1, 0.9);
        other.options.emplace_back("method.strength", "5");
        show(tests::records({tests::runRecord("sgd", 1, 0.1, 0.9), other}));
        QVERIFY(problem().isEmpty());
        QCOMPARE(names(), QStringList{QStringLiteral("rotated-ewc")});
    }

    void aClickOnAHeadSorts()
    {
        show(six());
        clickHead("average_accuracy");
        const QStringList ascending = column("average_accuracy");
        clickHead("average_accuracy");
        const QStringList descending = column("average_accuracy");
        QCOMPARE(ascending.first(), QStringLiteral("42.0"));
        QCOMPARE(ascending.last(), QStringLiteral("\u2013"));  // undefined: at the end either way
        QCOMPARE(descending.first(), QStringLiteral("82.0"));
        QCOMPARE(descending.last(), QStringLiteral("\u2013"));
    }

    void theMenuSorts()
    {
        show(six());
        const auto choose = [this](const QString& words) {
            Q_EMIT table().customContextMenuRequested({5, 5});
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            for (QAction* action : menu->findChildren<QAction*>())
                if (action->text() == words)
                    action->trigger();
            menu->close();
        };
        const QString name = table().model()->headerData(sectionOf("average_accuracy"), Qt::Horizontal).toString().simplified();
        choose(name);
        QCOMPARE(column("average_accuracy").first(), QStringLiteral("42.0"));
        choose(name + QStringLiteral(", ascending"));
        QCOMPARE(column("average_accuracy").first(), QStringLiteral("82.0"));
    }

    /// Every number of a group's row against sums written out.
    void groupsShowMeanAndBand()
    {
        show(six());
        choose("run-groups", QStringLiteral("Same but for the seed"));
        const QAbstractItemModel& rows = *table().model();
        QCOMPARE(rows.rowCount(), 2);
        const QModelIndex sgd = rowCalled(QStringLiteral("rotated-sgd"));
        QCOMPARE(cell(sgd, "seed"), QStringLiteral("n = 3"));
        QCOMPARE(rows.rowCount(sgd), 3);
        const double a = 82.0, b = 72.0, c = 62.0, mean = (a + b + c) / 3;
        const double deviation = std::sqrt(((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2);
        QCOMPARE(cell(sgd, "average_accuracy"),
                 QStringLiteral("%1 ± %2").arg(QString::number(mean, 'f', 1), QString::number(deviation, 'f', 1)));
        const QModelIndex ewc = rowCalled(QStringLiteral("rotated-ewc"));
        QCOMPARE(cell(ewc, "seed"), QStringLiteral("n = 2 of 3"));  // one has learned nothing yet
        QCOMPARE(cell(ewc, "average_accuracy"), QStringLiteral("47.0 ± 7.1"));
        QCOMPARE(cell(ewc, "state"), QStringLiteral("2 done, 1 lost"));
        QCOMPARE(cell(sgd, "state"), QStringLiteral("done"));

        panel_->findChild<QComboBox*>()->setFocus();
        QTest::keyClick(panel_->findChild<QComboBox*>(), Qt::Key_Down);  // Best
        QCOMPARE(cell(rowCalled(QStringLiteral("rotated-sgd")), "average_accuracy"), QStringLiteral("80.0 ± 10.0"));
        QVERIFY(head("average_accuracy").contains(QStringLiteral("%, best")));
        QTest::keyClick(panel_->findChild<QComboBox*>(), Qt::Key_Down);  // Worst
        QVERIFY(head("forgetting").contains(QStringLiteral("%, worst")));

        choose("run-groups", QStringLiteral("seed"));  // and by the seed alone
        QCOMPARE(table().model()->rowCount(), 3);
        choose("run-groups", QStringLiteral("No groups"));
        QCOMPARE(table().model()->rowCount(), 6);
    }

    void columnsAreByChoice()
    {
        show(six());
        QVERIFY(!heads().contains(QStringLiteral("training.learning_rate")));
        QMenu* menu = opened("run-columns");
        QMenu* options = nullptr;
        for (QAction* action : menu->actions())
            if (action->text() == QStringLiteral("&Options"))
                options = action->menu();
        QAction* rate = nullptr;
        for (QAction* section : options->actions())
            for (QAction* action : section->menu()->actions())
                if (action->text() == QStringLiteral("training.learning_rate"))
                    rate = action;
        QVERIFY(rate != nullptr);
        menu->close();
        rate->trigger();
        QVERIFY(heads().contains(QStringLiteral("training.learning_rate")));
        QCOMPARE(column("training.learning_rate").first(), QStringLiteral("0.1"));
        const QByteArray state = panel_->saveState();
        LibraryPanel other;
        other.restoreState(state);
        QCOMPARE(headsOf(other), heads());
        other.restoreState("nonsense");
        QCOMPARE(headsOf(other), heads());
    }

    void theSelectionIsTold()
    {
        show(six());
        QSignalSpy told(panel_.get(), &LibraryPanel::selectionChanged);
        click(table().model()->index(0, 0));
        click(table().model()->index(2, 0), Qt::ControlModifier);
        QCOMPARE(told.count(), 2);
        QCOMPARE(told.last().first().toStringList().size(), 2);
        const QStringList before = panel_->selectedFolders();
        show(six());  // looked at again: other records, the same runs
        QCOMPARE(panel_->selectedFolders(), before);
        QCOMPARE(told.count(), 2);
        choose("run-groups", QStringLiteral("Same but for the seed"));
        click(rowCalled(QStringLiteral("rotated-ewc")));
        QCOMPARE(panel_->selectedFolders().size(), 3);  // a group is its runs
        engine::RunRecords fewer = six();
        std::erase_if(fewer, [](const auto& run) { return run->method == "ewc" && run->seed == 3; });
        show(fewer);
        QCOMPARE(panel_->selectedFolders().size(), 2);
    }

    void aRunThatGoesOnChangesItsRowAlone()
    {
        engine::RunRecords runs = six();
        show(runs);
        table().verticalScrollBar()->setValue(0);
        QSignalSpy resets(table().model(), &QAbstractItemModel::modelReset);
        engine::RunRecord more = *runs.front();
        more.learned = 5;
        more.tags = {"new"};
        runs.front() = std::make_shared<const engine::RunRecord>(more);
        show(runs);
        QCOMPARE(resets.count(), 0);
        QVERIFY(column("tags").contains(QStringLiteral("new")));
    }

    void theKeyboardDoesEverything()
    {
        show(six());
        filter()->setFocus();
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(table().hasFocus());
        QSignalSpy opened(panel_.get(), &LibraryPanel::openRequested);
        QSignalSpy trash(panel_.get(), &LibraryPanel::trashRequested);
        QTest::keyClick(&table(), Qt::Key_Home);
        QTest::keyClick(&table(), Qt::Key_Down, Qt::ShiftModifier);
        const QStringList two = panel_->selectedFolders();
        QCOMPARE(two.size(), 2);
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), two.join(u'\n'));
        QTest::keyClick(&table(), Qt::Key_Delete);
        QCOMPARE(trash.count(), 1);
        QCOMPARE(trash.first().first().toStringList(), two);
        QTest::keyClick(&table(), Qt::Key_Home);
        QTest::keyClick(&table(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toString(), two.first());
    }

    void tabBringsARunToWorkOn()
    {
        show(six());
        filter()->setFocus();
        QVERIFY(panel_->selectedFolders().isEmpty());
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(table().hasFocus());
        QCOMPARE(panel_->selectedFolders().size(), 1);
    }

    void tagsAndANoteAreEdited()
    {
        show(six());
        click(table().model()->index(0, 0));
        QSignalSpy edited(panel_.get(), &LibraryPanel::notesEdited);
        QTest::keyClick(&table(), Qt::Key_F2);
        auto* dialog = panel_->findChild<widgets::NotesDialog*>();
        QVERIFY(dialog != nullptr && QTest::qWaitForWindowActive(dialog));
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), "paper, figure 2 , paper");
        QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), "best so far");
        QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited.first().at(0).toString(), panel_->selectedFolders().first());
        QCOMPARE(edited.first().at(1).toStringList(), (QStringList{QStringLiteral("paper"), QStringLiteral("figure 2")}));
        QCOMPARE(edited.first().at(2).toString(), QStringLiteral("best so far"));
    }

    void aRightClickOffersWhatCanBeDone()
    {
        show(six());
        const auto action = [this](const char* name) { return panel_->findChild<QAction*>(QLatin1String(name)); };
        click(rowCalled(QStringLiteral("rotated-sgd")));
        QVERIFY(action("open")->isEnabled() && !action("resume")->isEnabled());  // it is done
        QTest::keyClicks(filter(), "state=lost");
        click(table().model()->index(0, 0));
        QVERIFY(action("resume")->isEnabled());
        QSignalSpy resumed(panel_.get(), &LibraryPanel::resumeRequested);
        Q_EMIT table().customContextMenuRequested(table().visualRect(table().model()->index(0, 0)).center());
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action("resume")).center());
        QCOMPARE(resumed.count(), 1);
    }

    void aScreenReaderHearsStatesAndUndefinedMeasures()
    {
        show(six());
        QAccessibleInterface* screen = QAccessible::queryAccessibleInterface(&table());
        QCOMPARE(screen->text(QAccessible::Name), QStringLiteral("Runs"));
        QTest::keyClicks(filter(), "state=lost");
        QCOMPARE(table().model()->index(0, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("rotated-ewc, lost"));
        QCOMPARE(table().model()->index(0, sectionOf("average_accuracy")).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("undefined"));
        for (QWidget* control : panel_->findChildren<QWidget*>())
            if (control->focusPolicy() & Qt::TabFocus && control->isVisible() && control->parentWidget() != &table())
                QVERIFY2(!QAccessible::queryAccessibleInterface(control)->text(QAccessible::Name).isEmpty(),
                         control->metaObject()->className());
    }

private:
    static engine::RunRecords six()
    {
        return tests::records({tests::runRecord("sgd", 1, 0.1, 0.9), tests::runRecord("sgd", 2, 0.1, 0.8),
                               tests::runRecord("sgd", 3, 0.1, 0.7), tests::runRecord("ewc", 1, 0.1, 0.6),
                               tests::runRecord("ewc", 2, 0.1, 0.5), tests::runRecord("ewc", 3, 0.1, 0.4, 0)});
    }

    void show(const engine::RunRecords& runs) { panel_->setRuns(runs, QStringLiteral("/runs")); }
    QTreeView& table() const { return *panel_->findChild<QTreeView*>(); }
    QLineEdit* filter() const { return panel_->findChild<QLineEdit*>(QStringLiteral("run-filter")); }
    QString problem() const { return panel_->findChild<QLabel*>(QStringLiteral("problem"))->text(); }

    QStringList names() const { return column("name"); }
    static QStringList headsOf(const LibraryPanel& panel) { return panel.findChild<widgets::RunTableModel*>()->columns(); }
    QStringList heads() const { return headsOf(*panel_); }
    int sectionOf(const char* id) const { return static_cast<int>(heads().indexOf(QLatin1String(id))); }
    QString head(const char* id) const { return table().model()->headerData(sectionOf(id), Qt::Horizontal).toString(); }
    QStringList column(const char* id) const
    {
        QStringList texts;
        for (int row = 0; row < table().model()->rowCount(); ++row)
            texts += table().model()->index(row, sectionOf(id)).data().toString();
        return texts;
    }
    QString cell(const QModelIndex& row, const char* id) const { return row.siblingAtColumn(sectionOf(id)).data().toString(); }

    QModelIndex rowCalled(const QString& name) const
    {
        for (int row = 0; row < table().model()->rowCount(); ++row)
            if (const QModelIndex index = table().model()->index(row, 0); index.data().toString().startsWith(name))
                return index;
        return {};
    }

    void click(const QModelIndex& index, Qt::KeyboardModifiers keys = {}) const
    {
        table().scrollTo(index);
        QTest::mouseClick(table().viewport(), Qt::LeftButton, keys, table().visualRect(index).center());
    }

    void clickHead(const char* id) const
    {
        QHeaderView* header = table().header();
        const int section = sectionOf(id);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(section) + header->sectionSize(section) / 2, header->height() / 2});
    }

    QMenu* opened(const char* button) const
    {
        QMenu* menu = panel_->findChild<QToolButton*>(QLatin1String(button))->menu();
        menu->popup(panel_->mapToGlobal(QPoint(20, 60)));
        return menu;
    }

    void choose(const char* button, const QString& text) const
    {
        QMenu* menu = opened(button);
        for (QAction* action : menu->actions())
            if (action->text().remove(u'&') == text) {
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                break;
            }
        QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
    }

    std::unique_ptr<LibraryPanel> panel_;
};

QTEST_MAIN(TestLibraryPanel)
#include "tst_library_panel.moc"
