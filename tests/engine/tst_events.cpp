#include "engine/error.h"
#include "engine/runs/events.h"

#include <QtTest>

using namespace isthmus::engine;

class EventsTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::filesystem::path path(const char* name) const { return folder_.filePath(QString::fromLatin1(name)).toStdString(); }

    static QByteArray bytesOf(const std::filesystem::path& file)
    {
        QFile in(QString::fromStdString(file.string()));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    static QByteArray text(const Json& json) { return QByteArray::fromStdString(json.dump()); }
    static QByteArray lossLine(std::int64_t step) { return text(events::loss(step, 0.5)) + "\n"; }

    static Json measured(std::int64_t step, int afterTask, int task, double accuracy)
    {
        return events::accuracy({.step = step,
                                 .afterTask = afterTask,
                                 .task = task,
                                 .accuracy = accuracy,
                                 .loss = 0.5,
                                 .calibrationError = 0.02,
                                 .brier = 0.3,
                                 .examples = 1000});
    }

    static void write(const std::filesystem::path& file, const QByteArray& bytes)
    {
        QFile out(QString::fromStdString(file.string()));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        {
            EventLog log(path("events.jsonl"));
            log.append(events::phase(1, "learn", 0, 100));
            log.append(events::loss(10, 2.25));
            log.append(events::probe(10, {0.5}, 200));
            log.append(measured(100, 1, 1, 0.875));
            log.append(events::phase(2, "learn", 100, 100));
            log.append(measured(200, 2, 1, 0.75));
            log.append(measured(200, 2, 2, 0.9));
            log.append(events::done(200));
            QCOMPARE(log.bytes(), std::uint64_t(bytesOf(path("events.jsonl")).size()));
        }
        const EventFile read = readEvents(path("events.jsonl"), 2);
        QVERIFY(read.problems.empty());
        const TrainingTrace& trace = read.history.trace;
        QCOMPARE(trace.phases.size(), std::size_t{2});
        QCOMPARE(trace.phases[1].step, 100);
        QCOMPARE(trace.loss.size(), std::size_t{1});
        QCOMPARE(trace.loss[0].loss, 2.25);
        QCOMPARE(trace.accuracy.size(), std::size_t{4});
        QVERIFY(!trace.accuracy[0].full && trace.accuracy[1].full);
        QCOMPARE(*read.history.results.accuracy.at(2, 1), 0.75);
        QCOMPARE(read.history.results.accuracy.learned(), 2);
    }

    void resultsAreRead()
    {
        const RunCost cost{.steps = 200,
                           .trainingOperations = 6e9,
                           .predictionOperations = 2e6,
                           .storedFloats = 5e5,
                           .sgdTrainingOperations = 3e9,
                           .sgdPredictionOperations = 1e6,
                           .sgdStoredFloats = 1e5};
        {
            EventLog log(path("results.jsonl"));
            log.append(events::untrained({0.125, 0.0625, 0.25}));
            log.append(measured(100, 1, 1, 0.875));
            log.append(measured(100, 1, 2, 0.1));  // a task ahead
            log.append(events::probe(110, {0.5, 0.25}, 200));
            log.append(events::probe(150, {0.625, 0.5}, 200));
            log.append(measured(200, 2, 1, 0.75));
            log.append(measured(200, 2, 2, 0.9));
            log.append(events::diversity(200, 2, 0.5, {0.25, 0.5}, {1.0, 2.0}, 500));
            log.append(events::cost(2, cost));
        }
        const EventFile read = readEvents(path("results.jsonl"), 3);
        QVERIFY(read.problems.empty());
        const RunResults& results = read.history.results;
        QCOMPARE(*results.untrained[2], 0.25);
        QCOMPARE(*results.accuracy.at(1, 2), 0.1);
        QCOMPARE(results.accuracy.learned(), 2);
        QCOMPARE(read.history.trace.accuracy.size(), std::size_t{7});  // what lies ahead is no point of a curve
        QCOMPARE(*results.calibrationError.at(2, 1), 0.02);
        QCOMPARE(*results.brier.at(2, 2), 0.3);
        QCOMPARE(*results.lowest.at(2, 1), 0.5);
        QCOMPARE(*results.lowest.at(2, 2), 0.25);
        QCOMPARE(*results.lowest.at(1, 1), 0.875);
        QCOMPARE(*results.cosine[1], 0.5);
        QVERIFY(!results.cosine[0]);
        QCOMPARE(*results.disagreement.at(2, 2), 0.5);
        QCOMPARE(*results.divergence.at(2, 1), 1.0);
        QCOMPARE(results.cost[1]->trainingOperations, 6e9);
        QCOMPARE(results.cost[1]->sgdStoredFloats, 1e5);
        QVERIFY(!results.cost[2]);
    }

    void anUnterminatedLineIsAnInterruption()
    {
        write(path("torn.jsonl"), lossLine(10) + lossLine(20).chopped(5));
        const EventFile read = readEvents(path("torn.jsonl"), 1);
        QVERIFY(read.problems.empty());
        QCOMPARE(read.history.trace.loss.size(), std::size_t{1});
    }

    void aDamagedLineCostsItselfAlone_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("not JSON") << lossLine(20).chopped(5);
        QTest::newRow("no step") << text({{"event", "loss"}, {"loss", 1.0}});
        QTest::newRow("loss is text") << text({{"event", "loss"}, {"step", 20}, {"loss", "low"}});
        QTest::newRow("no such task") << text(measured(20, 9, 1, 1.0));
        QTest::newRow("a number") << QByteArray("17");
        QTest::newRow("nothing") << QByteArray("");
    }

    void aDamagedLineCostsItselfAlone()
    {
        QFETCH(QByteArray, line);
        write(path("damaged.jsonl"), lossLine(10) + line + "\n" + lossLine(30));
        const EventFile read = readEvents(path("damaged.jsonl"), 1);
        QCOMPARE(read.problems.size(), std::size_t{1});
        QVERIFY(QByteArray(read.problems[0].c_str()).contains("line 2"));
        QCOMPARE(read.history.trace.loss.size(), std::size_t{2});
        QCOMPARE(read.history.trace.loss[1].step, 30);
    }

    void unknownKindsArePassedOver()
    {
        write(path("newer.jsonl"), text({{"event", "of a later version"}, {"step", 1}}) + "\n");
        QVERIFY(readEvents(path("newer.jsonl"), 1).problems.empty());
    }

    void reopeningCutsToTheCheckpoint()
    {
        std::uint64_t kept = 0;
        {
            EventLog log(path("cut.jsonl"));
            log.append(events::loss(10, 1.0));
            kept = log.bytes();
            log.append(events::loss(20, 0.5));
        }
        {
            EventLog log(path("cut.jsonl"), kept);
            log.append(events::loss(20, 0.25));
        }
        const EventFile read = readEvents(path("cut.jsonl"), 1);
        QCOMPARE(read.history.trace.loss.size(), std::size_t{2});
        QCOMPARE(read.history.trace.loss[1].loss, 0.25);
    }

    void aFullDiskIsSaidAndLeavesWholeLines()
    {
        if (!std::filesystem::exists("/dev/full"))
            QSKIP("there is no /dev/full on this system");
        EventLog log("/dev/full");
        try {
            log.append(events::loss(10, 1.0));
            QFAIL("was written");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::Failed);
            QVERIFY2(QByteArray(error.what()).contains("No space left"), error.what());
            QCOMPARE(log.bytes(), std::uint64_t{0});
        }
    }
};

QTEST_APPLESS_MAIN(EventsTest)
#include "tst_events.moc"
