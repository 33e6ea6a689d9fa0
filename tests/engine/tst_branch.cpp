// A run that begins with the first tasks of another one: the same to the last byte where nothing was changed, and only what does
// not undo the past can change.
#include "engine/error.h"
#include "engine/runs/boundaries.h"
#include "engine/runs/branch_options.h"
#include "engine/runs/session.h"
#include "engine/runs/stored_run.h"
#include "tests/support/run_files.h"
#include "tests/support/small_experiment.h"

#include <QtTest>

using namespace isthmus;
using namespace isthmus::engine;
using tests::bytesOf;
using tests::contents;

class BranchTest final : public QObject {
    Q_OBJECT

    QTemporaryDir runs_;
    std::filesystem::path parent_;  ///< of the small experiment with three tasks

    std::filesystem::path runsDir() const { return runs_.path().toStdString(); }

    static Json threeTasks()
    {
        Json experiment = tests::smallExperiment();
        experiment["benchmark"]["tasks"] = 3;
        experiment["benchmark"]["train_per_task"] = 300;
        experiment["benchmark"]["test_per_task"] = 100;
        return experiment;
    }

    std::filesystem::path runToEnd(const Json& experiment) const
    {
        const RunOutcome outcome = Session(Experiment(experiment), "", runsDir(), {}).run({});
        return outcome.state == RunState::Done ? outcome.folder : std::filesystem::path();
    }

    RunOutcome branch(const std::filesystem::path& parent, int after, const std::vector<std::string>& settings = {}) const
    {
        return Session::branch(parent, after, settings, "", "", {}).run({});
    }

    QString refusal(const std::filesystem::path& parent, int after, const std::vector<std::string>& settings = {}) const
    {
        try {
            const RunOutcome outcome = branch(parent, after, settings);
            return outcome.kind == Error::Kind::BadInput ? QString::fromStdString(outcome.message) : QString();
        } catch (const Error& error) {
            return error.kind() == Error::Kind::BadInput ? QString::fromUtf8(error.what()) : QString();
        }
    }

    std::size_t folders() const
    {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(runsDir()), {}));
    }

    /// A copy of the parent with one file of it changed.
    std::filesystem::path tampered(const char* name, const std::function<void(QByteArray&)>& change)
    {
        const auto folder = runsDir() / ("tampered-" + std::to_string(folders()));
        std::filesystem::copy(parent_, folder, std::filesystem::copy_options::recursive);
        QByteArray bytes = bytesOf(folder / name);
        change(bytes);
        QFile out(QString::fromStdString((folder / name).string()));
        if (out.open(QIODevice::WriteOnly | QIODevice::Truncate))
            out.write(bytes);
        return folder;
    }

private Q_SLOTS:
    void initTestCase()
    {
        parent_ = runToEnd(threeTasks());
        QVERIFY(!parent_.empty());
    }

    void aRunKeepsTheEndOfEveryTask()
    {
        const RunFolder folder = RunFolder::open(parent_);
        QCOMPARE(boundaryTasks(folder), (std::vector<int>{1, 2, 3}));
        QCOMPARE(readBoundary(folder, 2).task, 2);
        // The last one is the run's last checkpoint under another name.
        QVERIFY(std::filesystem::equivalent(folder.boundary(3), folder.resume()));
        QVERIFY(!lineageOf(folder));

        Json experiment = threeTasks();
        experiment["execution"]["keep_boundaries"] = false;
        const auto without = runToEnd(experiment);
        QVERIFY(!std::filesystem::exists(without / "boundaries"));
        QVERIFY(refusal(without, 1).contains("keep_boundaries"));
    }

    void unchangedItEqualsItsParent_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("after");
        for (const char* method :
             {R"({"kind": "subspace_connectivity", "vertices": 2, "connect_steps": 20})",
              R"({"kind": "ewc", "importance_examples": 50})", R"({"kind": "agem"})", R"({"kind": "er", "buffer": "reservoir"})",
              R"({"kind": "mc_sgd", "connect_steps": 20})", R"({"kind": "vanilla_ensemble", "base": "er", "members": 2})",
              R"({"kind": "batch_ensemble"})"})
            for (const int after : {1, 2})
                QTest::addRow("%s after task %d", method, after) << method << after;
    }

    void unchangedItEqualsItsParent()
    {
        QFETCH(QString, method);
        QFETCH(int, after);
        static QMap<QString, std::filesystem::path> parents;
        Json experiment = threeTasks();
        experiment["method"] = Json::parse(method.toStdString());
        if (!parents.contains(method))
            parents[method] = runToEnd(experiment);
        const RunOutcome outcome = branch(parents[method], after);
        QVERIFY2(outcome.state == RunState::Done, outcome.message.c_str());
        QVERIFY(outcome.folder != parents[method]);
        const auto files = contents(outcome.folder);
        const auto expected = contents(parents[method]);
        QCOMPARE(files.keys(), expected.keys());
        for (auto file = expected.begin(); file != expected.end(); ++file)
            QVERIFY2(files[file.key()] == file.value(), qPrintable(file.key()));
    }

    void whatChangesComesAfter()
    {
        const RunOutcome outcome = branch(parent_, 1, {"training.learning_rate=0.01", "training.epochs=2", "name=slower"});
        QVERIFY2(outcome.state == RunState::Done, outcome.message.c_str());
        const auto files = contents(outcome.folder);
        const auto before = contents(parent_);
        QCOMPARE(files["weights/task-01.safetensors"], before["weights/task-01.safetensors"]);
        QCOMPARE(files["weights/task-01-vertex-2.safetensors"], before["weights/task-01-vertex-2.safetensors"]);
        QVERIFY(files["weights/task-02.safetensors"] != before["weights/task-02.safetensors"]);
        const Json experiment = readJsonFile(outcome.folder / "experiment.json");
        QCOMPARE(experiment.at("training").at("epochs").get<int>(), 2);
        QVERIFY(outcome.folder.filename().string().starts_with("slower-"));
        // 30 steps of task 1, then 60 and 20 that connect, twice.
        QCOMPARE(readJsonFile(outcome.folder / "summary.json").at("cost").at("steps").get<int>(), 30 + 2 * (60 + 20));
        QVERIFY(files["events.jsonl"].contains(R"({"event":"option","step":30,"option":"training.learning_rate","value":0.01})"));
        QCOMPARE(files["events.jsonl"].count("\"event\":\"option\""), 2);

        const Lineage lineage = lineageOf(RunFolder::open(outcome.folder)).value();
        QCOMPARE(lineage.parent, parent_.filename().string());
        QCOMPARE(lineage.afterTask, 1);
        const Json parent = readJsonFile(outcome.folder / "provenance.json").at("parent");
        QCOMPARE(parent.at("changed").at("training.learning_rate").get<double>(), 0.01);
        QCOMPARE(parent.at("checkpoint_sha256").get<std::string>().size(), std::size_t{64});
        QCOMPARE(contents(parent_), before);  // the parent is as it was
    }

    void moreTasksAfterTheLast()
    {
        QVERIFY(refusal(parent_, 3).contains("benchmark.tasks: must be more than 3"));
        const RunOutcome outcome = branch(parent_, 3, {"benchmark.tasks=5"});
        QVERIFY2(outcome.state == RunState::Done, outcome.message.c_str());
        Json longer = threeTasks();
        longer["benchmark"]["tasks"] = 5;
        const auto whole = contents(runToEnd(longer));
        const auto files = contents(outcome.folder);
        QCOMPARE(files["weights/task-05.safetensors"], whole["weights/task-05.safetensors"]);
        QCOMPARE(files["summary.json"], whole["summary.json"]);
    }

    void aBranchStopsAndGoesOnLikeAnyRun()
    {
        std::stop_source source;
        SessionListener listener;
        listener.onSnapshot = [&](const RunSnapshotPtr& snapshot) {
            if (snapshot->state == RunState::Running)
                source.request_stop();
        };
        const RunOutcome stopped =
            Session::branch(parent_, 1, {"training.momentum=0.1"}, "", "", listener).run(source.get_token());
        QCOMPARE(stopped.state, RunState::Stopped);
        const StoredRun stored = readRun(RunFolder::open(stopped.folder));
        QCOMPARE(stored.snapshot.accuracy().learned(), 1);
        QCOMPARE(Session::resume(stopped.folder, {}, "", {}).run({}).state, RunState::Done);
        QCOMPARE(contents(stopped.folder), contents(branch(parent_, 1, {"training.momentum=0.1"}).folder));

        // A branch can be branched, at the ends of its parent's tasks too.
        const RunFolder folder = RunFolder::open(stopped.folder);
        QCOMPARE(boundaryTasks(folder), (std::vector<int>{1, 2, 3}));
        const RunOutcome again = branch(stopped.folder, 2);
        QCOMPARE(contents(again.folder)["summary.json"], contents(stopped.folder)["summary.json"]);
        QCOMPARE(lineageOf(RunFolder::open(again.folder))->parent, stopped.folder.filename().string());
    }

    void whatHasBeenLearnedStays_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("said");
        QTest::newRow("a shape") << "method.vertices=3"
                                 << "method.vertices: cannot change in a branch: what has been learned";
        QTest::newRow("another method") << "method.kind=sgd"
                                        << "method.kind: cannot change";
        QTest::newRow("the network") << "model.hidden=[32]"
                                     << "model.hidden: cannot change";
        QTest::newRow("the tasks") << "benchmark.step_degrees=10"
                                   << "benchmark.step_degrees: cannot change";
        QTest::newRow("fewer tasks") << "benchmark.tasks=2"
                                     << "it can only grow";
        QTest::newRow("the seed") << "seed=4"
                                  << "order_seed";
        QTest::newRow("several runs") << "seeds=[1,2]"
                                      << "a branch is one run";
        QTest::newRow("out of range") << "training.epochs=0"
                                      << "training.epochs: must be between";
        QTest::newRow("a wrong word") << "training.epoch=2"
                                      << "did you mean";
        QTest::newRow("too many tasks") << "benchmark.tasks=40"
                                        << "360";
    }

    void whatHasBeenLearnedStays()
    {
        QFETCH(QString, setting);
        QFETCH(QString, said);
        const std::size_t before = folders();
        const QString line = refusal(parent_, 1, {setting.toStdString()});
        QVERIFY2(line.contains(said) && !line.contains('\n'), qPrintable(line));
        QCOMPARE(folders(), before);
    }

    void changesAreListedWithTheirReasons()
    {
        const Json before = Experiment(threeTasks()).values();
        Json given = threeTasks();
        given["method"]["vertices"] = 3;
        given["method"]["connect_steps"] = 30;
        given["training"]["momentum"] = 0.0;
        const std::vector<BranchChange> changes = branchChanges(before, Experiment(given).values());
        QCOMPARE(changes.size(), std::size_t{3});
        QCOMPARE(changes[0].path, std::string("method.vertices"));
        QVERIFY(!changes[0].refusal.empty());
        QCOMPARE(changes[1].path, std::string("method.connect_steps"));
        QCOMPARE(changes[1].before, Json(20));
        QCOMPARE(changes[1].after, Json(30));
        QVERIFY(changes[1].refusal.empty());
        QCOMPARE(changes[2].path, std::string("training.momentum"));
        QVERIFY(branchChanges(before, before).empty());
    }

    void tamperedBoundariesAreRefused()
    {
        const auto flip = [](QByteArray& bytes) { bytes[bytes.size() - 1] = static_cast<char>(bytes.back() ^ 1); };
        const auto weights = tampered("boundaries/task-01.safetensors", flip);
        QVERIFY(refusal(weights, 1).contains("checksum"));
        QVERIFY(branch(weights, 2).state == RunState::Done);  // the others are whole
        QVERIFY(refusal(tampered("boundaries/task-01.safetensors", [](QByteArray& bytes) { bytes.chop(100); }), 1)
                    .contains("checksum"));
        QVERIFY(refusal(tampered("events.jsonl", [](QByteArray& bytes) { bytes[20] = 'x'; }), 1).contains("events.jsonl"));
        QVERIFY(refusal(tampered("events.jsonl", [](QByteArray& bytes) { bytes.truncate(200); }), 1).contains("checksum"));
        QVERIFY(refusal(tampered("boundaries/task-02.json", [](QByteArray& bytes) { bytes = "[]"; }), 2).contains("damaged"));
        QVERIFY(refusal(tampered("boundaries/task-02.json", [](QByteArray& bytes) { bytes.replace(": 2,", ": 1,"); }), 2)
                    .contains("another task"));
        const QString none = refusal(parent_, 7);
        QVERIFY2(none.contains("after task 1, 2 or 3"), qPrintable(none));
    }

    void otherDataAreRefused()
    {
        const auto other = tampered("provenance.json", [](QByteArray& bytes) {
            const qsizetype at = bytes.indexOf("train_images_sha256") + 24;
            bytes[at] = bytes[at] == '0' ? '1' : '0';
        });
        const std::size_t before = folders();
        QVERIFY(refusal(other, 1).contains("checksums differ"));
        QCOMPARE(folders(), before);
    }
};

QTEST_APPLESS_MAIN(BranchTest)
#include "tst_branch.moc"
