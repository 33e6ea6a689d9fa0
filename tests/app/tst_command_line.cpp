// The program `isthmus` as a user meets it: exit statuses, one clear line for each mistake, files that read as promised.
#include "tests/support/isthmus_program.h"
#include "tests/support/small_experiment.h"

#include <QtTest>

#include <signal.h>
#include <zlib.h>

using isthmus::engine::Json;
using isthmus::tests::Finished;
using isthmus::tests::read;

namespace {

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

}  // namespace

class CommandLineTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString path(const QString& name) const { return folder_.filePath(name); }

    static Finished isthmus(const QStringList& arguments) { return isthmus::tests::run(arguments); }

    QString write(const QString& name, const QByteArray& bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(bytes);
        return path(name);
    }

    QString writeExperiment(const QString& name, const Json& json) const
    {
        return write(name, QByteArray::fromStdString(json.dump()));
    }

    static Json json(const QByteArray& text) { return Json::parse(text.toStdString()); }

    QString runSmall(const QString& runsDir) const
    {
        const Finished run = isthmus({"run", writeExperiment("small.json", isthmus::tests::smallExperiment()), "--out", runsDir});
        return QString::fromUtf8(run.lastLine());
    }

    /// A data folder with MNIST's four files, one of them replaced.
    QString dataFolder(const QString& name, const QString& replaced, const QByteArray& bytes) const
    {
        const QByteArray images = bigEndian(2051) + bigEndian(2) + bigEndian(28) + bigEndian(28) + QByteArray(2 * 784, '\x40');
        const QByteArray labels = bigEndian(2049) + bigEndian(2) + QByteArray("\x03\x05", 2);
        const QString raw = name + "/MNIST/raw/";
        for (const char* split : {"train", "t10k"}) {
            write(raw + split + "-images-idx3-ubyte", images);
            write(raw + split + "-labels-idx1-ubyte", labels);
        }
        if (!replaced.isEmpty()) {
            QFile::remove(path(raw + QString(replaced).remove(".gz")));
            if (!bytes.isNull())
                write(raw + replaced, bytes);
        }
        return path(name);
    }

private Q_SLOTS:
    void badInputIsOneClearLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const auto experiment = [&](const char* name, const char* text) {
            return write(QString::fromLatin1(name) + ".json", text);
        };
        const auto row = [&](const char* name, const char* text, const char* says, QStringList more = {}) {
            QTest::newRow(name) << (QStringList{"run", experiment(name, text), "--out", path("none")} + more) << QByteArray(says);
        };
        row("unknown key", R"({"training": {"learning_rat": 0.1}})", "learning_rate");
        row("unknown section", R"({"trainin": {}})", "training");
        row("wrong type", R"({"training": {"epochs": "two"}})", "training.epochs");
        row("out of range", R"({"benchmark": {"tasks": 0}})", "between 1 and 1000");
        row("unknown method", R"({"method": {"kind": "sgdd"}})", "sgd");
        row("another kind's option", R"({"method": {"kind": "sgd", "vertices": 3}})", "vertices");
        row("not JSON", R"({"seed": })", "line 1");
        row("not an object", "[1]", "object");
        row("more tasks than make sense", R"({"benchmark": {"kind": "rotated", "tasks": 41, "step_degrees": 9.0}})", "40");
        row("more images than there are", R"({"benchmark": {"train_per_task": 12001}})", "12000");
        row("no such device", R"({"execution": {"device": "cuda:7"}})", "cuda:7");
        row("not a device", R"({"execution": {"device": "gpu"}})", "cpu");
        row("data not there", R"({"benchmark": {"dataset": "mnist"}})", "MNIST/raw", {"--data-dir", path("empty-folder")});
        row("setting without =", "{}", "training.epochs", {"--set", "training.epochs"});
        row("seed is not a number", "{}", "seed", {"--seed", "one"});
        row("name too long", ("{\"name\": \"" + std::string(300, 'a') + "\"}").c_str(), "100 bytes");
        row("nested too deep", (std::string(100000, '[')).c_str(), "nests deeper");
        row("another kind by --set keeps its options out", "{}", "vertices",
            {"--set", "method.kind=sgd", "--set", "method.vertices=3"});
        QTest::newRow("no such file") << QStringList{"run", path("nowhere.json")} << QByteArray("nowhere.json");
        QTest::newRow("no subcommand") << QStringList{} << QByteArray("--help");
        QTest::newRow("unknown subcommand") << QStringList{"walk"} << QByteArray("walk");
        QTest::newRow("unknown flag") << QStringList{"doctor", "--loud"} << QByteArray("--loud");
        QTest::newRow("unknown benchmark") << QStringList{"bench", "--only", "step.sgd.11"} << QByteArray("step.sgd.10");
        QTest::newRow("unknown device") << QStringList{"bench", "--device", "tpu"} << QByteArray("use auto, cpu, cuda");
        QTest::newRow("device that is not here") << QStringList{"bench", "--device", "cuda:99"} << QByteArray("--device");
        QTest::newRow("not a run folder") << QStringList{"resume", folder_.path()} << QByteArray("experiment.json");
        QTest::newRow("report of nothing") << QStringList{"report", path("no-run")} << QByteArray("no-run");

        const auto data = [&](const char* name, const char* file, const QByteArray& bytes, const char* says) {
            const QString dir = dataFolder(QString::fromLatin1(name), QString::fromLatin1(file), bytes);
            row(name, R"({"benchmark": {"dataset": "mnist", "tasks": 1}})", says, {"--data-dir", dir});
        };
        data("wrong magic", "train-images-idx3-ubyte",
             bigEndian(1234) + bigEndian(2) + bigEndian(28) + bigEndian(28) + QByteArray(1568, 'x'), "2051");
        data("too short", "train-images-idx3-ubyte",
             bigEndian(2051) + bigEndian(2) + bigEndian(28) + bigEndian(28) + QByteArray(1000, 'x'), "train-images");
        data("no images", "train-images-idx3-ubyte", bigEndian(2051) + bigEndian(0) + bigEndian(28) + bigEndian(28),
             "train-images");
        data("label too large", "t10k-labels-idx1-ubyte", bigEndian(2049) + bigEndian(2) + QByteArray("\x03\x0a", 2),
             "t10k-labels");
        data("counts differ", "t10k-labels-idx1-ubyte", bigEndian(2049) + bigEndian(1) + QByteArray("\x03", 1), "t10k");
        data("missing file", "t10k-images-idx3-ubyte", QByteArray(), "t10k-images-idx3-ubyte");
        QByteArray zipped = read(gzipped("train-images-idx3-ubyte.gz"));
        zipped.chop(zipped.size() / 2);
        data("truncated gz", "train-images-idx3-ubyte.gz", zipped, "train-images-idx3-ubyte.gz");
        data("not gz", "train-images-idx3-ubyte.gz", "\x1f\x8b nonsense", "train-images-idx3-ubyte.gz");
    }

    void badInputIsOneClearLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const Finished run = isthmus(arguments);
        QVERIFY2(run.status == 2, run.err.constData());
        QVERIFY2(run.err.startsWith("isthmus: ") && run.err.count('\n') == 1, run.err.constData());
        QVERIFY2(run.err.contains(says), run.err.constData());
        QVERIFY2(run.out.isEmpty(), run.out.constData());
        QVERIFY(!QFileInfo::exists(path("none")) || QDir(path("none")).isEmpty());  // no half-made run is left behind
    }

    void runReportAndLandscape()
    {
        const QString run = runSmall(path("runs"));
        QVERIFY2(QFileInfo::exists(run + "/summary.json"), qPrintable(run));
        const Json summary = json(read(run + "/summary.json"));

        const Finished table = isthmus({"report", run});
        QCOMPARE(table.status, 0);
        char percent[16];
        std::snprintf(percent, sizeof percent, "| %.1f |", 100.0 * summary.at("average_accuracy").get<double>());
        QVERIFY2(table.out.contains(percent), table.out.constData());
        const Finished csv = isthmus({"report", run, run, "--format", "csv"});
        QCOMPARE(csv.out.trimmed().split('\n').size(), 3);
        QCOMPARE(csv.out.trimmed().split('\n')[1].split(',')[6].toDouble(), summary.at("average_accuracy").get<double>());
        QVERIFY(isthmus({"report", run, "--format", "latex"}).out.contains("subspace\\_connectivity"));
        QCOMPARE(json(isthmus({"report", run, "--format", "json"}).out)[0].at("forgetting"), summary.at("forgetting"));

        const Finished line = isthmus({"landscape", run, "--chart", "line", "--anchors", "task-01,task-02", "--resolution", "5",
                                       "--out", path("line.json")});
        QVERIFY2(line.status == 0, line.err.constData());
        const Json chart = json(read(path("line.json")));
        QCOMPARE(chart.at("t").get<std::vector<double>>(), (std::vector<double>{0.0, 0.25, 0.5, 0.75, 1.0}));
        QCOMPARE(chart.at("anchors")[1].at("name").get<std::string>(), std::string("task-02"));
        // The ends of the line are the networks whose accuracy the run recorded.
        QCOMPARE(chart.at("tasks")[0].at("accuracy")[0], summary.at("accuracy")[0][0]);
        QCOMPARE(chart.at("tasks")[0].at("accuracy")[4], summary.at("accuracy")[1][0]);
        QCOMPARE(chart.at("tasks")[1].at("accuracy")[4], summary.at("accuracy")[1][1]);

        const Finished text = isthmus(
            {"landscape", run, "--anchors", "init,task-02", "--tasks", "2", "--metric", "loss", "--out", path("line.csv")});
        QCOMPARE(text.status, 0);
        QVERIFY(read(path("line.csv")).startsWith("t,task_2_loss\n0"));
        QCOMPARE(read(path("line.csv")).count('\n'), 22);

        const QStringList threeAnchors{"landscape", run, "--chart", "plane", "--anchors", "init,task-01,task-02"};
        const Finished plane =
            isthmus(threeAnchors + QStringList{"--resolution", "4", "--tasks", "2", "--out", path("plane.json")});
        QVERIFY2(plane.status == 0, plane.err.constData());
        const Json grid = json(read(path("plane.json")));
        QCOMPARE(grid.at("chart").get<std::string>(), std::string("plane"));
        QCOMPARE(grid.at("x").size(), std::size_t{4});
        QCOMPARE(grid.at("tasks")[0].at("task").get<int>(), 2);
        QCOMPARE(grid.at("tasks")[0].at("loss").size(), std::size_t{4});
        QCOMPARE(grid.at("tasks")[0].at("loss")[3].size(), std::size_t{4});
        QCOMPARE(grid.at("tasks")[0].at("loss_error")[3].size(), std::size_t{4});
        // The plane passes through networks whose accuracy the run recorded.
        QCOMPARE(grid.at("anchors")[2].at("name").get<std::string>(), std::string("task-02"));
        QCOMPARE(grid.at("anchors")[2].at("accuracy")[0], summary.at("accuracy")[1][1]);
        const Finished rows =
            isthmus(threeAnchors + QStringList{"--resolution", "3", "--metric", "accuracy", "--out", path("plane.csv")});
        QCOMPARE(rows.status, 0);
        QVERIFY(read(path("plane.csv")).startsWith("x,y,task_1_accuracy,task_2_accuracy\n"));
        QCOMPARE(read(path("plane.csv")).count('\n'), 10);

        for (const QStringList& bad : {QStringList{"--anchors", "task-01"},
                                       {"--anchors", "task-01,task-09"},
                                       {"--anchors", "init,task-01", "--tasks", "3"},
                                       {"--anchors", "init,task-01", "--out", path("line.png")},
                                       {"--anchors", "init,task-01", "--chart", "cube"},
                                       {"--anchors", "init,task-01", "--chart", "plane"},
                                       {"--anchors", "init,task-01,init", "--chart", "plane"}}) {
            const Finished refused = isthmus(QStringList{"landscape", run} + bad);
            QVERIFY2(refused.status == 2 && refused.err.trimmed().split('\n').last().startsWith("isthmus: "),
                     refused.err.constData());
        }
    }

    void severalSeedsAreOneExperiment()
    {
        Json experiment = isthmus::tests::smallExperiment();
        experiment["seeds"] = {7};
        const QString file = writeExperiment("seeds.json", experiment);
        const Finished run = isthmus({"run", file, "--seeds", "1..2,5", "--set", "training.epochs=1", "--out", path("seeds")});
        QVERIFY2(run.status == 0, run.err.constData());
        const auto folders = run.out.trimmed().split('\n');
        QCOMPARE(folders.size(), 3);
        double sum = 0.0;
        for (int i = 0; i < 3; ++i) {
            const Json summary = json(read(QString::fromUtf8(folders[i]) + "/summary.json"));
            QCOMPARE(summary.at("seed").get<int>(), (std::vector<int>{1, 2, 5})[static_cast<std::size_t>(i)]);
            sum += summary.at("average_accuracy").get<double>();
            QVERIFY(json(read(QString::fromUtf8(folders[i]) + "/experiment.json")).at("seeds").empty());
        }
        const Json report = json(isthmus({"report", path("seeds"), "--format", "json"}).out);
        QCOMPARE(report.size(), std::size_t{3});
        const Json& together = report[0].at("over_seeds").at("average_accuracy");
        QCOMPARE(together.at("n").get<int>(), 3);
        QCOMPARE(together.at("values").size(), std::size_t{3});
        QVERIFY(std::abs(together.at("mean").get<double>() - sum / 3.0) < 1e-12);
        const QByteArray text = isthmus({"report", path("seeds"), "--band", "ci95"}).out;
        QVERIFY2(text.contains("95 % confidence") && text.contains(" ± ") && text.count("| subspace_connectivity |") == 4,
                 text.constData());
        const QByteArray csv = isthmus({"report", path("seeds"), "--format", "csv", "--measures", "forgetting"}).out;
        QCOMPARE(csv.trimmed().split('\n').size(), 6);  // heads, three runs, mean, deviation
        QVERIFY2(csv.contains("n=3"), csv.constData());
        for (const char* bad : {"3..1", "one", "1,,2", "1,", "", "1..2000", "9007199254740993", "18446744073709551615"})
            QCOMPARE(isthmus({"run", file, "--seeds", bad, "--out", path("none")}).status, 2);
    }

    void aSweepIsOneRunAfterTheOther()
    {
        Json experiment = isthmus::tests::smallExperiment();
        const QString file = writeExperiment("sweep.json", experiment);
        const QStringList over{"--over", "method.kind=sgd,ewc", "--over", "seed=1..2", "--out", path("sweep")};
        const Finished dry = isthmus(QStringList{"sweep", file, "--dry-run"} + over);
        QCOMPARE(dry.out, QByteArray("method.kind=sgd, seed=1\nmethod.kind=sgd, seed=2\n"
                                     "method.kind=ewc, seed=1\nmethod.kind=ewc, seed=2\n"));
        QVERIFY(!QFile::exists(path("sweep")));
        const Finished list = isthmus(QStringList{"sweep", file, "--list"} + over);
        QVERIFY2(list.status == 0, list.err.constData());
        QVERIFY(list.err.contains("method.kind=ewc, seed=2 (2 of 2)"));
        const auto folders = list.out.trimmed().split('\n');
        QCOMPARE(folders.size(), 2);
        const Json last = json(read(QString::fromUtf8(folders[1]) + "/summary.json"));
        QCOMPARE(last.at("method").get<std::string>(), std::string("ewc"));
        QCOMPARE(last.at("seed").get<int>(), 2);

        // One that cannot begin does not keep the next from being done.
        const Finished mixed = isthmus({"sweep", file, "--over", "benchmark.dataset=mnist,glyphs", "--set", "method.kind=sgd",
                                        "--data-dir", path("nothing"), "--out", path("mixed")});
        QCOMPARE(mixed.status, 2);
        QCOMPARE(mixed.out.trimmed().split('\n').size(), 1);
        QVERIFY(QFile::exists(QString::fromUtf8(mixed.lastLine()) + "/summary.json"));

        for (const QStringList& bad :
             {QStringList{"method.strength=1,2"}, QStringList{"training.epochs=0,1"}, QStringList{"seed"},
              QStringList{"seed=1,,2"}, QStringList{"seed=1", "--over", "seed=2"}}) {
            const Finished refused = isthmus(QStringList{"sweep", file, "--out", path("none"), "--over"} + bad);
            QCOMPARE(refused.status, 2);
            QVERIFY2(refused.err.startsWith("isthmus: ") && refused.err.count('\n') == 1, refused.err.constData());
        }
    }

    void aBranchBeginsWithinItsParent()
    {
        const QString parent = runSmall(path("branches"));
        const Finished branch =
            isthmus({"branch", parent, "--after", "1", "--set", "training.learning_rate=0.01", "--name", "slower"});
        QVERIFY2(branch.status == 0, branch.err.constData());
        const QString folder = QString::fromUtf8(branch.lastLine());
        QVERIFY(QFileInfo(folder).fileName().startsWith("slower-"));
        QCOMPARE(QFileInfo(folder).path(), QFileInfo(parent).path());
        QCOMPARE(read(folder + "/weights/task-01.safetensors"), read(parent + "/weights/task-01.safetensors"));
        const Json lineage = json(read(folder + "/provenance.json")).at("parent");
        QCOMPARE(lineage.at("folder").get<std::string>(), QFileInfo(parent).fileName().toStdString());
        QCOMPARE(lineage.at("after_task").get<int>(), 1);
        for (const QStringList& bad : {QStringList{"--after", "9"}, QStringList{"--after", "2"},
                                       QStringList{"--after", "1", "--set", "method.vertices=5"}}) {
            const Finished refused = isthmus(QStringList{"branch", parent} + bad);
            QCOMPARE(refused.status, 2);
            QVERIFY2(refused.err.startsWith("isthmus: ") && refused.err.count('\n') == 1, refused.err.constData());
        }
    }

    void killedAtAnyMomentAndResumed()
    {
        const QString expected = runSmall(path("whole"));
        QVERIFY(QFileInfo::exists(expected + "/summary.json"));
        Json slow = isthmus::tests::smallExperiment();
        slow["execution"]["checkpoint_seconds"] = 0.1;
        const QString file = writeExperiment("killed.json", slow);
        int resumed = 0;
        for (int attempt = 0; attempt < 8; ++attempt) {
            const QString runs = path(QStringLiteral("killed-%1").arg(attempt));
            QProcess process;
            process.start(QStringLiteral(ISTHMUS_PROGRAM), {"run", file, "--out", runs});
            // Wait for a different event each time, then kill without warning.
            QVERIFY(QTest::qWaitFor(
                [&] {
                    const QStringList made = QDir(runs).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
                    return !made.isEmpty() && read(runs + "/" + made.first() + "/events.jsonl").count('\n') > 2 * attempt
                           && QFileInfo::exists(runs + "/" + made.first() + "/resume.safetensors");
                },
                60000));
            ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
            process.waitForFinished();
            const QString run = runs + "/" + QDir(runs).entryList(QDir::Dirs | QDir::NoDotAndDotDot).first();
            if (!QFileInfo::exists(run + "/summary.json")) {
                const Finished again = isthmus({"resume", run});
                QVERIFY2(again.status == 0, again.err.constData());
                QCOMPARE(QString::fromUtf8(again.lastLine()), run);
                ++resumed;
            }
            QCOMPARE(read(run + "/summary.json"), read(expected + "/summary.json"));
            for (const QString& weights : QDir(expected + "/weights").entryList(QDir::Files))
                QVERIFY2(read(run + "/weights/" + weights) == read(expected + "/weights/" + weights), qPrintable(weights));
        }
        QVERIFY(resumed >= 2);
    }

    void interruptedBySignal()
    {
        Json slow = isthmus::tests::smallExperiment();
        slow["training"]["epochs"] = 200;
        QProcess process;
        process.start(QStringLiteral(ISTHMUS_PROGRAM), {"run", writeExperiment("slow.json", slow), "--out", path("signal")});
        QVERIFY(
            QTest::qWaitFor([&] { return !QDir(path("signal")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty(); }, 60000));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60000));
        QVERIFY2(process.exitCode() == 130, process.readAllStandardError().constData());
        const QString run = QString::fromUtf8(process.readAllStandardOutput().trimmed());
        QVERIFY2(QFileInfo::exists(run + "/resume.safetensors"), qPrintable(run));
        QVERIFY(json(isthmus({"report", run, "--format", "json"}).out)[0].at("state") == "stopped");
    }

    void runsAreListed()
    {
        const QString experiment = writeExperiment("listed.json", isthmus::tests::smallExperiment());
        QCOMPARE(isthmus({"run", experiment, "--seeds", "1..2", "--out", path("listed")}).status, 0);
        const Finished table = isthmus({"runs", path("listed")});
        QCOMPARE(table.status, 0);
        QCOMPARE(table.out.count('\n'), 2 + 2);
        QCOMPARE(table.out.count("| done "), 2);
        const Json found = json(isthmus({"runs", path("listed"), "--json", "--filter", "seed=2 state=done momentum=0.5 sc"}).out);
        QCOMPARE(found.size(), std::size_t{1});
        const QString run = QString::fromStdString(found[0].at("run").get<std::string>());
        const Json summary = json(read(run + "/summary.json"));
        QCOMPARE(found[0].at("measures").at("average_accuracy"), summary.at("average_accuracy"));
        QVERIFY(found[0].at("options").at("training.momentum") == "0.5");
        QCOMPARE(json(isthmus({"runs", path("listed"), "--json", "--filter", "state=lost"}).out).size(), std::size_t{0});
        const Finished wrong = isthmus({"runs", path("listed"), "--filter", "momentun=1"});
        QCOMPARE(wrong.status, 2);
        QCOMPARE(wrong.err.count('\n'), 1);
        QVERIFY2(wrong.err.contains("did you mean \"momentum\"?"), wrong.err.constData());
        QCOMPARE(isthmus({"runs", path("nowhere")}).status, 2);
    }

    void listsAreComplete()
    {
        for (const char* kind : {"methods", "benchmarks", "models"}) {
            const Json all = json(isthmus({kind, "--json"}).out);
            QVERIFY2(!all.empty(), kind);
            for (const Json& entry : all)
                QVERIFY2(entry.at("label").get<std::string>().size() > 1 && entry.at("help").get<std::string>().size() > 10,
                         kind);
        }
        QVERIFY(isthmus({"methods"}).out.contains("connect_steps"));
        const Json datasets = json(isthmus({"datasets", "--json", "--data-dir", path("empty-folder")}).out);
        QVERIFY(datasets[0].at("found").get<bool>() && !datasets[1].at("found").get<bool>());
        const Json doctor = json(isthmus({"doctor", "--json"}).out);
        QVERIFY(doctor.at("gflops_by_threads").at("1").get<double>() > 0.1);
        QVERIFY(!doctor.at("versions").at("libtorch").get<std::string>().empty());
        QVERIFY(isthmus({"--help"}).out.contains("landscape"));
        QCOMPARE(isthmus({"run", "--help"}).status, 0);
    }

    void benchSetsEachNumberBesideItsFloor()
    {
        const auto restore = qScopeGuard([before = qgetenv("TMPDIR")] {
            if (before.isEmpty())
                qunsetenv("TMPDIR");
            else
                qputenv("TMPDIR", before);
        });
        qputenv("TMPDIR", path("temporary").toUtf8());
        const Finished nowhere = isthmus({"bench", "--only", "checkpoint.write", "--rounds", "1"});
        QCOMPARE(nowhere.status, 3);
        QVERIFY2(nowhere.err.contains("TMPDIR"), nowhere.err.constData());

        QVERIFY(QDir().mkpath(path("temporary")));
        const Json bench = json(isthmus({"bench", "--json", "--only", "product.256,step.sgd.10,data.rotated,checkpoint",
                                         "--rounds", "1", "--device", "cpu"})
                                    .out);
        QCOMPARE(bench.at("machine").at("device").get<std::string>(), std::string("cpu"));
        QCOMPARE(bench.at("rows").size(), std::size_t{5});
        for (const Json& measured : bench.at("rows")) {
            QVERIFY(measured.at("value").get<double>() > 0.0 && measured.at("floor").get<double>() > 0.0);
            QCOMPARE(measured.at("rounds").size(), std::size_t{1});
        }
        QVERIFY(QDir(path("temporary")).isEmpty());
    }

    /// Connecting has to beat plain SGD by far on real digits.
    void connectingBeatsForgettingOnMnist()
    {
        const QString data = qEnvironmentVariable("ISTHMUS_TEST_DATA");
        if (!QFileInfo::exists(data + "/MNIST/raw"))
            QSKIP("ISTHMUS_TEST_DATA names no folder with MNIST/raw");
        Json experiment = {
            {"benchmark",
             {{"kind", "rotated"}, {"dataset", "mnist"}, {"tasks", 5}, {"step_degrees", 36.0}, {"train_per_task", 10000}}},
            {"method", {{"kind", "subspace_connectivity"}}}};
        const auto accuracy = [&](const char* method) {
            experiment["method"]["kind"] = method;
            const Finished run =
                isthmus({"run", writeExperiment("mnist.json", experiment), "--data-dir", data, "--out", path("mnist")});
            return run.status == 0
                       ? json(read(QString::fromUtf8(run.lastLine()) + "/summary.json")).at("average_accuracy").get<double>()
                       : -1.0;
        };
        const double connected = accuracy("subspace_connectivity");
        const double plain = accuracy("sgd");
        QVERIFY2(connected >= 0.83, qPrintable(QString::number(connected)));
        QVERIFY2(plain > 0.0 && plain < 0.60, qPrintable(QString::number(plain)));
    }

private:
    QString gzipped(const QString& name) const
    {
        const QByteArray images = bigEndian(2051) + bigEndian(2) + bigEndian(28) + bigEndian(28) + QByteArray(2 * 784, '\x40');
        const QString file = path(name);
        gzFile out = gzopen(qPrintable(file), "wb");
        gzwrite(out, images.constData(), static_cast<unsigned>(images.size()));
        gzclose(out);
        return file;
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_command_line.moc"
