#include "tests/widgets/chart_schema.h"
#include "tests/widgets/form_fixture.h"
#include "widgets/forms/fold_button.h"
#include "widgets/forms/problem_line.h"
#include "widgets/landscape/anchor_list.h"
#include "widgets/landscape/anchor_row.h"
#include "widgets/landscape/chart_form.h"
#include "widgets/landscape/evaluation_row.h"
#include "widgets/landscape/network_picker.h"
#include "widgets/landscape/task_button.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace isthmus;
using namespace isthmus::tests;
using engine::RunState;
using widgets::AddedNetwork;
using widgets::AnchorLimits;
using widgets::AnchorList;
using widgets::ChartForm;

namespace {

const QStringList networks{"init", "task-01", "task-02", "task-03", "task-04"};
const QString evaluate = QStringLiteral("evaluate");
const AddedNetwork other{"other-run/task-02", "/runs/other-run/weights/task-02.safetensors"};
const AddedNetwork file{"Downloads/good", "/home/me/Downloads/good.safetensors"};

}  // namespace

class TestChartForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        form_ = std::make_unique<ChartForm>(chartSection());
        form_->setAnchorLimits({{"line", 2, 2, {"task-03", "task-04"}},
                                {"plane", 3, 3, {"task-02", "task-03", "task-04"}},
                                {"random", 1, 1, {"task-04"}}});
        form_->setAnchors(networks);
        form_->setTaskCount(4);
        form_->resize(320, 860);
        form_->show();
        QVERIFY(QTest::qWaitForWindowExposed(form_.get()));
        form_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(form_.get()));
    }

    void cleanup() { form_.reset(); }

    void beginsWithTheUsualChoice()
    {
        QCOMPARE(dump(form_->chart()), QStringLiteral(R"({"kind":"line"})"));
        QCOMPARE(form_->kind(), QStringLiteral("line"));
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04"}));
        QCOMPARE(form_->marks(), QStringList());
        QVERIFY(form_->tasks().empty());
        QVERIFY(button(evaluate)->isEnabled());
    }

    void theKindBringsItsOptionsAndAnchors()
    {
        QSignalSpy changed(form_.get(), &ChartForm::changed);
        choose(kindBox(*form_), QStringLiteral("Plane"));
        QVERIFY(changed.count() > 0);
        QVERIFY(field(*form_, "margin")->isVisible());
        QVERIFY(field(*form_, "align") == nullptr);  // folded away
        QCOMPARE(form_->anchors(), QStringList({"task-02", "task-03", "task-04"}));
        type(*form_, "margin", "0.5");
        QCOMPARE(dump(form_->chart()), QStringLiteral(R"({"kind":"plane","margin":0.5})"));
    }

    void aClickChoosesInOrder()
    {
        QSignalSpy changed(form_.get(), &ChartForm::changed);
        clickOn("task-03");
        QVERIFY(!form_->valid());
        QCOMPARE(form_->whyNot(), QStringLiteral("Anchors: must be 2 for this chart, not 1"));
        QVERIFY(!button(evaluate)->isEnabled());
        clickOn("init");
        QCOMPARE(form_->anchors(), QStringList({"task-04", "init"}));
        QVERIFY(form_->valid());
        QCOMPARE(changed.count(), 2);
        choose(kindBox(*form_), QStringLiteral("Plane"));
        choose(kindBox(*form_), QStringLiteral("Line"));
        QCOMPARE(form_->anchors(), QStringList({"task-04", "init"}));  // kept for the kind's return
        QTest::mouseClick(button("usualOnes"), Qt::LeftButton);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04"}));
        QVERIFY(!button("usualOnes")->isEnabled());
    }

    void keysChooseAndReorder()
    {
        AnchorList* list = anchorList();
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04", "init"}));
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "init", "task-04"}));
        QCOMPARE(list->currentRow(), 0);
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);  // not chosen: has no number to move
        QCOMPARE(form_->anchors(), QStringList({"task-03", "init", "task-04"}));
        QTest::keyClick(list, Qt::Key_Up);
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04"}));
    }

    void whereOneIsAllowedChoosingReplaces()
    {
        choose(kindBox(*form_), QStringLiteral("Random directions"));
        clickOn("task-01");
        QCOMPARE(form_->anchors(), QStringList({"task-01"}));
        QVERIFY(form_->valid());
    }

    void marksAreTheOthers()
    {
        QTest::mouseClick(box("marks"), Qt::LeftButton, {}, QPoint(8, box("marks")->height() / 2));
        QCOMPARE(form_->marks(), QStringList({"init", "task-01", "task-02"}));
        clickOn("init");
        QCOMPARE(form_->marks(), QStringList({"task-01", "task-02"}));
    }

    void tasksAreChosenOneByOne()
    {
        QSignalSpy changed(form_.get(), &ChartForm::changed);
        const auto chips = form_->findChildren<widgets::TaskButton*>();
        QCOMPARE(chips.size(), 4);
        QTest::mouseClick(chips[1], Qt::LeftButton);
        QCOMPARE(form_->tasks(), (std::vector<int>{1, 3, 4}));
        chips[0]->setFocus();
        QTest::keyClick(chips[0], Qt::Key_Right);
        QVERIFY(chips[1]->hasFocus());
        QTest::keyClick(chips[1], Qt::Key_Space);
        QVERIFY(form_->tasks().empty());  // all of them again
        auto* all = chips[0]->parentWidget()->parentWidget()->findChild<QCheckBox*>();
        QTest::mouseClick(all, Qt::LeftButton, {}, QPoint(8, all->height() / 2));
        QCOMPARE(form_->whyNot(), QStringLiteral("Tasks: choose at least one task"));
        QVERIFY(!button(evaluate)->isEnabled());
        QTest::mouseClick(chips[2], Qt::LeftButton);
        QCOMPARE(form_->tasks(), (std::vector<int>{3}));
        QVERIFY(form_->valid());
        QCOMPARE(changed.count(), 4);
    }

    void aWrongOptionSaysWhyAtTheButton()
    {
        type(*form_, "resolution", "1");
        QVERIFY(!form_->valid());
        QCOMPARE(form_->whyNot(), QStringLiteral("Resolution: must be between 2 and 100000, not 1"));
        QVERIFY(!button(evaluate)->isEnabled());
        const auto* row = form_->findChild<widgets::EvaluationRow*>();
        const auto* shown = row->findChild<QLabel*>(QStringLiteral("problem"));
        QVERIFY(shown->isVisible());
        QCOMPARE(shown->text(), form_->whyNot());
        type(*form_, "resolution", "51");
        QVERIFY(form_->valid());
        QVERIFY(!shown->isVisible());
    }

    void aForecastStandsUntilTheChoiceChanges()
    {
        form_->setForecast(engine::LandscapeForecast{2601, 3.2, 7.1});
        QCOMPARE(text()->text(), QStringLiteral("2\u202f601 points, about 3.2\u202fs, 7\u202fMB"));
        type(*form_, "resolution", "51");
        QCOMPARE(text()->text(), QString());
        QCOMPARE(widgets::forecastText({21, 125.0, 2400.0}),
                 QStringLiteral("21 points, about 2\u202fmin 05\u202fs, 2.4\u202fGB"));
    }

    void theRowStartsPausesAndStops()
    {
        QSignalSpy started(form_.get(), &ChartForm::evaluateRequested);
        QSignalSpy paused(form_.get(), &ChartForm::pauseRequested);
        QSignalSpy stopped(form_.get(), &ChartForm::stopRequested);
        button(evaluate)->setFocus();
        QTest::keyClick(button(evaluate), Qt::Key_Space);
        QCOMPARE(started.count(), 1);
        form_->setState(RunState::Running);
        QVERIFY(button("pause")->hasFocus());  // the keyboard stays where it was
        form_->setSearched(0.2);
        QCOMPARE(text()->text(), QStringLiteral("finding the chart, 20\u202f%"));
        form_->setProgress(0.43, 12.0);
        QCOMPARE(text()->text(), QStringLiteral("43\u202f%, 12\u202fs left"));
        QVERIFY(!button(evaluate)->isVisible());
        QTest::mouseClick(button("pause"), Qt::LeftButton);
        QCOMPARE(paused.takeFirst(), QVariantList{true});
        form_->setState(RunState::Paused);
        QCOMPARE(text()->text(), QStringLiteral("43\u202f%"));
        QCOMPARE(button("pause")->text(), QStringLiteral("Go on"));
        QTest::mouseClick(button("pause"), Qt::LeftButton);
        QCOMPARE(paused.takeFirst(), QVariantList{false});
        QTest::mouseClick(button("stop"), Qt::LeftButton);
        QCOMPARE(stopped.count(), 1);
        form_->setState(RunState::Stopping);
        QVERIFY(!button("stop")->isEnabled());
        form_->setState(RunState::Stopped);
        QVERIFY(button(evaluate)->isVisible());
        form_->setState(RunState::Failed, QStringLiteral("the disk is full"));
        const auto* row = form_->findChild<widgets::EvaluationRow*>();
        QCOMPARE(row->findChild<QLabel*>(QStringLiteral("problem"))->text(), QStringLiteral("The disk is full"));
        QVERIFY(button(evaluate)->isEnabled());  // one may try again
    }

    void whileRunningTheFormIsOnlyRead()
    {
        form_->setState(RunState::Running);
        QVERIFY(line(*form_, "resolution")->isReadOnly());
        clickOn("init");
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04"}));
        form_->setState(RunState::Done);
        clickOn("init");
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04", "init"}));
    }

    void aChartGoesInAndComesOut()
    {
        QSignalSpy changed(form_.get(), &ChartForm::changed);
        form_->setChart(engine::Json::parse(R"({"kind": "plane", "margin": 0.1, "align": true})"),
                        {"init", "task-01", "task-02"});
        QCOMPARE(dump(form_->chart()), QStringLiteral(R"({"kind":"plane","margin":0.1,"align":true})"));
        QCOMPARE(form_->anchors(), QStringList({"init", "task-01", "task-02"}));
        QCOMPARE(changed.count(), 0);
    }

    void aGrowingRunLeavesTheListWhereItIs()
    {
        AnchorList* list = anchorList();
        list->setFocus();
        list->setCurrentRow(1);
        clickOn("init");
        form_->setAnchors(networks + QStringList{"task-05"});
        QCOMPARE(list->count(), 6);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04", "init"}));
        QCOMPARE(list->currentRow(), 0);
        form_->setAnchors({"other", "task-04"});  // another run
        QCOMPARE(form_->anchors(), QStringList({"task-04"}));
    }

    void networksFromElsewhereAreChosenBesideTheRuns()
    {
        QSignalSpy changed(form_.get(), &ChartForm::changed);
        form_->addNetworks({other}, false);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04", other.path}));
        QCOMPARE(form_->whyNot(), QStringLiteral("Anchors: must be 2 for this chart, not 3"));
        clickOn("task-03");
        QVERIFY(form_->valid());
        const auto row = [this] { return anchorList()->findItems(other.name, Qt::MatchExactly).first(); };
        QCOMPARE(row()->toolTip(), other.path);
        form_->addNetworks({other}, false);  // once more
        QCOMPARE(anchorList()->count(), 6);
        form_->setAnchors(networks + QStringList{"task-05"});
        QCOMPARE(anchorList()->row(row()), 6);  // the run's own come first
        QCOMPARE(form_->anchors(), QStringList({"task-04", other.path}));
        choose(kindBox(*form_), QStringLiteral("Plane"));
        QVERIFY(!form_->anchors().contains(other.path));
        QTest::mouseClick(box("marks"), Qt::LeftButton, {}, QPoint(8, box("marks")->height() / 2));
        QVERIFY(form_->marks().contains(other.path));
        form_->setRunFolder(QStringLiteral("/runs/next"));
        QCOMPARE(anchorList()->count(), 6);
        choose(kindBox(*form_), QStringLiteral("Line"));
        QCOMPARE(form_->anchors(), QStringList({"task-04"}));
    }

    void addedNetworksCanBeTakenAway()
    {
        form_->addNetworks({other, file}, false);
        AnchorList* list = anchorList();
        auto* row = list->findItems(other.name, Qt::MatchExactly).first();
        list->scrollToItem(row);
        const QPoint cross = widgets::AnchorRow::crossIn(list->visualItemRect(row)).center();
        QSignalSpy changed(form_.get(), &ChartForm::changed);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, cross);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04", file.path}));
        QCOMPARE(list->count(), 6);
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Delete);  // the run's own stay
        QCOMPARE(list->count(), 6);
        list->setCurrentRow(5);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(list->count(), 5);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04"}));
    }

    void onlyFoldersAndNetworksCanBeDropped()
    {
        QTemporaryDir folder;
        QSignalSpy requested(form_.get(), &ChartForm::networksRequested);
        drop({QUrl::fromLocalFile(QStringLiteral("/tmp/picture.png"))});
        QVERIFY(requested.isEmpty());
        form_->setAddingProblem(QStringLiteral("it has another model"));
        auto* problem = form_->findChild<widgets::ProblemLine*>(QStringLiteral("addingProblem"));
        QVERIFY(problem->isVisible());
        drop({QUrl::fromLocalFile(folder.path()), QUrl::fromLocalFile(other.path)});
        QCOMPARE(requested.takeFirst().first().toStringList(), QStringList({folder.path(), other.path}));
        QVERIFY(!problem->isVisible());
    }

    void ofAFolderTheUserSaysWhich()
    {
        form_->addNetworks({other, {"other-run/task-03", "/runs/other-run/weights/task-03.safetensors"}}, true);
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04"}));
        auto* picker = form_->findChild<widgets::NetworkPicker*>();
        picker->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(picker));
        auto* add = picker->findChild<QPushButton*>(QStringLiteral("add"));
        QVERIFY(!add->isEnabled());
        QWidget* list = picker->focusWidget();
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(add->isEnabled());
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(!picker->isVisible());
        QCOMPARE(form_->anchors(), QStringList({"task-03", "task-04", other.path}));
    }

    void theMenuOffersFoldersAndFiles()
    {
        const QMenu* menu = button("fromElsewhere")->menu();
        QCOMPARE(menu->actions().size(), 2);
    }

    void theKeyboardsPlaceIsSeenAtOnce()
    {
        anchorList()->setFocus(Qt::TabFocusReason);
        QCOMPARE(anchorList()->currentItem()->text(), QStringLiteral("task-03"));  // the first chosen one
    }

    void tabWalksDownTheForm()
    {
        kindBox(*form_)->setFocus();
        QStringList walked;
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const QWidget* now = QApplication::focusWidget();
            const auto* heading = qobject_cast<const widgets::FoldButton*>(now);
            walked += heading                           ? QStringLiteral("> ") + heading->text()
                      : now->accessibleName().isEmpty() ? now->objectName()
                                                        : now->accessibleName();
        }
        QCOMPARE(walked.mid(0, 3), QStringList({"Resolution", "Examples", "Split"}));
        const auto at = [&](const char* name) { return walked.indexOf(QLatin1String(name)); };
        QVERIFY2(at("> Anchors") > 0 && at("> Anchors") < at("Anchors") && at("Anchors") < at("fromElsewhere")
                     && at("fromElsewhere") < at("marks") && at("marks") < at("> Tasks"),
                 qPrintable(walked.join(' ')));
    }

    void foldedPartsStillTell()
    {
        clickOn("task-03");
        widgets::FoldButton* heading = nullptr;
        for (auto* each : form_->findChildren<widgets::FoldButton*>())
            heading = each->text() == QStringLiteral("Anchors") ? each : heading;
        QTest::mouseClick(heading, Qt::LeftButton);
        QVERIFY(!anchorList()->isVisible());
        QCOMPARE(heading->findChild<QLabel*>()->text(), QStringLiteral("1 chosen"));
        QCOMPARE(heading->accessibleDescription(), QStringLiteral("contains an error. 1 chosen"));
    }

private:
    QPushButton* button(const QString& name) const { return form_->findChild<QPushButton*>(name); }
    QCheckBox* box(const QString& name) const { return form_->findChild<QCheckBox*>(name); }
    QLabel* text() const { return form_->findChild<QLabel*>(QStringLiteral("evaluationText")); }
    AnchorList* anchorList() const { return form_->findChild<AnchorList*>(); }

    void clickOn(const char* name)
    {
        AnchorList* list = anchorList();
        auto* row = list->findItems(QLatin1String(name), Qt::MatchExactly).first();
        list->scrollToItem(row);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(row).center());
    }

    /// Drags over the list and lets go there, if it takes the drag.
    void drop(const QList<QUrl>& urls)
    {
        QMimeData data;
        data.setUrls(urls);
        QWidget* place = anchorList()->viewport();
        const QPoint middle = place->rect().center();
        QDragEnterEvent enter(middle, Qt::LinkAction | Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(place, &enter);
        if (!enter.isAccepted())
            return;
        QDropEvent let(middle, Qt::LinkAction | Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(place, &let);
    }

    std::unique_ptr<ChartForm> form_;
};

QTEST_MAIN(TestChartForm)
#include "tst_chart_form.moc"
