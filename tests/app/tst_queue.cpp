// The queue: several experiments from one form, one after the other, over the program's end; sweeps and branches put into it.
#include "app/studio/queue_file.h"
#include "tests/app/program.h"
#include "tests/support/small_experiment.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/queue/queue_model.h"
#include "widgets/queue/queue_panel.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTreeView>

using namespace isthmus;
using app::RunQueue;
using engine::RunState;
using tests::Program;
using widgets::QueueState;

namespace {

std::vector<engine::SweepRun> seeds(std::initializer_list<int> numbers, int epochs = 1)
{
    engine::Json experiment = tests::smallExperiment();
    experiment["training"]["epochs"] = epochs;
    return engine::expand({.experiment = experiment, .axes = {{"seed", engine::Json(std::vector<int>(numbers))}}});
}

QStringList settingsIn(const RunQueue& queue)
{
    QStringList all;
    for (const widgets::QueueEntry& entry : queue.entries())
        all += entry.settings;
    return all;
}

QList<QueueState> statesIn(const RunQueue& queue)
{
    QList<QueueState> all;
    for (const widgets::QueueEntry& entry : queue.entries())
        all += entry.state;
    return all;
}

engine::RunOutcome ended(RunState state, const char* message = "")
{
    engine::RunOutcome outcome;
    outcome.state = state;
    outcome.message = message;
    return outcome;
}

}  // namespace

class QueueTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString runs_;

    std::filesystem::path queueFile() const { return (runs_ + ".json").toStdString(); }

    void open(Program& program, const engine::Json& change) const
    {
        engine::Json experiment = tests::smallExperiment();
        experiment.merge_patch(change);
        program.window.form().setExperiment(experiment);
        program.window.showWorkspace();
        QVERIFY2(program.window.form().valid(), qPrintable(program.window.form().whyNot()));
    }

    static RunQueue& queue(Program& program) { return program.studio.desk().queue(); }

    static bool ends(Program& program)
    {
        return QTest::qWaitFor([&] { return !program.studio.training(); }, 120000);
    }

    QStringList folders() const { return QDir(runs_).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name); }

    template <typename Widget>
    static Widget* inDialog(Program& program, const char* dialog, const char* name)
    {
        auto* found = program.window.findChild<QDialog*>(QLatin1String(dialog));
        return found == nullptr ? nullptr : found->findChild<Widget*>(QLatin1String(name));
    }

private Q_SLOTS:
    void initTestCase() { tests::useOwnSettings(folder_); }

    void init() { runs_ = folder_.filePath(QString::fromLatin1(QTest::currentTestFunction())); }

    void theOrderChangesOnlyAmongThoseThatWait()
    {
        RunQueue queue({});
        queue.add(seeds({1, 2, 3, 4}), {}, "");
        QCOMPARE(queue.next().shown.settings, QStringLiteral("seed=1"));
        const QList<widgets::QueueEntry> all = queue.entries();
        queue.move(all[3].id, 0);  // above what runs there is no place
        QCOMPARE(settingsIn(queue), (QStringList{"seed=1", "seed=4", "seed=2", "seed=3"}));
        queue.move(all[3].id, 4);
        QCOMPARE(settingsIn(queue), (QStringList{"seed=1", "seed=2", "seed=3", "seed=4"}));
        queue.move(all[1].id, 3);
        QCOMPARE(settingsIn(queue), (QStringList{"seed=1", "seed=3", "seed=2", "seed=4"}));
        queue.move(all[0].id, 3);  // it runs
        QCOMPARE(settingsIn(queue), (QStringList{"seed=1", "seed=3", "seed=2", "seed=4"}));
        queue.remove({all[0].id, all[2].id});
        QCOMPARE(settingsIn(queue), (QStringList{"seed=1", "seed=2", "seed=4"}));
        queue.end(ended(RunState::Diverged, "diverged: somewhere"), false);
        QCOMPARE(queue.mishaps(), QStringList{"Seed 1 diverged: somewhere"});
        QVERIFY(queue.hasNext());
        queue.hold();
        QVERIFY(!queue.hasNext());
        QCOMPARE(queue.waiting(), 2);
        queue.goOn();
        queue.clearFinished();
        QCOMPARE(settingsIn(queue), (QStringList{"seed=2", "seed=4"}));
        QCOMPARE(queue.next().shown.settings, QStringLiteral("seed=2"));
    }

    void theFileHoldsItAll()
    {
        {
            RunQueue queue(queueFile());
            QCOMPARE(queue.problem(), QString());
            queue.add(seeds({1, 2, 3}), {}, "runs-here");
            queue.addBranch(engine::Experiment(tests::smallExperiment()),
                            {.parent = "/somewhere/small-1", .afterTask = 1, .settings = {"training.epochs=2"}}, "runs-here");
            (void)queue.next();
            queue.end(ended(RunState::Done), false);
            (void)queue.next();
            RunQueue second(queueFile());  // another studio, meanwhile
            QVERIFY(!second.problem().isEmpty());
            QVERIFY(second.entries().isEmpty());
            second.add(seeds({9}), {}, "");
        }
        RunQueue queue(queueFile());
        QCOMPARE(settingsIn(queue),
                 (QStringList{"seed=1", "seed=2", "seed=3", "branch of small-1 after task 1, training.epochs=2"}));
        QCOMPARE(statesIn(queue),
                 (QList<QueueState>{QueueState::Done, QueueState::OnHold, QueueState::OnHold, QueueState::OnHold}));
        QVERIFY(!queue.hasNext());  // nobody has said yet that it goes on
        queue.goOn();
        const app::QueuedRun second = queue.next();
        QCOMPARE(second.experiment.at("seed").get<int>(), 2);
        QCOMPARE(second.runsDir, std::filesystem::path("runs-here"));
        queue.end(ended(RunState::Failed), false);
        (void)queue.next();
        queue.end(ended(RunState::Done), false);
        QCOMPARE(queue.next().branch->settings, std::vector<std::string>{"training.epochs=2"});
    }

    void damageCostsWhatIsDamaged()
    {
        QString problem;
        {
            RunQueue queue(queueFile());
            queue.add(seeds({1, 2}), {}, "");
        }
        engine::Json file = engine::readJsonFile(queueFile());
        file["runs"][0]["experiment"]["training"]["epochs"] = 0;
        QFile out(QString::fromStdString(queueFile().string()));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QByteArray::fromStdString(file.dump()));
        out.close();
        QCOMPARE(app::readQueue(queueFile(), problem).size(), 1);
        QVERIFY2(problem.contains("training.epochs"), qPrintable(problem));
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.write("{\"runs\": [");
        out.close();
        QVERIFY(app::readQueue(queueFile(), problem).isEmpty());
        QVERIFY(!problem.isEmpty());
    }

    void killedAndStartedAgain()
    {
        {
            Program program(runs_, queueFile());
            QVERIFY(QTest::qWaitForWindowExposed(&program.window));
            open(program, {{"seeds", {1, 2, 3}}, {"training", {{"epochs", 60}}}});
            program.click(app::Command::Start);
            QVERIFY(program.reaches(RunState::Running));
            QVERIFY(QTest::qWaitFor([&] { return !queue(program).entries().first().folder.isEmpty(); }, 60000));
        }  // it is gone in the middle of a run, and nobody has closed it
        QCOMPARE(folders().size(), 1);
        Program program(runs_, queueFile());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(!program.studio.training());
        auto* panel = program.window.findChild<widgets::QueuePanel*>();
        QVERIFY(panel->isVisible());
        QCOMPARE(panel->findChild<QLabel*>(QStringLiteral("queue-summary"))->text(),
                 QStringLiteral("3 experiments are on hold:"));
        QTest::mouseClick(panel->findChild<QAbstractButton*>(QStringLiteral("queue-continue")), Qt::LeftButton);
        QVERIFY(ends(program));
        QCOMPARE(statesIn(queue(program)), QList<QueueState>(3, QueueState::Done));
        QCOMPARE(folders().size(), 3);  // the first was resumed, not begun again
        for (const QString& folder : folders())
            QVERIFY(QFile::exists(runs_ + "/" + folder + "/summary.json"));
    }

    void cancellingGoesOnWithTheNext()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"seeds", {1, 2}}, {"training", {{"epochs", 1000}}}});
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        auto* panel = program.window.findChild<widgets::QueuePanel*>();
        auto* table = panel->findChild<QTreeView*>();
        program.window.activateWindow();  // shortcuts are for the active window
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 1)).center());
        QTest::keyClick(table, Qt::Key_Delete);
        QVERIFY(QTest::qWaitFor([&] { return statesIn(queue(program)).first() == QueueState::Stopped; }, 60000));
        QVERIFY(QTest::qWaitFor([&] { return statesIn(queue(program)).last() == QueueState::Running; }, 60000));
        program.studio.stop();
        QVERIFY(ends(program));
        QCOMPARE(statesIn(queue(program)), QList<QueueState>(2, QueueState::Stopped));
    }

    void anotherExperimentIsPreparedMeanwhile()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"name", "first"}, {"training", {{"epochs", 1000}}}});
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        QVERIFY(!program.button(app::Command::Start)->isEnabled());
        program.commands.action(app::Command::NextExperiment)->trigger();
        QCOMPARE(program.commands.action(app::Command::Start)->text(), QStringLiteral("Add to &queue"));
        open(program, {{"name", "second"}});
        program.click(app::Command::Start);
        QCOMPARE(statesIn(queue(program)), (QList<QueueState>{QueueState::Running, QueueState::Waiting}));
        program.commands.action(app::Command::NextExperiment)->trigger();  // the form shows again what runs
        QCOMPARE(program.window.form().experiment().at("name").get<std::string>(), std::string("first"));
        QVERIFY(!program.button(app::Command::Start)->isEnabled());

        // Its own stop leaves the rest on hold.
        program.click(app::Command::Stop);
        QVERIFY(ends(program));
        QCOMPARE(statesIn(queue(program)), (QList<QueueState>{QueueState::Stopped, QueueState::OnHold}));
        QTest::mouseClick(program.window.findChild<QAbstractButton*>(QStringLiteral("queue-continue")), Qt::LeftButton);
        QVERIFY(ends(program));
        QCOMPARE(statesIn(queue(program)), (QList<QueueState>{QueueState::Stopped, QueueState::Done}));
    }

    void aSweepFromTheForm()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, engine::Json::object());
        program.click(app::Command::Sweep);
        auto* dialog = program.window.findChild<QDialog*>(QStringLiteral("sweep-dialog"));
        QVERIFY(dialog != nullptr);
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        auto* start = inDialog<QAbstractButton>(program, "sweep-dialog", "sweep-start");
        auto* count = inDialog<QLabel>(program, "sweep-dialog", "sweep-count");
        QVERIFY(!start->isEnabled());  // seed has no values yet, which nobody calls a mistake
        QCOMPARE(count->text(), QStringLiteral("Give an option its values."));
        QVERIFY(!inDialog<QWidget>(program, "sweep-dialog", "sweep-problem")->isVisible());
        const auto says = [&](const QString& text) { return QTest::qWaitFor([&] { return count->text() == text; }, 60000); };
        QTest::keyClicks(inDialog<QLineEdit>(program, "sweep-dialog", "sweep-values"), "1..2");
        QVERIFY(says(QStringLiteral("2 runs.")));
        QTest::mouseClick(inDialog<QAbstractButton>(program, "sweep-dialog", "sweep-add"), Qt::LeftButton);
        const auto options = dialog->findChildren<QComboBox*>(QStringLiteral("sweep-option"));
        const auto values = dialog->findChildren<QLineEdit*>(QStringLiteral("sweep-values"));
        QCOMPARE(options.size(), 2);
        QTest::keyClicks(options.last()->lineEdit(), "method.kind");
        QVERIFY(says(QStringLiteral("Give method.kind its values.")));
        QVERIFY(!inDialog<QWidget>(program, "sweep-dialog", "sweep-problem")->isVisible());
        QTest::keyClicks(values.last(), "sgd, er, oops");
        QVERIFY(QTest::qWaitFor([&] { return start->toolTip().contains("oops"); }, 60000));
        QVERIFY(!start->isEnabled());
        for (int i = 0; i < 6; ++i)
            QTest::keyClick(values.last(), Qt::Key_Backspace);
        QVERIFY(says(QStringLiteral("4 runs.")));
        QTest::mouseClick(start, Qt::LeftButton);
        QVERIFY(program.studio.training());
        QCOMPARE(queue(program).entries().size(), 4);
        QVERIFY(ends(program));
        QCOMPARE(statesIn(queue(program)), QList<QueueState>(4, QueueState::Done));
        QCOMPARE(settingsIn(queue(program)).last(), QStringLiteral("seed=2, method.kind=er"));
        QCOMPARE(folders().size(), 4);
    }

    void aBranchFromTheForm()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, engine::Json::object());
        QVERIFY(!program.button(app::Command::Branch)->isEnabled());
        program.click(app::Command::Start);
        QVERIFY(ends(program));
        const QString parent = folders().first();
        auto* lineage = program.window.findChild<QLabel*>(QStringLiteral("lineage"));
        QVERIFY(!lineage->isVisible());

        open(program, {{"training", {{"learning_rate", 0.01}}}, {"method", {{"vertices", 3}}}});
        program.click(app::Command::Branch);
        QVERIFY(QTest::qWaitFor([&] { return program.window.findChild<QDialog*>(QStringLiteral("branch-dialog")) != nullptr; },
                                60000));
        auto* start = inDialog<QAbstractButton>(program, "branch-dialog", "branch-start");
        QVERIFY(!start->isEnabled());
        QVERIFY2(start->toolTip().contains("method.vertices"), qPrintable(start->toolTip()));
        auto* refused = program.window.findChild<QDialog*>(QStringLiteral("branch-dialog"));
        refused->reject();
        QVERIFY(QTest::qWaitFor([&] { return program.window.findChild<QDialog*>(QStringLiteral("branch-dialog")) == nullptr; },
                                60000));

        open(program, {{"training", {{"learning_rate", 0.01}}}});
        program.click(app::Command::Branch);
        QVERIFY(QTest::qWaitFor([&] { return program.window.findChild<QDialog*>(QStringLiteral("branch-dialog")) != nullptr; },
                                60000));
        QTest::keyClicks(inDialog<QLineEdit>(program, "branch-dialog", "branch-name"), "slower");
        QCOMPARE(inDialog<QComboBox>(program, "branch-dialog", "branch-task")->currentData().toInt(), 1);
        QTest::mouseClick(inDialog<QAbstractButton>(program, "branch-dialog", "branch-start"), Qt::LeftButton);
        QVERIFY(program.studio.training());
        QVERIFY(ends(program));
        QCOMPARE(program.state(), RunState::Done);
        QVERIFY(lineage->isVisible());
        QCOMPARE(lineage->toolTip(), QStringLiteral("Branch of %1 after task 1").arg(parent));
        const QString branch = QFileInfo(program.folder()).fileName();
        QVERIFY(branch.startsWith(QStringLiteral("slower-")));
        const engine::Json provenance = engine::readJsonFile((program.folder() + "/provenance.json").toStdString());
        QCOMPARE(provenance.at("parent").at("folder").get<std::string>(), parent.toStdString());

        // Looked at again, it still says so; its parent does not.
        program.studio.openRun(runs_ + "/" + parent);
        QVERIFY(QTest::qWaitFor([&] { return program.folder().endsWith(parent); }, 60000));
        QVERIFY(!lineage->isVisible());
        program.studio.openRun(runs_ + "/" + branch);
        QVERIFY(QTest::qWaitFor([&] { return program.folder().endsWith(branch); }, 60000));
        QVERIFY(lineage->isVisible());
    }
};

QTEST_MAIN(QueueTest)
#include "tst_queue.moc"
