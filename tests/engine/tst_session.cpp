#include "engine/runs/session.h"
#include "engine/runs/stored_run.h"
#include "tests/support/run_files.h"
#include "tests/support/small_experiment.h"

#include <QtTest>

#include <sys/time.h>

#include <csignal>
#include <thread>

using namespace isthmus;
using namespace isthmus::engine;

using tests::bytesOf;
using tests::contents;

class SessionTest final : public QObject {
    Q_OBJECT

    QTemporaryDir runs_;

    std::filesystem::path runsDir() const { return runs_.path().toStdString(); }

    RunOutcome runToEnd(const Json& experiment, SessionListener listener = {})
    {
        return Session(Experiment(experiment), "", runsDir(), std::move(listener)).run({});
    }

    /// Runs, and does `act` before step number `step` (from 1) of the run: the session offers its weights once before each.
    RunOutcome runAndActAt(const Json& experiment, int step, const std::function<void(Control&, std::stop_source&)>& act)
    {
        std::stop_source source;
        Control* control = nullptr;
        int offers = 0;
        SessionListener listener;
        listener.onWeights = [&](const auto&) {
            if (++offers == step)
                act(*control, source);
            if (offers < step)
                control->requestWeights();
        };
        Session session(Experiment(experiment), "", runsDir(), listener);
        control = &session.control();
        control->requestWeights();
        return session.run(source.get_token());
    }

private Q_SLOTS:
    void theFolderIsAsPromised()
    {
        const RunOutcome outcome = runToEnd(tests::smallExperiment());
        QCOMPARE(outcome.state, RunState::Done);
        const auto names = contents(outcome.folder).keys();
        for (const char* name :
             {"experiment.json", "events.jsonl", "resume.safetensors", "summary.json", "weights/init.safetensors",
              "weights/task-01.safetensors", "weights/task-01-vertex-1.safetensors", "weights/task-01-vertex-2.safetensors",
              "weights/task-02.safetensors", "weights/task-02-learned.safetensors", "weights/task-02-vertex-2.safetensors"})
            QVERIFY2(names.contains(QString::fromLatin1(name)), name);
        QVERIFY(!names.contains(QStringLiteral("weights/task-01-learned.safetensors")));  // nothing to connect to yet
        QVERIFY(names.filter(QStringLiteral("unfinished")).isEmpty());

        const Json provenance = readJsonFile(outcome.folder / "provenance.json");
        QCOMPARE(provenance.at("dataset").at("train_images_sha256").get<std::string>().size(), std::size_t{64});
        QCOMPARE(provenance.at("device").get<std::string>(), std::string("cpu"));
        const Json resolved = readJsonFile(outcome.folder / "experiment.json");
        QCOMPARE(resolved.at("training").at("batch_size").get<int>(), 10);  // a default, filled in
        QVERIFY(bytesOf(outcome.folder / "log.txt").contains("task 2 of 2"));
    }

    void summaryAgreesWithEvents()
    {
        const RunOutcome outcome = runToEnd(tests::smallExperiment());
        const Json summary = readJsonFile(outcome.folder / "summary.json");
        const StoredRun run = readRun(RunFolder::open(outcome.folder));
        const AccuracyMatrix& accuracy = run.snapshot.accuracy();
        QCOMPARE(summary.at("accuracy").at(1).at(0).get<double>(), *accuracy.at(2, 1));
        QVERIFY(summary.at("accuracy").at(0).at(1).is_null());
        QCOMPARE(summary.at("average_accuracy").get<double>(), (*accuracy.at(2, 1) + *accuracy.at(2, 2)) / 2);
        QCOMPARE(summary.at("forgetting").get<double>(), *accuracy.at(1, 1) - *accuracy.at(2, 1));
        QCOMPARE(summary.at("cost").at("steps").get<int>(), 140);
        QVERIFY(*accuracy.at(1, 1) > 0.3);  // it learned something: chance is 0.1

        // Operations by hand: P weights, F per forward pass; 120 learning steps of 10, 20 connecting steps of 24 + 24.
        const double f = 2.0 * (784 * 16 + 16 * 10);
        const double p = 784 * 16 + 16 + 16 * 10 + 10;
        const double expected = 120 * (30 * f + 3 * p + 4 * p) + 20 * (2 * (72 * f + 5 * p) + 4 * p);
        QCOMPARE(summary.at("cost").at("training_operations").get<double>(), expected);
        QCOMPARE(summary.at("cost").at("training_operations_vs_sgd").get<double>(), expected / (120 * (30 * f + 2 * p)));
        QCOMPARE(summary.at("cost").at("stored_floats").get<double>(), 2 * p + p + 200 * 784);
        QCOMPARE(summary.at("cost").at("prediction_operations_vs_sgd").get<double>(), 1.0);
        QCOMPARE(run.snapshot.trace->loss.size(), std::size_t{14});
        QCOMPARE(run.snapshot.trace->phases.size(), std::size_t{3});
        QCOMPARE(run.snapshot.trace->accuracy.size(), std::size_t{2 + 3 * 2 + 1 + 2});  // probes at 25, 50, 75, 100, 125
    }

    void sameSeedSameBytes()
    {
        const auto first = contents(runToEnd(tests::smallExperiment()).folder);
        QCOMPARE(contents(runToEnd(tests::smallExperiment()).folder), first);
        Json other = tests::smallExperiment();
        other["seed"] = 4;
        QVERIFY(contents(runToEnd(other).folder)["weights/task-02.safetensors"] != first["weights/task-02.safetensors"]);
    }

    /// oneDNN's products do not survive a signal handler on their thread: a session keeps signals out.
    void signalsDisturbNothing()
    {
        Json experiment = tests::smallExperiment();
        experiment["model"]["hidden"] = {256, 256};
        const auto undisturbed = contents(runToEnd(experiment).folder);
        struct sigaction handled {};
        handled.sa_handler = [](int) {};
        struct sigaction before {};
        sigaction(SIGALRM, &handled, &before);
        const itimerval often{{0, 100}, {0, 100}};
        setitimer(ITIMER_REAL, &often, nullptr);
        const auto disturbed = contents(runToEnd(experiment).folder);
        const itimerval never{};
        setitimer(ITIMER_REAL, &never, nullptr);
        sigaction(SIGALRM, &before, nullptr);
        QCOMPARE(disturbed, undisturbed);
    }

    void resumedEqualsUninterrupted_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {1, 2, 26, 59, 60, 61, 87, 121, 130, 140})
            QTest::addRow("stopped before step %d", step) << step;
    }

    void resumedEqualsUninterrupted()
    {
        QFETCH(int, step);
        static const auto expected = contents(runToEnd(tests::smallExperiment()).folder);
        const RunOutcome stopped = runAndActAt(tests::smallExperiment(), step, [](Control& control, std::stop_source& source) {
            source.request_stop();
            control.requestWeights();
        });
        QCOMPARE(stopped.state, RunState::Stopped);
        QCOMPARE(stopped.kind, Error::Kind::Interrupted);
        QVERIFY(!std::filesystem::exists(stopped.folder / "summary.json"));
        const StoredRun stored = readRun(RunFolder::open(stopped.folder));
        QCOMPARE(stored.snapshot.state, RunState::Stopped);

        const RunOutcome outcome = Session::resume(stopped.folder, {}, "", {}).run({});
        QCOMPARE(outcome.state, RunState::Done);
        const auto files = contents(stopped.folder);
        QCOMPARE(files.keys(), expected.keys());
        for (auto file = expected.begin(); file != expected.end(); ++file)
            QVERIFY2(files[file.key()] == file.value(), qPrintable(file.key()));
    }

    void barriersBetweenTheSolutions()
    {
        const Json with = readJsonFile(runToEnd(tests::smallExperiment()).folder / "summary.json");
        const Json& table = with.at("barriers");
        QCOMPARE(table.at("networks"), (Json{"task-01", "task-02"}));
        QCOMPARE(table.at("tasks"), (Json{1, 2}));
        QCOMPARE(table.at("points").get<int>(), 11);
        QCOMPARE(table.at("samples").get<int>(), 100);
        for (const Json& heights : table.at("heights")) {
            QCOMPARE(heights.size(), std::size_t{2});
            QCOMPARE(heights[0][1], heights[1][0]);
            QCOMPARE(heights[0][0].get<double>(), 0.0);
        }

        Json experiment = tests::smallExperiment();
        experiment["execution"]["barrier_samples"] = 0;
        QVERIFY(!readJsonFile(runToEnd(experiment).folder / "summary.json").contains("barriers"));
        Json one = tests::smallExperiment();
        one["benchmark"]["tasks"] = 1;
        QVERIFY(!readJsonFile(runToEnd(one).folder / "summary.json").contains("barriers"));
        // A short run does not pay for 28 lines.
        Json few = tests::smallExperiment();
        few["benchmark"]["tasks"] = 8;
        few["benchmark"]["train_per_task"] = 30;
        few["model"]["hidden"] = {64, 64, 64};
        few["method"] = "sgd";
        const RunOutcome shorter = runToEnd(few);
        QVERIFY(!readJsonFile(shorter.folder / "summary.json").contains("barriers"));
        QVERIFY(bytesOf(shorter.folder / "log.txt").contains("no barriers"));
    }

    void stoppedWhileBarriersAreMeasured()
    {
        const auto expected = contents(runToEnd(tests::smallExperiment()).folder);
        std::stop_source source;
        SessionListener listener;
        listener.onSnapshot = [&](const RunSnapshotPtr& snapshot) {
            if (snapshot->accuracy().learned() == 2)  // nothing but the barriers is left to do
                source.request_stop();
        };
        const RunOutcome stopped = Session(Experiment(tests::smallExperiment()), "", runsDir(), listener).run(source.get_token());
        QCOMPARE(stopped.state, RunState::Stopped);
        QVERIFY(!std::filesystem::exists(stopped.folder / "summary.json"));
        QCOMPARE(Session::resume(stopped.folder, {}, "", {}).run({}).state, RunState::Done);
        QCOMPARE(contents(stopped.folder), expected);
    }

    void aTornTailIsCut()
    {
        const RunOutcome stopped =
            runAndActAt(tests::smallExperiment(), 40, [](Control&, std::stop_source& source) { source.request_stop(); });
        QFile events(QString::fromStdString((stopped.folder / "events.jsonl").string()));
        QVERIFY(events.open(QIODevice::Append));
        events.write("{\"event\":\"loss\",\"step\":999,\"loss\":1.0}\n{\"event\":\"lo");  // after the checkpoint, then torn
        events.close();
        QCOMPARE(Session::resume(stopped.folder, {}, "", {}).run({}).state, RunState::Done);
        QCOMPARE(bytesOf(stopped.folder / "events.jsonl"), bytesOf(runToEnd(tests::smallExperiment()).folder / "events.jsonl"));
    }

    void liveOptionsChangeAtAStep()
    {
        const auto plain = contents(runToEnd(tests::smallExperiment()).folder);
        const RunOutcome changed = runAndActAt(tests::smallExperiment(), 31, [](Control& control, std::stop_source&) {
            control.change("training.learning_rate", 0.01);
            control.change("training.momentum", 7.0);   // out of range
            control.change("training.batch_size", 20);  // not a live option
            control.requestWeights();
        });
        QCOMPARE(changed.state, RunState::Done);
        const auto files = contents(changed.folder);
        QCOMPARE(files["events.jsonl"].count("\"event\":\"option\""), 1);
        QVERIFY(files["events.jsonl"].contains(R"({"event":"option","step":31,"option":"training.learning_rate","value":0.01})"));
        QVERIFY(files["weights/task-02.safetensors"] != plain["weights/task-02.safetensors"]);
        const QByteArray log = bytesOf(changed.folder / "log.txt");
        QVERIFY(log.contains("training.momentum: "));
        QVERIFY(log.contains("training.batch_size cannot change"));
        QCOMPARE(files["experiment.json"], plain["experiment.json"]);  // what was asked for at the start
    }

    void pauseAndStepStopWhereAsked()
    {
        std::jthread worker;
        std::vector<RunSnapshotPtr> snapshots;
        std::mutex mutex;
        std::condition_variable changed;
        SessionListener listener;
        listener.onSnapshot = [&](const RunSnapshotPtr& snapshot) {
            const std::scoped_lock lock(mutex);
            snapshots.push_back(snapshot);
            changed.notify_all();
        };
        Session session(Experiment(tests::smallExperiment()), "", runsDir(), listener);
        session.control().pause();  // before the first step
        RunOutcome outcome;
        worker = std::jthread([&](std::stop_token stop) { outcome = session.run(stop); });
        const auto pausedAt = [&](std::int64_t step) {
            std::unique_lock lock(mutex);
            return changed.wait_for(lock, std::chrono::seconds(60), [&] {
                return !snapshots.empty() && snapshots.back()->state == RunState::Paused
                       && snapshots.back()->progress.step == step;
            });
        };
        QVERIFY(pausedAt(0));
        session.control().finishTask();
        QVERIFY(pausedAt(60));
        QCOMPARE(snapshots.back()->accuracy().learned(), 1);

        // A second writer is turned away while this one holds the run.
        const std::filesystem::path folder = snapshots.back()->folder;
        const RunOutcome second = Session::resume(folder, {}, "", {}).run({});
        QCOMPARE(second.state, RunState::Failed);
        QCOMPARE(second.kind, Error::Kind::BadInput);
        QVERIFY(second.message.find("another program") != std::string::npos);
        QCOMPARE(readRun(RunFolder::open(folder)).snapshot.state, RunState::Paused);

        session.control().resume();
        worker.join();
        QCOMPARE(outcome.state, RunState::Done);
        QCOMPARE(snapshots.back()->state, RunState::Done);
        QCOMPARE(contents(outcome.folder)["summary.json"], contents(runToEnd(tests::smallExperiment()).folder)["summary.json"]);
    }

    void stopAnswersWhilePaused()
    {
        Session session(Experiment(tests::smallExperiment()), "", runsDir(), {});
        session.control().pause();
        std::stop_source source;
        RunOutcome outcome;
        std::jthread worker([&] { outcome = session.run(source.get_token()); });
        source.request_stop();
        worker.join();  // CTest's timeout is what fails if it does not
        QCOMPARE(outcome.state, RunState::Stopped);
    }

    void divergenceKeepsTheLastGoodState()
    {
        Json wild = tests::smallExperiment();
        wild["model"]["hidden"] = {16, 16, 16};
        wild["method"]["vertex_rate_multiplier"] = 1000.0;
        wild["training"] = {{"learning_rate", 0.0001}, {"momentum", 0.9}};
        wild["execution"]["log_every"] = 7;
        const RunOutcome outcome =
            runAndActAt(wild, 65, [](Control& control, std::stop_source&) { control.change("training.learning_rate", 100.0); });
        QCOMPARE(outcome.state, RunState::Diverged);
        QCOMPARE(outcome.kind, Error::Kind::Diverged);
        const QString message = QString::fromStdString(outcome.message);
        QVERIFY2(QRegularExpression(
                     QStringLiteral("at step (6[5-9]|[78]\\d) \\(task 2, learn\\).*smaller training.learning_rate than 100"))
                     .match(message)
                     .hasMatch(),
                 qPrintable(message));
        const Json summary = readJsonFile(outcome.folder / "summary.json");
        QCOMPARE(summary.at("state").get<std::string>(), std::string("diverged"));
        QCOMPARE(summary.at("tasks_learned").get<int>(), 1);
        QCOMPARE(readRun(RunFolder::open(outcome.folder)).snapshot.state, RunState::Diverged);

        QVERIFY_EXCEPTION_THROWN(Session::resume(outcome.folder, {}, "", {}), Error);
        const RunOutcome mended = Session::resume(outcome.folder, {"training.learning_rate=0.0001"}, "", {}).run({});
        QVERIFY2(mended.state == RunState::Done, mended.message.c_str());
        QCOMPARE(readRun(RunFolder::open(outcome.folder)).snapshot.accuracy().learned(), 2);
    }

    void settingsOfAResumeLeaveATrace()
    {
        const RunOutcome stopped =
            runAndActAt(tests::smallExperiment(), 40, [](Control&, std::stop_source& source) { source.request_stop(); });
        QVERIFY_EXCEPTION_THROWN(Session::resume(stopped.folder, {"training.batch_size=20"}, "", {}), Error);
        QVERIFY_EXCEPTION_THROWN(Session::resume(stopped.folder, {"training.momentum=2"}, "", {}), Error);
        QCOMPARE(Session::resume(stopped.folder, {"method.connect_learning_rate=0.01"}, "", {}).run({}).state, RunState::Done);
        const QByteArray events = bytesOf(stopped.folder / "events.jsonl");
        QCOMPARE(events.count("\"event\":\"option\""), 1);
        QVERIFY(events.contains("method.connect_learning_rate"));
        QCOMPARE(readRun(RunFolder::open(stopped.folder)).experiment.at("method").at("connect_learning_rate").get<double>(),
                 0.01);
        QVERIFY(bytesOf(stopped.folder / "weights/task-02.safetensors")
                != bytesOf(runToEnd(tests::smallExperiment()).folder / "weights/task-02.safetensors"));
    }

    void killedBeforeTheFirstCheckpointBeginsAgain()
    {
        const RunOutcome whole = runToEnd(tests::smallExperiment());
        const auto folder = runsDir() / "young";
        std::filesystem::create_directories(folder / "weights");
        std::filesystem::copy_file(whole.folder / "experiment.json", folder / "experiment.json");
        QCOMPARE(Session::resume(folder, {}, "", {}).run({}).state, RunState::Done);
        QCOMPARE(contents(folder), contents(whole.folder));
    }

    void damagedFoldersAreRefusedInOneLine_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("resume point cut short") << "resume.safetensors" << QByteArray(100, 'x');
        QTest::newRow("resume point of a network") << "resume.safetensors" << QByteArray("task");
        QTest::newRow("provenance is a list") << "provenance.json" << QByteArray("[]");
        QTest::newRow("summary is a list") << "summary.json" << QByteArray("[]");
        QTest::newRow("experiment is text") << "experiment.json" << QByteArray("\"hello\"");
        QTest::newRow("measurements of finished tasks are gone") << "events.jsonl" << QByteArray();
        QTest::newRow("weights are gone") << "weights/task-01.safetensors" << QByteArray();
    }

    void damagedFoldersAreRefusedInOneLine()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        const RunOutcome stopped =
            runAndActAt(tests::smallExperiment(), 70, [](Control&, std::stop_source& source) { source.request_stop(); });
        const std::filesystem::path path = stopped.folder / file.toStdString();
        if (content == "task")
            content = bytesOf(stopped.folder / "weights/task-01.safetensors");
        if (file == "experiment.json")
            std::filesystem::remove(stopped.folder / "resume.safetensors");  // else it is what counts
        QFile out(QString::fromStdString(path.string()));
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.write(content);
        out.close();
        std::string said;
        try {
            const RunOutcome outcome = Session::resume(stopped.folder, {}, "", {}).run({});
            QCOMPARE(outcome.state, RunState::Failed);
            QCOMPARE(outcome.kind, Error::Kind::BadInput);
            said = outcome.message;
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::BadInput);
            said = error.what();
        }
        QVERIFY2(said.find('\n') == std::string::npos && said.find(stopped.folder.filename().string()) != std::string::npos,
                 said.c_str());
    }

    void aStateThatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        // Same lengths, so that the file stays well formed.
        QTest::newRow("position is not JSON") << QByteArray("\\\"phase\\\":0") << QByteArray("\\\"phase\\\":-");
        QTest::newRow("steps below zero") << QByteArray("\\\"phase_step\\\":10,") << QByteArray("\\\"phase_step\\\":-1,");
        QTest::newRow("a task that is not there") << QByteArray("\\\"task\\\":2") << QByteArray("\\\"task\\\":9");
        QTest::newRow("other vertices") << QByteArray("method.vertices") << QByteArray("method.verticez");
    }

    void aStateThatDoesNotFitIsRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const RunOutcome stopped =
            runAndActAt(tests::smallExperiment(), 70, [](Control&, std::stop_source& source) { source.request_stop(); });
        QFile file(QString::fromStdString((stopped.folder / "resume.safetensors").string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains(from));
        bytes.replace(bytes.indexOf(from), from.size(), to);
        file.seek(0);
        file.write(bytes);
        file.close();
        try {
            const RunOutcome outcome = Session::resume(stopped.folder, {}, "", {}).run({});
            QCOMPARE(outcome.kind, Error::Kind::BadInput);
            QVERIFY2(outcome.message.find("resume.safetensors") != std::string::npos, outcome.message.c_str());
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::BadInput);
            QVERIFY2(std::string(error.what()).find("resume.safetensors") != std::string::npos, error.what());
        }
    }

    void lossesThatAreNotNumbersAreRefused()
    {
        const RunOutcome stopped =
            runAndActAt(tests::smallExperiment(), 65, [](Control&, std::stop_source& source) { source.request_stop(); });
        QFile file(QString::fromStdString((stopped.folder / "resume.safetensors").string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() - 4));  // the last array is that of the pending losses
        file.write(QByteArray::fromHex("0000c07f"));
        file.close();
        const RunOutcome outcome = Session::resume(stopped.folder, {}, "", {}).run({});
        QCOMPARE(outcome.kind, Error::Kind::BadInput);
        QVERIFY2(outcome.message.find("not finite") != std::string::npos, outcome.message.c_str());
    }

    void otherDataUnderTheSameNameIsRefused()
    {
        const RunOutcome stopped =
            runAndActAt(tests::smallExperiment(), 10, [](Control&, std::stop_source& source) { source.request_stop(); });
        QByteArray provenance = bytesOf(stopped.folder / "provenance.json");
        const qsizetype at = provenance.indexOf("train_images_sha256") + 24;
        provenance[at] = provenance[at] == '0' ? '1' : '0';
        QFile out(QString::fromStdString((stopped.folder / "provenance.json").string()));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(provenance);
        out.close();
        const RunOutcome outcome = Session::resume(stopped.folder, {}, "", {}).run({});
        QCOMPARE(outcome.kind, Error::Kind::BadInput);
        QVERIFY2(outcome.message.find("checksums") != std::string::npos, outcome.message.c_str());
    }

    /// Every method through the whole machinery: stopped anywhere, it goes on to the same files.
    void everyMethodResumesExactly_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("hidden");
        QTest::addColumn<int>("step");
        for (const char* method :
             {R"({"kind": "ewc", "importance_examples": 50})", R"({"kind": "agem"})", R"({"kind": "er", "buffer": "reservoir"})",
              R"({"kind": "mc_sgd", "connect_steps": 20})", R"({"kind": "multitask"})",
              R"({"kind": "vanilla_ensemble", "base": "er", "members": 2})", R"({"kind": "batch_ensemble"})",
              R"({"kind": "subspace_ensemble", "form": "bezier", "diversity": 0.1})"})
            for (const int step : {16, 33})
                QTest::addRow("%s before step %d", method, step) << method << 16 << step;
        // So wide that steps are taken together; stopped between those.
        for (const char* method : {R"({"kind": "sgd"})", R"({"kind": "subspace_connectivity", "connect_steps": 20})",
                                   R"({"kind": "vanilla_ensemble", "base": "sgd"})"})
            for (const int step : {2, 4})
                QTest::addRow("%s, together, before stretch %d", method, step) << method << 128 << step;
    }

    void everyMethodResumesExactly()
    {
        QFETCH(QString, method);
        QFETCH(int, hidden);
        QFETCH(int, step);
        Json experiment = tests::smallExperiment();
        experiment["method"] = Json::parse(method.toStdString());
        experiment["model"]["hidden"] = {hidden};
        experiment["benchmark"]["train_per_task"] = 300;
        experiment["benchmark"]["test_per_task"] = 100;
        experiment["execution"]["tasks_ahead"] = "all";
        experiment["execution"]["probe_every"] = hidden > 16 ? 11 : 0;
        static QMap<QString, QMap<QString, QByteArray>> whole;
        if (!whole.contains(method))
            whole[method] = contents(runToEnd(experiment).folder);
        const RunOutcome stopped =
            runAndActAt(experiment, step, [](Control&, std::stop_source& source) { source.request_stop(); });
        QCOMPARE(stopped.state, RunState::Stopped);
        QCOMPARE(Session::resume(stopped.folder, {}, "", {}).run({}).state, RunState::Done);
        const auto files = contents(stopped.folder);
        QCOMPARE(files.keys(), whole[method].keys());
        for (auto file = files.begin(); file != files.end(); ++file)
            QVERIFY2(file.value() == whole[method][file.key()], qPrintable(file.key()));
    }

    /// How often accuracy is probed changes no weight, though steps are taken together.
    void probesChangeNothing()
    {
        Json experiment = tests::smallExperiment();
        experiment["model"]["hidden"] = {128};
        experiment["execution"]["probe_examples"] = 0;
        const auto without = contents(runToEnd(experiment).folder);
        experiment["execution"]["probe_examples"] = 10;
        for (const int every : {0, 1, 5, 11}) {
            experiment["execution"]["probe_every"] = every;
            const RunOutcome outcome = runToEnd(experiment);
            const auto with = contents(outcome.folder);
            for (const char* name : {"weights/task-01.safetensors", "weights/task-02-learned.safetensors",
                                     "weights/task-02.safetensors", "weights/task-02-vertex-1.safetensors"})
                QVERIFY2(with[name] == without[name], name);
            if (every == 5)  // 12 and 16 probes inside the tasks, on one task and on two, and their ends
                QCOMPARE(readRun(RunFolder::open(outcome.folder)).snapshot.trace->accuracy.size(),
                         std::size_t{12 + 16 * 2 + 1 + 2});
        }
    }

    /// Stopped at any moment, in the middle of a probe among them, a run goes on to the same files.
    void stoppedWithinProbesResumesExactly()
    {
        Json experiment = tests::smallExperiment();
        experiment["model"]["hidden"] = {128};
        experiment["execution"]["probe_every"] = 3;
        experiment["execution"]["probe_examples"] = 200;
        const auto whole = contents(runToEnd(experiment).folder);
        for (const int probe : {1, 2, 5, 13, 30, 45}) {
            std::stop_source source;
            SessionListener listener;
            std::size_t seen = 0;
            // Several probes fall on steps that are computed together: told of one, the run is stopped with others due.
            listener.onSnapshot = [&](const auto& snapshot) {
                seen = std::max(seen, snapshot->trace ? snapshot->trace->accuracy.size() : 0);
                if (seen >= static_cast<std::size_t>(probe))
                    source.request_stop();
            };
            const RunOutcome stopped = Session(Experiment(experiment), "", runsDir(), listener).run(source.get_token());
            QCOMPARE(stopped.state, RunState::Stopped);
            QCOMPARE(Session::resume(stopped.folder, {}, "", {}).run({}).state, RunState::Done);
            const auto files = contents(stopped.folder);
            QCOMPARE(files.keys(), whole.keys());
            for (auto file = files.begin(); file != files.end(); ++file)
                QVERIFY2(file.value() == whole[file.key()], qPrintable(file.key()));
        }
    }

    void everythingIsMeasured()
    {
        Json experiment = tests::smallExperiment();
        experiment["execution"] = {{"tasks_ahead", "next"}};
        const RunOutcome outcome = runToEnd(experiment);
        const StoredRun run = readRun(RunFolder::open(outcome.folder));
        const RunResults& results = *run.snapshot.results;
        QVERIFY(results.accuracy.at(1, 2).has_value());
        QVERIFY(results.untrained[0] && results.untrained[1]);
        const Json summary = readJsonFile(outcome.folder / "summary.json");
        QVERIFY(std::abs(summary.at("forward_transfer").get<double>() - (*results.accuracy.at(1, 2) - *results.untrained[1]))
                < 1e-12);
        // Vertices to compare, tasks ahead measured: nothing is missing but what needs three tasks.
        QCOMPARE(summary.at("undefined").size(), std::size_t{1});
        QVERIFY(summary.at("undefined").contains("forgetting_short_range"));
        QVERIFY(!summary.contains("training_seconds"));
        QVERIFY(summary.at("disagreement").get<double>() > 0.0 && summary.at("weight_cosine").get<double>() < 1.0);
        QVERIFY(results.time && results.time->trainingSeconds > 0.0 && results.time->evaluationSeconds > 0.0);
        QCOMPARE(results.cost[1]->trainingOperations, summary.at("cost").at("training_operations").get<double>());
        QCOMPARE(summary.at("training_operations_vs_sgd"), summary.at("cost").at("training_operations_vs_sgd"));
        // Probes cost at most a tenth of what plain SGD would: 60 + 80 steps, one and then two tasks of 100 images.
        double images = 0.0;
        for (const AccuracySample& sample : run.snapshot.trace->accuracy)
            images += sample.full ? 0.0 : 100.0;
        QVERIFY2(images > 0.0 && images < 0.1 * 140 * 3 * 10 * 1.1, qPrintable(QString::number(images)));
    }

    void costsAreMultiplesOfTheUnscaledNetwork()
    {
        Json experiment = tests::smallExperiment();
        experiment["method"] = {{"kind", "sgd"}};
        experiment["model"]["parameter_multiple"] = 4;
        const Json summary = readJsonFile(runToEnd(experiment).folder / "summary.json");
        QVERIFY(std::abs(summary.at("stored_floats_vs_sgd").get<double>() - 4.0) < 0.05);
        QVERIFY(std::abs(summary.at("training_operations_vs_sgd").get<double>() - 4.0) < 0.05);
    }

    /// Members of an ensemble share the data that multitask training keeps.
    void sharedDataCountOnce()
    {
        const auto stored = [&](const Json& method) {
            Json experiment = tests::smallExperiment();
            experiment["method"] = method;
            return readJsonFile(runToEnd(experiment).folder / "summary.json").at("cost").at("stored_floats").get<double>();
        };
        const double p = 784 * 16 + 16 + 16 * 10 + 10;
        const double images = 2 * 600 * 784;
        QCOMPARE(stored({{"kind", "multitask"}}), p + images);
        QCOMPARE(stored({{"kind", "vanilla_ensemble"}, {"members", 3}, {"base", "multitask"}}), 3 * p + images);
    }

    void splitTasksOfDifferentSizes()
    {
        for (const char* scenario : {"task_incremental", "class_incremental"}) {
            Json experiment = tests::smallExperiment();
            experiment["benchmark"] = {{"kind", "split"},         {"dataset", "glyphs"},    {"tasks", 3},
                                       {"classes_per_task", 2},   {"scenario", scenario},   {"train_per_task", 400},
                                       {"shuffle_classes", true}, {"validation_share", 0.1}};
            const RunOutcome outcome = runToEnd(experiment);
            QVERIFY2(outcome.state == RunState::Done, outcome.message.c_str());
            const double accuracy = readJsonFile(outcome.folder / "summary.json").at("average_accuracy").get<double>();
            QVERIFY2(accuracy > (std::string(scenario) == "task_incremental" ? 0.7 : 0.25),
                     qPrintable(QString::number(accuracy)));
        }
    }

    void aConvolutionalNetworkOnColourlessImages()
    {
        for (const char* normalisation : {"batch", "recomputed", "none"}) {
            Json experiment = tests::smallExperiment();
            experiment["benchmark"]["train_per_task"] = 100;
            experiment["benchmark"]["test_per_task"] = 40;
            experiment["model"] = {{"kind", "resnet18"}, {"feature_maps", 2}, {"normalisation", normalisation}};
            experiment["method"]["connect_steps"] = 3;
            const RunOutcome outcome = runToEnd(experiment);
            QVERIFY2(outcome.state == RunState::Done, outcome.message.c_str());
        }
    }

    void finishedRunsAreNotResumed()
    {
        const RunOutcome outcome = runToEnd(tests::smallExperiment());
        QVERIFY_EXCEPTION_THROWN(Session::resume(outcome.folder, {}, "", {}), Error);
    }

    void everyMethodRuns_data()
    {
        QTest::addColumn<QString>("kind");
        for (const OptionSection& section : experimentSchema().sections)
            if (section.key == "method")
                for (const OptionGroup& kind : section.kinds)
                    QTest::newRow(kind.id.c_str()) << QString::fromStdString(kind.id);
    }

    void everyMethodRuns()
    {
        QFETCH(QString, kind);
        Json experiment = tests::smallExperiment();
        experiment["method"] = {{"kind", kind.toStdString()}};
        experiment["benchmark"]["kind"] = "permuted";
        experiment["benchmark"].erase("step_degrees");
        const RunOutcome outcome = runToEnd(experiment);
        QVERIFY2(outcome.state == RunState::Done, outcome.message.c_str());
        const double accuracy = readJsonFile(outcome.folder / "summary.json").at("average_accuracy").get<double>();
        QVERIFY2(accuracy > 0.2, qPrintable(QString::number(accuracy)));
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
