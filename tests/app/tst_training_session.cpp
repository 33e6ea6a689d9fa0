// The bridge between the two threads. Connections are direct where the emitting thread is what is tested: an automatic one
// would re-route a signal from the wrong thread and hide it.
#include "app/studio/training_session.h"
#include "tests/support/small_experiment.h"

#include <QSignalSpy>
#include <QtTest>

using namespace isthmus;
using engine::RunState;

class TrainingSessionTest final : public QObject {
    Q_OBJECT

    QTemporaryDir runs_;
    engine::RunSnapshotPtr latest_;

    std::filesystem::path runsDir() const { return runs_.path().toStdString(); }

    static engine::Experiment longExperiment()
    {
        engine::Json experiment = tests::smallExperiment();
        experiment["training"]["epochs"] = 1000;
        return engine::Experiment(experiment);
    }

    void watch(app::TrainingSession& session)
    {
        latest_.reset();
        connect(&session, &app::TrainingSession::snapshotChanged, this, [this](const engine::RunSnapshotPtr& s) { latest_ = s; });
    }

    bool reaches(RunState state)
    {
        return QTest::qWaitFor([&] { return latest_ && latest_->state == state; }, 60000);
    }

private Q_SLOTS:
    void everySignalComesOnTheGuiThread()
    {
        app::TrainingSession session;
        QSet<QThread*> threads;
        int snapshots = 0;
        int lines = 0;
        RunState state = RunState::Idle;
        const auto note = [&] { threads.insert(QThread::currentThread()); };
        connect(
            &session, &app::TrainingSession::snapshotChanged, this,
            [&] {
                note();
                ++snapshots;
            },
            Qt::DirectConnection);
        connect(
            &session, &app::TrainingSession::landscapeChanged, this,
            [&] {
                note();
                ++lines;
            },
            Qt::DirectConnection);
        connect(
            &session, &app::TrainingSession::ended, this,
            [&](const engine::RunOutcome& outcome) {
                note();
                state = outcome.state;
            },
            Qt::DirectConnection);
        engine::Json experiment = tests::smallExperiment();
        experiment["training"]["epochs"] = 30;
        experiment["execution"]["line_seconds"] = 0.1;
        QSignalSpy ended(&session, &app::TrainingSession::ended);
        session.start(engine::Experiment(experiment), {}, runsDir());
        QVERIFY(session.active());
        QVERIFY(ended.wait(120000));
        QCOMPARE(state, RunState::Done);
        QVERIFY(!session.active());
        QVERIFY(snapshots > 0);
        QVERIFY(lines > 0);
        QCOMPARE(threads, QSet<QThread*>{QThread::currentThread()});
    }

    void theLiveLandscapeIsOfTheRun()
    {
        app::TrainingSession session;
        watch(session);
        engine::LandscapeLinePtr line;
        engine::LandscapeGridPtr grid;
        connect(&session, &app::TrainingSession::landscapeChanged, this, [&](const engine::LivePicturePtr& picture) {
            line = picture->line;
            if (picture->grid)  // it comes after the line
                grid = picture->grid;
        });
        engine::Json experiment = tests::smallExperiment();
        experiment["method"]["vertices"] = 3;
        experiment["training"]["epochs"] = 1000;
        experiment["execution"]["line_seconds"] = 0.1;
        session.start(engine::Experiment(experiment), {}, runsDir());
        QVERIFY(QTest::qWaitFor([&] { return line && line->step > 200; }, 60000));  // an early one may be of step 0
        QCOMPARE(line->anchors.front().name, std::string("init"));
        QCOMPARE(line->tasks.size(), std::size_t{1});
        QCOMPARE(line->t.size(), std::size_t{21});
        QVERIFY(line->distance > 0.0);
        QVERIFY(line->tasks[0].loss.front() > line->tasks[0].loss.back());  // it has learned since
        // The simplex of the three vertices that are trained, scored on the tasks so far.
        QTRY_VERIFY_WITH_TIMEOUT(grid, 60000);
        QCOMPARE(grid->chart, std::string("simplex"));
        QCOMPARE(grid->anchors.size(), std::size_t{3});
        QCOMPARE(grid->anchors[1].name, std::string("vertex-2"));
        QCOMPARE(grid->tasks.size(), std::size_t{1});
        QVERIFY(std::isfinite(grid->tasks[0].loss.front()));
        session.stop();
        QVERIFY(reaches(RunState::Stopped));
    }

    void pauseGoOnStop()
    {
        app::TrainingSession session;
        watch(session);
        QSignalSpy ended(&session, &app::TrainingSession::ended);
        session.start(longExperiment(), {}, runsDir());
        QVERIFY(reaches(RunState::Running));
        session.pause();
        QVERIFY(reaches(RunState::Paused));
        const std::int64_t step = latest_->progress.step;
        session.change(QStringLiteral("training.learning_rate"), 0.02);
        session.goOn();
        QVERIFY(reaches(RunState::Running));
        QVERIFY(QTest::qWaitFor([&] { return latest_->progress.step > step; }, 60000));
        session.stop();
        QVERIFY(ended.wait(60000));
        QCOMPARE(ended.first().first().value<engine::RunOutcome>().state, RunState::Stopped);
    }

    void aSecondRunShowsNothingOfTheFirst()
    {
        app::TrainingSession session;
        watch(session);
        QSignalSpy ended(&session, &app::TrainingSession::ended);
        session.start(longExperiment(), {}, runsDir());
        QVERIFY(reaches(RunState::Running));
        const std::uint64_t first = latest_->runId;
        session.stop();
        QVERIFY(ended.wait(60000));
        latest_.reset();
        session.start(longExperiment(), {}, runsDir());
        QVERIFY(reaches(RunState::Running));
        QVERIFY(latest_->runId != first);
    }  // and going out of scope while it runs stops it

    void aRunThatCannotStartSaysWhy()
    {
        app::TrainingSession session;
        QSignalSpy ended(&session, &app::TrainingSession::ended);
        engine::Json experiment = tests::smallExperiment();
        experiment["benchmark"]["dataset"] = "mnist";
        session.start(engine::Experiment(experiment), runsDir() / "no-data", runsDir());
        QVERIFY(ended.wait(60000));
        const auto outcome = ended.first().first().value<engine::RunOutcome>();
        QCOMPARE(outcome.state, RunState::Failed);
        QVERIFY(outcome.message.find("no-data") != std::string::npos);
        QVERIFY(outcome.folder.empty());

        session.resume(runsDir() / "nothing", {});
        QVERIFY(ended.wait(60000));
        QVERIFY(ended.last().first().value<engine::RunOutcome>().message.find("no such run") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TrainingSessionTest)
#include "tst_training_session.moc"
