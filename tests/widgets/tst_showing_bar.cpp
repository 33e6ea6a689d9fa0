#include "tests/widgets/form_fixture.h"
#include "tests/widgets/small_grid.h"
#include "widgets/landscape/showing_bar.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isthmus;
using namespace isthmus::tests;
using engine::Split;
using widgets::GridShowing;
using widgets::ShowingBar;

class TestShowingBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        bar_ = std::make_unique<ShowingBar>();
        bar_->show();
        QVERIFY(QTest::qWaitForWindowExposed(bar_.get()));
        bar_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(bar_.get()));
    }

    void cleanup() { bar_.reset(); }

    void offersNothingWithoutAGrid()
    {
        QVERIFY(!bar_->isEnabled());
        bar_->setGrid(planeGrid(3));
        QVERIFY(bar_->isEnabled());
        bar_->setGrid(nullptr);
        QVERIFY(!bar_->isEnabled());
    }

    void offersTheTasksAndSplitsOfTheGrid()
    {
        bar_->setGrid(planeGrid(3));
        QStringList offered;
        for (int i = 0; i < box("tasks")->count(); ++i)
            offered += box("tasks")->itemText(i);
        QCOMPARE(offered, QStringList({"Mean over tasks", "Worst task", "Task 1", "Task 2", "Task 3"}));
        QVERIFY(!box("split")->isVisible());
        bar_->setGrid(planeGrid(3, {Split::Test, Split::Train}));
        QVERIFY(box("split")->isVisible());
    }

    void keysChooseAndTell()
    {
        bar_->setGrid(planeGrid(3, {Split::Test, Split::Train}));
        QSignalSpy changed(bar_.get(), &ShowingBar::showingChanged);
        choose(box("tasks"), QStringLiteral("Task 2"));
        QCOMPARE(told(changed), bar_->showing());
        QCOMPARE(bar_->showing().tasks, GridShowing::Tasks::One);
        QCOMPARE(bar_->showing().task, 2);
        choose(box("tasks"), QStringLiteral("Worst task"));
        QCOMPARE(bar_->showing().tasks, GridShowing::Tasks::Worst);
        choose(box("split"), QStringLiteral("Training"));
        QCOMPARE(bar_->showing().split, Split::Train);
        choose(box("scale"), QStringLiteral("Clipped scale"));
        QCOMPARE(bar_->showing().scale, GridShowing::Scale::Clipped);
        choose(box("span"), QStringLiteral("Range of all tasks"));
        QCOMPARE(bar_->showing().span, GridShowing::Span::AllTasks);
        choose(box("map"), widgets::colorMapName(widgets::ColorMap::Cividis));
        QCOMPARE(bar_->showing().map, widgets::ColorMap::Cividis);
        QCOMPARE(told(changed), bar_->showing());
    }

    void accuraciesHaveALinearScale()
    {
        bar_->setGrid(planeGrid(3));
        choose(box("scale"), QStringLiteral("Log scale"));
        choose(box("measure"), QStringLiteral("Accuracy"));
        QCOMPARE(bar_->showing().measure, GridShowing::Measure::Accuracy);
        QCOMPARE(bar_->showing().scale, GridShowing::Scale::Linear);
        QVERIFY(!box("scale")->isEnabled());
        choose(box("measure"), QStringLiteral("Loss"));
        QCOMPARE(bar_->showing().scale, GridShowing::Scale::Logarithmic);  // comes back
    }

    void errorsAndSpreadsWhereTheyAreKnown()
    {
        const auto offered = [this] {
            QStringList names;
            for (int i = 0; i < box("measure")->count(); ++i)
                names += box("measure")->itemText(i);
            return names;
        };
        bar_->setGrid(planeGrid(2));
        QCOMPARE(offered(), QStringList({"Loss", "Accuracy"}));
        auto grid = std::make_shared<engine::LandscapeGrid>(*planeGrid(2));
        for (engine::GridTask& task : grid->tasks)
            task.lossError = task.loss;
        bar_->setGrid(grid);
        QCOMPARE(offered(), QStringList({"Loss", "Accuracy", "Standard error of the loss"}));
        choose(box("measure"), QStringLiteral("Standard error of the loss"));
        QCOMPARE(bar_->showing().measure, GridShowing::Measure::LossError);
        auto drawn = std::make_shared<engine::LandscapeGrid>(*planeGrid(2));
        drawn->draws = 3;
        for (engine::GridTask& task : drawn->tasks)
            task.lossSpread = task.accuracySpread = task.loss;
        QSignalSpy changed(bar_.get(), &ShowingBar::showingChanged);
        bar_->setGrid(drawn);
        QCOMPARE(told(changed).measure, GridShowing::Measure::Loss);  // there are no errors any more
        QCOMPARE(offered(),
                 QStringList({"Loss", "Accuracy", "Spread of the loss over draws", "Spread of the accuracy over draws"}));
        choose(box("measure"), QStringLiteral("Spread of the accuracy over draws"));
        QCOMPARE(bar_->showing().measure, GridShowing::Measure::AccuracySpread);
        QVERIFY(!box("scale")->isEnabled());
    }

    void whatTheGridLacksGivesWay()
    {
        bar_->setGrid(planeGrid(3, {Split::Train, Split::Test}));
        bar_->setShowing({.tasks = GridShowing::Tasks::One, .task = 3, .split = Split::Train});
        QSignalSpy changed(bar_.get(), &ShowingBar::showingChanged);
        bar_->setGrid(planeGrid(4, {Split::Train}));
        QCOMPARE(changed.count(), 0);  // it has all that is shown
        bar_->setGrid(planeGrid(2));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(bar_->showing().split, Split::Test);
        QCOMPARE(bar_->showing().tasks, GridShowing::Tasks::Mean);
        bar_->setGrid(planeGrid(1));
        QCOMPARE(bar_->showing().tasks, GridShowing::Tasks::One);
        QCOMPARE(box("tasks")->currentText(), QStringLiteral("Task 1"));
    }

    void settingTellsNobody()
    {
        bar_->setGrid(planeGrid(3));
        QSignalSpy changed(bar_.get(), &ShowingBar::showingChanged);
        QSignalSpy small(bar_.get(), &ShowingBar::smallMultiplesChanged);
        const GridShowing showing{.tasks = GridShowing::Tasks::One, .task = 2, .scale = GridShowing::Scale::Logarithmic};
        bar_->setShowing(showing);
        bar_->setSmallMultiples(true);
        QCOMPARE(bar_->showing(), showing);
        QCOMPARE(box("tasks")->currentText(), QStringLiteral("Task 2"));
        QCOMPARE(box("scale")->currentText(), QStringLiteral("Log scale"));
        QVERIFY(bar_->smallMultiples());
        QCOMPARE(changed.count() + small.count(), 0);
    }

    void smallMultiplesNeedSeveralTasks()
    {
        auto* button = bar_->findChild<QToolButton*>(QStringLiteral("smallMultiples"));
        bar_->setGrid(planeGrid(1));
        QVERIFY(!button->isEnabled());
        bar_->setGrid(planeGrid(2));
        QSignalSpy small(bar_.get(), &ShowingBar::smallMultiplesChanged);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(small.takeFirst(), QVariantList{true});
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(small.takeFirst(), QVariantList{false});
    }

private:
    QComboBox* box(const char* name) const { return bar_->findChild<QComboBox*>(QLatin1String(name)); }

    static GridShowing told(const QSignalSpy& changed) { return changed.last().first().value<GridShowing>(); }

    std::unique_ptr<ShowingBar> bar_;
};

QTEST_MAIN(TestShowingBar)
#include "tst_showing_bar.moc"
