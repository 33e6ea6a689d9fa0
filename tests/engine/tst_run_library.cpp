#include "engine/error.h"
#include "engine/results/record_values.h"
#include "engine/runs/files.h"
#include "engine/runs/run_library.h"
#include "engine/runs/run_notes.h"
#include "engine/runs/run_trash.h"
#include "engine/runs/session.h"
#include "tests/support/small_experiment.h"

#include <QtTest>

#include <cmath>
#include <fstream>

using namespace isthmus;
using namespace isthmus::engine;
namespace fs = std::filesystem;

namespace {

/// The whole run folder once more, as a kill at this moment would leave it: nobody holds its lock.
fs::path copyOf(const fs::path& run, const std::string& name)
{
    const fs::path copy = run.parent_path() / name;
    fs::copy(run, copy, fs::copy_options::recursive);
    return copy;
}

void append(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::app | std::ios::binary) << text; }

void overwrite(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::trunc | std::ios::binary) << text; }

void makeOld(const fs::path& run)
{
    for (const auto& entry : fs::directory_iterator(run))
        fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(2));
}

}  // namespace

class RunLibraryTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    fs::path runs_;
    fs::path done_;
    fs::path killed_;  ///< a copy made in the second task
    RunRecord whileRunning_;
    RunRecord whilePaused_;

private Q_SLOTS:
    void initTestCase()
    {
        runs_ = fs::path(folder_.path().toStdString()) / "runs";
        Control* control = nullptr;
        bool paused = false;
        SessionListener listener;
        listener.onSnapshot = [&](const RunSnapshotPtr& now) {
            if (now->state == RunState::Paused && !paused) {
                paused = true;
                whilePaused_ = readRecord(now->folder);
                killed_ = copyOf(now->folder, "killed");
                control->resume();
            }
        };
        listener.onWeights = [&](const auto&) {
            if (!whileRunning_.folder.empty())
                return;
            for (const auto& entry : fs::directory_iterator(runs_))
                whileRunning_ = readRecord(entry.path());
            control->finishTask();  // and pause there
        };
        Session session(Experiment(tests::smallExperiment()), "", runs_, listener);
        control = &session.control();
        control->requestWeights();
        const RunOutcome outcome = session.run({});
        QCOMPARE(outcome.state, RunState::Done);
        QVERIFY(paused);
        done_ = outcome.folder;
    }

    void aDoneRunIsAsItsFilesSay()
    {
        const RunRecord run = readRecord(done_);
        QCOMPARE(run.state, RunState::Done);
        QCOMPARE(run.name, std::string("small"));
        QCOMPARE(run.method, std::string("subspace_connectivity"));
        QCOMPARE(run.benchmark, std::string("rotated glyphs"));
        QCOMPARE(run.seed, std::uint64_t{3});
        QCOMPARE(run.tasks, 2);
        QCOMPARE(run.learned, 2);
        QVERIFY(std::abs(run.started - std::time(nullptr)) < 3600);
        QCOMPARE(*run.option("training.momentum"), std::string("0.5"));
        QCOMPARE(*run.option("model.hidden"), std::string("[16]"));
        QVERIFY(run.option("training.batch_size") != nullptr);  // a default, filled in
        const Json summary = Json::parse(readFile(done_ / "summary.json"));
        for (const Measure& measure : measureTable())
            if (repeatable(measure)) {
                const Json& value = summary.at(measure.id);
                QCOMPARE(run.measure(measure.id).has_value(), value.is_number());
                if (value.is_number())
                    QCOMPARE(*run.measure(measure.id), value.get<double>());
            }
        QVERIFY(*run.measure("training_seconds") > 0.0);
        QCOMPARE(run.course("average_accuracy")->size(), std::size_t{2});
        QCOMPARE(run.course("average_accuracy")->front(), summary.at("accuracy").at(0).at(0).get<double>());
        QCOMPARE(run.course("average_accuracy")->back(), summary.at("average_accuracy").get<double>());
        QVERIFY(std::isnan(run.course("forgetting")->front()));
    }

    void aRunThatGoesOnIsSeenFromOutside()
    {
        QCOMPARE(whileRunning_.state, RunState::Running);
        QCOMPARE(whilePaused_.state, RunState::Paused);
        QCOMPARE(whilePaused_.learned, 1);
        QVERIFY(whilePaused_.measure("average_accuracy").has_value());
    }

    void aKilledRunIsLost()
    {
        const RunRecord run = readRecord(killed_);
        QCOMPARE(run.state, RunState::Lost);
        QVERIFY(run.message.find("resumed") != std::string::npos);
        QCOMPARE(run.learned, 1);
        QVERIFY(canBeResumed(run.state));
    }

    void aRunStoppedByItsUserSaysSo()
    {
        std::stop_source stop;
        Control* control = nullptr;
        SessionListener listener;
        listener.onWeights = [&](const auto&) { stop.request_stop(); };
        Session session(Experiment(tests::smallExperiment()), "", runs_, listener);
        control = &session.control();
        control->requestWeights();
        const RunOutcome outcome = session.run(stop.get_token());
        QCOMPARE(outcome.state, RunState::Stopped);
        QCOMPARE(readRecord(outcome.folder).state, RunState::Stopped);
    }

    void aDivergedRunSaysWhere()
    {
        Json experiment = tests::smallExperiment();
        experiment["model"]["hidden"] = {16, 16, 16};
        experiment["training"] = {{"learning_rate", 100.0}, {"momentum", 0.9}};
        experiment["method"]["vertex_rate_multiplier"] = 1000.0;
        experiment["execution"]["log_every"] = 7;
        const RunOutcome outcome = Session(Experiment(experiment), "", runs_, {}).run({});
        QCOMPARE(outcome.state, RunState::Diverged);
        const RunRecord run = readRecord(outcome.folder);
        QCOMPARE(run.state, RunState::Diverged);
        QVERIFY(run.message.find("learning_rate") != std::string::npos);
    }

    void aRecordedFailureIsFailed()
    {
        const fs::path run = copyOf(killed_, "failed");
        append(run / "events.jsonl", "{\"event\":\"failed\",\"step\":60,\"message\":\"the disk is full\"}\n");
        const RunRecord record = readRecord(run);
        QCOMPARE(record.state, RunState::Failed);
        QCOMPARE(record.message, std::string("the disk is full"));
        QCOMPARE(Session::resume(run, {}, "", {}).run({}).state, RunState::Done);
        QCOMPARE(readRecord(run).state, RunState::Done);
    }

    void aRunOfAnotherMachineIsJudgedByItsFiles()
    {
        const fs::path run = copyOf(killed_, "elsewhere");
        Json provenance = Json::parse(readFile(run / "provenance.json"));
        QVERIFY(!provenance.at("host").get<std::string>().empty());
        provenance["host"] = "another-machine";
        overwrite(run / "provenance.json", provenance.dump());
        append(run / "events.jsonl", "{\"event\":\"loss\",\"step\":61,\"loss\":1.0}\n");
        const RunRecord fresh = readRecord(run);
        QCOMPARE(fresh.state, RunState::Running);
        QVERIFY(fresh.message.find("another-machine") != std::string::npos);
        makeOld(run);
        QCOMPARE(readRecord(run).state, RunState::Lost);
    }

    void damagedFoldersAreRowsThatSayWhatIsWrong_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("half an experiment") << "experiment.json" << QByteArray("{\"name\": \"sm");
        QTest::newRow("an option of no kind") << "experiment.json" << QByteArray("{\"nmae\": 3}");
        QTest::newRow("no object") << "summary.json" << QByteArray("[1, 2]");
        QTest::newRow("empty summary") << "summary.json" << QByteArray();
        QTest::newRow("wrong type in summary") << "summary.json" << QByteArray("{\"state\": 7}");
        QTest::newRow("provenance") << "provenance.json" << QByteArray("{\"started\": }");
    }

    void damagedFoldersAreRowsThatSayWhatIsWrong()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        const fs::path run = copyOf(done_, "damaged");
        overwrite(run / file.toStdString(), content.toStdString());
        const RunRecord record = readRecord(run);
        fs::remove_all(run);
        QCOMPARE(record.state, RunState::Failed);
        QVERIFY2(record.message.find(file.toStdString()) != std::string::npos, record.message.c_str());
        QVERIFY(record.message.find('\n') == std::string::npos);
        QCOMPARE(record.folder, run.string());
        QVERIFY(!record.name.empty());
    }

    void aCheckpointIsNeededWhileTheRunHasNotEnded()
    {
        const fs::path whole = copyOf(done_, "damaged-done"), half = copyOf(killed_, "damaged-killed");
        overwrite(whole / "resume.safetensors", "short");
        overwrite(half / "resume.safetensors", "short");
        QCOMPARE(readRecord(whole).state, RunState::Done);
        QCOMPARE(readRecord(half).state, RunState::Failed);
        QVERIFY(readRecord(half).message.find("resume.safetensors") != std::string::npos);
        overwrite(whole / "notes.json", "{\"tags\": 5}");
        QCOMPARE(readRecord(whole).state, RunState::Done);
        QVERIFY(readRecord(whole).message.find("notes.json") != std::string::npos);
        fs::remove_all(whole);
        fs::remove_all(half);
    }

    void damagedEventsCostThemselvesAlone()
    {
        const fs::path run = copyOf(killed_, "damaged-events");
        append(run / "events.jsonl", "{\"event\":\"accuracy\",\"af\n{\"event\":\"accuracy\",\"after_task\":99}\nhalf a li");
        const RunRecord record = readRecord(run);
        QCOMPARE(record.state, RunState::Lost);
        QCOMPARE(record.learned, 1);
        fs::remove_all(run);
        QCOMPARE(readRecord(run).state, RunState::Failed);  // it is gone
    }

    /// However long the history is, its end alone is read.
    void aLongHistoryIsReadFromItsEnd()
    {
        const fs::path run = copyOf(killed_, "long");
        std::string loss;
        while (loss.size() < (2U << 20))
            loss += "{\"event\":\"loss\",\"step\":61,\"loss\":1.0}\n";
        append(run / "events.jsonl", loss);
        QVERIFY(!readRecord(run).measure("average_accuracy"));  // out of sight
        QCOMPARE(readRecord(run).learned, 1);                   // the checkpoint knows
        append(run / "events.jsonl", "{\"event\":\"accuracy\",\"after_task\":1,\"task\":1,\"accuracy\":0.75}\n");
        QCOMPARE(*readRecord(run).measure("average_accuracy"), 0.75);
        fs::remove_all(run);
    }

    void notesAreKeptAtomically()
    {
        const RunFolder run = RunFolder::open(copyOf(done_, "noted"));
        QCOMPARE(readNotes(run), RunNotes());
        const RunNotes notes{.tags = {"paper", "ablation 1"}, .note = "Zeile\n\"zwei\""};
        writeNotes(run, notes);
        QCOMPARE(readNotes(run), notes);
        QVERIFY(!fs::exists(run.path() / "notes.json.unfinished"));
        overwrite(run.path() / "notes.json.unfinished", "{\"tags\": [\"half");  // a kill while it was written again
        QCOMPARE(readNotes(run), notes);
        QCOMPARE(readRecord(run.path()).tags, notes.tags);
        QCOMPARE(readRecord(run.path()).note, notes.note);
        writeNotes(run, {});
        QVERIFY(!fs::exists(run.notes()));
        fs::remove_all(run.path());
    }

    void damagedNotesAreKeptUnderAnotherName()
    {
        const RunFolder run = RunFolder::open(copyOf(done_, "damaged"));
        QVERIFY(setDamagedNotesAside(run).empty());  // there are none
        writeNotes(run, {.tags = {"paper"}, .note = {}});
        QVERIFY(setDamagedNotesAside(run).empty());
        QCOMPARE(readNotes(run).tags, std::vector<std::string>{"paper"});
        for (const char* name : {"notes-damaged.json", "notes-damaged-2.json"}) {
            overwrite(run.notes(), name);
            QCOMPARE(setDamagedNotesAside(run), run.path() / name);
            QVERIFY(!fs::exists(run.notes()));
            QCOMPARE(readFile(run.path() / name), std::string(name));
        }
        fs::remove_all(run.path());
    }

    void aRunGoesToTheTrashAndBack()
    {
        const fs::path run = copyOf(done_, "unwanted");
        const fs::path first = moveToTrash(RunFolder::open(run));
        QVERIFY(!fs::exists(run));
        QCOMPARE(first, runs_ / ".trash" / "unwanted");
        copyOf(done_, "unwanted");
        const fs::path second = moveToTrash(RunFolder::open(run));  // of the same name
        QVERIFY(second != first);
        QVERIFY(fs::exists(first / "summary.json") && fs::exists(second / "summary.json"));
        for (const fs::path& found : runsUnder(runs_).runs)
            QVERIFY(found.string().find(".trash") == std::string::npos);
        restoreFromTrash(first, run);
        QCOMPARE(readRecord(run).state, RunState::Done);
        QVERIFY_EXCEPTION_THROWN(restoreFromTrash(second, run), Error);  // something is there
        QVERIFY_EXCEPTION_THROWN(restoreFromTrash(first, run), Error);   // it is not in the trash
        QVERIFY(fs::exists(second / "summary.json"));
        const RunLock lock(RunFolder::open(run));
        QVERIFY_EXCEPTION_THROWN(moveToTrash(RunFolder::open(run)), Error);
        QVERIFY(fs::exists(run / "summary.json"));
    }

    void runsAreFoundInFoldersOfRuns()
    {
        const fs::path nested = fs::path(folder_.path().toStdString()) / "nested";
        fs::create_directories(nested / "a" / "b");
        fs::create_directories(nested / ".hidden");
        fs::copy(done_, nested / "a" / "b" / "run-2", fs::copy_options::recursive);
        fs::copy(done_, nested / "run-1", fs::copy_options::recursive);
        fs::copy(done_, nested / ".hidden" / "run-3", fs::copy_options::recursive);
        const RunsFound found = runsUnder(nested);
        QCOMPARE(found.runs, (std::vector<fs::path>{nested / "a" / "b" / "run-2", nested / "run-1"}));
        QCOMPARE(found.folders.size(), std::size_t{3});
        QVERIFY(runsUnder(nested / "nowhere").runs.empty());
    }

    void aSecondLookReadsWhatHasChanged()
    {
        const fs::path place = fs::path(folder_.path().toStdString()) / "again";
        fs::create_directories(place);
        fs::copy(done_, place / "done", fs::copy_options::recursive);
        fs::copy(killed_, place / "killed", fs::copy_options::recursive);
        RunLibrary library;
        const RunRecords first = library.scan(place);
        QCOMPARE(first.size(), std::size_t{2});
        QVERIFY(library.scan(place) == first);  // the very same records
        writeNotes(RunFolder::open(place / "done"), {.tags = {"paper"}, .note = {}});
        const RunRecords second = library.scan(place);
        QVERIFY(second[0] != first[0] && second[1] == first[1]);
        QCOMPARE(second[0]->tags, std::vector<std::string>{"paper"});
        {
            const RunLock lock(RunFolder::open(place / "killed"));  // no file changes by it
            const RunRecords third = library.scan(place);
            QVERIFY(third[0] == second[0]);
            QVERIFY(third[1]->state == RunState::Running || third[1]->state == RunState::Paused);
        }
        QCOMPARE(library.scan(place)[1]->state, RunState::Lost);
        fs::remove_all(place / "killed");
        QCOMPARE(library.scan(place).size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(RunLibraryTest)
#include "tst_run_library.moc"
