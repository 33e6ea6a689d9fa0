// `isthmus landscape` and `isthmus barriers` as a user meets them: every chart, clear errors, and grids that survive any kill.
#include "tests/support/isthmus_program.h"
#include "tests/support/small_experiment.h"

#include <QtTest>

using isthmus::engine::Json;
using isthmus::tests::Finished;
using isthmus::tests::read;

class LandscapeCommandTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString run_;
    Json summary_;

    QString path(const QString& name) const { return folder_.filePath(name); }

    /// With two threads: to measure how many are fastest takes longer than the rest.
    QStringList arguments(const char* command, const QStringList& more) const
    {
        return QStringList{command, run_, "--threads", "2"} + more;
    }

    Finished isthmus(const char* command, const QStringList& more) const { return isthmus::tests::run(arguments(command, more)); }

    Finished landscape(const QStringList& more) const { return isthmus("landscape", more); }

    static Json json(const QByteArray& text) { return Json::parse(text.toStdString()); }

    /// The files with scored tiles.
    QStringList tileFiles() const
    {
        const QDir kept(run_ + "/landscapes");
        QStringList files;
        for (const QString& name : kept.entryList({"*.tiles"}, QDir::Files))
            files.append(kept.filePath(name));
        return files;
    }

    static void append(const QString& file, const QByteArray& bytes)
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::Append));
        out.write(bytes);
    }

    double learned(int after, int task) const
    {
        return summary_.at("accuracy")[static_cast<std::size_t>(after - 1)][static_cast<std::size_t>(task - 1)].get<double>();
    }

private Q_SLOTS:
    void initTestCase()
    {
        Json experiment = isthmus::tests::smallExperiment();
        experiment["benchmark"]["tasks"] = 3;
        experiment["benchmark"]["train_per_task"] = 300;
        experiment["benchmark"]["test_per_task"] = 1000;
        experiment["model"]["hidden"] = {48, 48};
        QFile file(path("small.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(experiment.dump()));
        file.close();
        const Finished run = isthmus::tests::run({"run", file.fileName(), "--threads", "1", "--out", path("runs")});
        QVERIFY2(run.status == 0, run.err.constData());
        run_ = QString::fromUtf8(run.lastLine());
        summary_ = json(read(run_ + "/summary.json"));
    }

    void everyChart_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("axis");  ///< what the first one's label says
        QTest::addColumn<QByteArray>("note");  ///< what a note says; empty: there is none
        QTest::addColumn<QStringList>("anchors");
        const auto row = [](const char* chart, const QStringList& options, const char* axis, const char* note,
                            const QStringList& anchors) {
            QTest::addRow("%s", qPrintable((QStringList{chart} + options).join(' ')))
                << (QStringList{"--chart", chart} + options) << QByteArray(axis) << QByteArray(note) << anchors;
        };
        row("line", {}, "t", "", {"task-02", "task-03"});
        row("curve", {"--epochs", "1", "--training-examples", "50"}, "t", "150 training examples", {"task-02", "task-03"});
        row("random", {"--directions", "1"}, "random direction 1", "", {"task-03"});
        row("random", {"--directions", "1", "--draws", "3"}, "random direction 1", "mean of 3 draws", {"task-03"});
        row("hessian", {"--directions", "1", "--training-examples", "10"}, "eigenvector 1", "eigenvalue 1", {"task-03"});
        row("plane", {}, "distance towards task-02", "", {"task-01", "task-02", "task-03"});
        row("simplex", {"--anchors", "task-01,task-02,task-03"}, "share of task-02", "", {"task-01", "task-02", "task-03"});
        row("random", {"--seed", "3"}, "random direction 1", "", {"task-03"});
        row("trajectory", {}, "PC 1 (", "principal component 1 (PC 1) explains", {"task-01", "task-02", "task-03"});
    }
    void everyChart()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, axis);
        QFETCH(QByteArray, note);
        QFETCH(QStringList, anchors);
        const Finished done = landscape(options + QStringList{"--resolution", "5", "--fresh"});
        QVERIFY2(done.status == 0, done.err.constData());
        const Json chart = json(done.out);
        QCOMPARE(QString::fromStdString(chart.at("chart")), options[1]);
        const bool isLine = chart.contains("t");
        const auto label = (isLine ? chart.at("label") : chart.at("labels")[0]).get<std::string>();
        QVERIFY2(QByteArray::fromStdString(label).contains(axis), label.c_str());
        QCOMPARE(chart.at("notes").empty(), note.isEmpty());
        if (!note.isEmpty())
            QVERIFY2(QByteArray::fromStdString(chart.at("notes").dump()).contains(note), chart.at("notes").dump().c_str());
        QStringList names;
        for (const Json& anchor : chart.at("anchors"))
            names.append(QString::fromStdString(anchor.at("name")));
        for (const QString& anchor : anchors)
            QVERIFY2(names.contains(anchor), qPrintable(names.join(' ')));

        QCOMPARE(chart.at("samples").get<int>(), 1000);
        QCOMPARE(chart.at("tasks").size(), std::size_t{3});
        for (const Json& task : chart.at("tasks"))
            for (const char* measure : {"loss", "accuracy"}) {
                QCOMPARE(task.at(measure).size(), std::size_t{5});
                if (isLine)
                    QVERIFY(task.at(measure)[4].is_number());
                else
                    QCOMPARE(task.at(measure)[4].size(), std::size_t{5});
            }
        if (isLine)
            return;
        // Every anchor that is a task's solution scores what the run has measured then.
        for (const Json& anchor : chart.at("anchors"))
            if (const QString name = QString::fromStdString(anchor.at("name")); anchors.contains(name))
                QCOMPARE(anchor.at("accuracy")[0].get<double>(), learned(name.right(2).toInt(), 1));
    }

    void whatOnlySomeChartsHave()
    {
        const Json simplex = json(
            landscape({"--chart", "simplex", "--anchors", "task-01,task-02,task-03", "--resolution", "5", "--tasks", "1"}).out);
        const Json& accuracy = simplex.at("tasks")[0].at("accuracy");
        QVERIFY(accuracy[4][1].is_null() && accuracy[1][4].is_null());  // beyond the edge
        QCOMPARE(accuracy[0][0].get<double>(), learned(1, 1));
        QCOMPARE(accuracy[0][4].get<double>(), learned(2, 1));
        QCOMPARE(accuracy[4][0].get<double>(), learned(3, 1));

        const Json line = json(landscape({"--split", "both", "--per-class", "--resolution", "3", "--samples", "100"}).out);
        QCOMPARE(line.at("tasks").size(), std::size_t{6});
        QCOMPARE(line.at("tasks")[1].at("split").get<std::string>(), std::string("train"));
        QVERIFY(line.at("tasks")[0].at("barrier").is_number());

        const Json plane = json(landscape({"--chart", "plane", "--resolution", "2", "--marks", "init", "--per-class"}).out);
        QCOMPARE(plane.at("anchors")[3].at("name").get<std::string>(), std::string("init"));
        QVERIFY(plane.at("anchors")[3].at("residual").get<double>() > 0.0 && !plane.at("anchors")[3].at("spans").get<bool>());
        QCOMPARE(plane.at("tasks")[0].at("class_accuracy").size(), std::size_t{10});

        const QStringList drawn{"--chart", "random", "--resolution", "3", "--samples", "50", "--draws"};
        const Json draws = json(landscape(drawn + QStringList{"4"}).out);
        QCOMPARE(draws.at("draws").get<int>(), 4);
        QVERIFY(draws.at("tasks")[0].at("loss_spread")[0][0].get<double>() > 0.0);
        QVERIFY(draws.at("tasks")[0].at("accuracy_spread")[1][1].get<double>() < 1e-9);  // the network itself
        QCOMPARE(json(landscape(drawn + QStringList{"4", "--forecast"}).out).at("points").get<int>(), 36);

        const Finished forecast = landscape({"--chart", "plane", "--resolution", "11", "--forecast"});
        QCOMPARE(json(forecast.out).at("points").get<int>(), 121);
    }

    void badOptionsAreOneClearLine_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const QStringList& options, const char* says) {
            QTest::addRow("%s", qPrintable(options.join(' '))) << options << QByteArray(says);
        };
        row({"--chart", "plane", "--span", "2"}, "span");
        row({"--chart", "plan"}, "\"plane\"");
        row({"--chart", "plane", "--anchors", "task-01,task-02"}, "3 anchors, not 2");
        row({"--chart", "simplex", "--anchors", "task-01"}, "2 anchors to 4, not 1");
        row({"--anchors", "task-01,tusk-02"}, "\"task-02\"");
        row({"--anchors", "task-02,task-02"}, "task-02 and task-02 are the same network");
        row({"--normalisation", "recomputed"}, "no batch normalisation");
        row({"--resolution", "1"}, "--resolution");
        row({"--chart", "random", "--draws", "33"}, "--draws");
        row({"--draws", "2"}, "draws");
        row({"--resolution", "many"}, "--resolution");
        row({"--out", "line.vti"}, ".vtp");
    }
    void badOptionsAreOneClearLine()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, says);
        const Finished done = landscape(options + QStringList{"--fresh"});
        QCOMPARE(done.status, 2);
        QVERIFY2(done.lastError().startsWith("isthmus: ") && done.lastError().contains(says), done.err.constData());
        QVERIFY2(done.err.count("isthmus: ") == 1 && done.out.isEmpty(), done.err.constData());
    }

    void barriers()
    {
        // The run has measured the same at its end.
        const Finished done = isthmus("barriers", {});
        QVERIFY2(done.status == 0, done.err.constData());
        const Json table = json(done.out);
        QCOMPARE(table, summary_.at("barriers"));
        QCOMPARE(table.at("networks"), (Json{"task-01", "task-02", "task-03"}));
        QCOMPARE(table.at("samples").get<int>(), 100);
        QVERIFY2(done.err.contains("| task-02 |") && done.err.count('\n') == 5, done.err.constData());

        const Finished some = isthmus("barriers", {"--anchors", "init,task-03", "--tasks", "2", "--resolution", "5", "--samples",
                                                   "0", "--out", path("b.csv")});
        QCOMPARE(some.lastLine(), path("b.csv").toUtf8());
        const Json line = json(landscape({"--anchors", "init,task-03", "--tasks", "2", "--resolution", "5", "--fresh"}).out);
        const auto rows = read(path("b.csv")).trimmed().split('\n');
        QCOMPARE(rows.size(), 2);
        QVERIFY2(rows[1].startsWith("2,init,task-03,"), rows[1].constData());
        QVERIFY(std::abs(rows[1].split(',').last().toDouble() - line.at("tasks")[0].at("barrier").get<double>()) < 1e-6);

        for (const QStringList& bad : {QStringList{"--anchors", "task-01"}, {"--resolution", "1"}, {"--out", path("b.npz")}}) {
            const Finished refused = isthmus("barriers", bad);
            QVERIFY2(refused.status == 2 && refused.err.startsWith("isthmus: ") && refused.err.count('\n') == 1,
                     refused.err.constData());
        }
    }

    void killedTwentyTimesAndGoingOn()
    {
        QDir(run_ + "/landscapes").removeRecursively();
        const QStringList grid{"--chart", "plane", "--resolution", "141", "--out"};
        QCOMPARE(landscape(grid + QStringList{path("whole.json"), "--fresh"}).status, 0);
        QVERIFY(tileFiles().isEmpty());

        QString tiles;
        qint64 size = 0;
        for (int kill = 0; kill < 20; ++kill) {
            QProcess process;
            process.start(QStringLiteral(ISTHMUS_PROGRAM), arguments("landscape", grid + QStringList{path("killed.json")}));
            QTRY_COMPARE_WITH_TIMEOUT(tileFiles().size(), 1, 60000);
            tiles = tileFiles().first();
            QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(tiles).size() > size, 60000);
            QCOMPARE(process.state(), QProcess::Running);
            process.kill();
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);
            QVERIFY(!QFileInfo::exists(path("killed.json")));
            size = QFileInfo(tiles).size();
            if (kill % 5 == 4) {  // a kill may tear the tile at hand
                append(tiles, QByteArray("\x40\x00\x00\x00torn", 8));
                size += 8;
            }
        }
        QCOMPARE(landscape(grid + QStringList{path("killed.json")}).status, 0);
        QVERIFY(read(path("killed.json")) == read(path("whole.json")));

        // Everything is kept now: nothing more is scored, and what is torn is cut off.
        const QByteArray complete = read(tiles);
        append(tiles, QByteArray("\x40\x00\x00\x00torn", 8));
        QCOMPARE(landscape(grid + QStringList{path("again.json")}).status, 0);
        QVERIFY(read(path("again.json")) == read(path("whole.json")));
        QVERIFY(read(tiles) == complete);
        QCOMPARE(tileFiles().size(), 1);
    }

    void tilesOfOtherOptionsAreNotUsed()
    {
        QDir(run_ + "/landscapes").removeRecursively();
        const QStringList few{"--chart", "plane", "--resolution", "5", "--samples", "100"};
        const QStringList more{"--chart", "plane", "--resolution", "5", "--samples", "200"};
        const QByteArray fresh = landscape(more + QStringList{"--fresh"}).out;
        const QByteArray other = landscape(few).out;
        QVERIFY(!fresh.isEmpty() && fresh != other);
        const QStringList first = tileFiles();
        QCOMPARE(first.size(), 1);
        const QByteArray tilesOfFew = read(first.first());
        QVERIFY(landscape(more).out == fresh);
        QCOMPARE(tileFiles().size(), 2);
        QVERIFY(read(first.first()) == tilesOfFew);
        // Not even under the other's name.
        for (const QString& file : tileFiles())
            if (file != first.first()) {
                QVERIFY(QFile::remove(file) && QFile::copy(first.first(), file));
                QVERIFY(landscape(more).out == fresh);
                QVERIFY(read(file) != tilesOfFew);
            }
    }
};

QTEST_GUILESS_MAIN(LandscapeCommandTest)
#include "tst_landscape_command.moc"
