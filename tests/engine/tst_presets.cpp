#include "engine/error.h"
#include "engine/reproduction/presets.h"
#include "engine/reproduction/reproduction.h"

#include <QtTest>

using namespace isthmus::engine;

class PresetsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPresetIsAnExperiment()
    {
        QSet<QString> names;
        for (const Preset& preset : presets()) {
            QVERIFY2(!names.contains(QString::fromStdString(preset.name)), preset.name.c_str());
            names << QString::fromStdString(preset.name);
            try {
                Experiment{preset.experiment};
            } catch (const Error& error) {
                QFAIL(qPrintable(QString("%1: %2").arg(preset.name.c_str(), error.what())));
            }
            QVERIFY(findPreset(preset.name).experiment == preset.experiment);
        }
        QVERIFY(names.contains("demonstration") && names.contains("split-cifar100/subspace_connectivity"));
        try {
            findPreset("demonstratoin");
            QFAIL("found");
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains("did you mean \"demonstration\"?"), error.what());
        }
    }

    void tablesCompareEveryMethod()
    {
        QVERIFY(tableNames().size() >= 4);
        for (const std::string& name : tableNames())
            for (const bool quick : {false, true}) {
                const TablePreset table = tablePreset(name, quick);
                QVERIFY(!table.title.empty() && !table.seeds.empty());
                QVERIFY(table.seeds.size() >= (quick ? 1U : 3U));
                QSet<QString> kinds;
                for (const TableRow& row : table.rows) {
                    kinds << QString::fromStdString(Experiment(row.experiment).at("method.kind").get<std::string>());
                    // Of the paper's own method no number is known here, so none may be shown.
                    if (row.name == "subspace_connectivity")
                        QVERIFY(!row.published);
                    if (row.published)
                        QVERIFY(!row.published->source.empty() && !row.published->verified.empty());
                }
                QCOMPARE(kinds.size(), 11);
            }
    }

    /// A misspelt row in a table's own settings or published results would go unnoticed.
    void tablesNameRowsThatThereAre()
    {
        for (const PresetFile& file : presetFiles()) {
            if (!QByteArray(file.name).startsWith("tables/"))
                continue;
            const Json json = Json::parse(file.text, nullptr, true, true);
            QSet<QString> rows;
            for (const TableRow& row : tablePreset(file.name + 7, false).rows)
                rows << QString::fromStdString(row.name);
            for (const char* part : {"own", "published"}) {
                const Json values = json.value(part, Json::object());
                for (const auto& [key, value] : values.items())
                    QVERIFY2(rows.contains(QString::fromStdString(key)),
                             qPrintable(QString("%1: %2").arg(file.name, key.c_str())));
            }
        }
    }

    void plansSayWhatIsWrong_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("words");
        QTest::newRow("no such table") << "rotated-mnits"
                                       << ""
                                       << ""
                                       << "did you mean \"rotated-mnist\"?";
        QTest::newRow("no such row") << "rotated-mnist"
                                     << "ewcc"
                                     << ""
                                     << "did you mean \"ewc\"?";
        QTest::newRow("no such option") << "rotated-mnist"
                                        << "sgd"
                                        << "training.epoch=2"
                                        << "epochs";
        QTest::newRow("no data") << "split-cifar100"
                                 << "sgd"
                                 << ""
                                 << "--data-dir";
    }

    void plansSayWhatIsWrong()
    {
        QFETCH(QString, table);
        QFETCH(QString, row);
        QFETCH(QString, setting);
        QFETCH(QString, words);
        const QTemporaryDir nothing;
        ReproductionRequest request{.table = table.toStdString(), .dataDir = nothing.path().toStdString()};
        if (!row.isEmpty())
            request.only = {row.toStdString()};
        if (!setting.isEmpty())
            request.settings = {setting.toStdString()};
        try {
            planFor(request);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::BadInput);
            QVERIFY2(QString::fromUtf8(error.what()).contains(words), error.what());
        }
    }

    void aTableIsRunOnceAndWritten()
    {
        const QTemporaryDir folder;
        ReproductionRequest request{.table = "rotated-mnist",
                                    .quick = true,
                                    .only = {"sgd", "subspace_connectivity"},
                                    .seeds = {1, 2},
                                    .settings = {"benchmark.dataset=glyphs", "benchmark.tasks=2", "benchmark.train_per_task=100",
                                                 "benchmark.test_per_task=50", "model.hidden=[8]"},
                                    .folder = folder.path().toStdString(),
                                    .jobs = 2};
        const ReproductionPlan plan = planFor(request);
        QCOMPARE(plan.runs.size(), std::size_t{4});
        QStringList ended;
        double share = 0.0;
        const auto tell = [&](const ReproductionProgress& progress) {
            QCOMPARE(progress.runs, 4);
            share = progress.share;
            if (!progress.ended.empty())
                ended << QString::fromStdString(progress.ended);
        };
        QVERIFY(QDir(folder.path()).mkpath("runs/somebody-elses"));
        QFile foreign(folder.filePath("runs/somebody-elses/experiment.json"));
        QVERIFY(foreign.open(QIODevice::WriteOnly) && foreign.write("[]") == 2);
        foreign.close();
        const auto results = reproduce(plan, request, tell, {});
        QCOMPARE(results.size(), std::size_t{4});
        QCOMPARE(results[3].row, std::string("subspace_connectivity"));
        QCOMPARE(results[3].run.experiment.at("seed").get<int>(), 2);
        QCOMPARE(ended.size(), 4);
        QVERIFY(std::abs(share - 1.0) < 1e-9);
        const auto files = writeTables(plan, request, results);
        QMap<QString, QByteArray> texts;
        for (const auto& file : files) {
            QFile in(QString::fromStdString(file.string()));
            QVERIFY2(in.open(QIODevice::ReadOnly), file.c_str());
            texts[QString::fromStdString(file.filename().string())] = in.readAll();
        }
        QCOMPARE(texts.keys(), (QStringList{"rotated-mnist-cost.csv", "rotated-mnist-runs.csv", "rotated-mnist.csv",
                                            "rotated-mnist.md", "rotated-mnist.tex"}));
        const double mean = (*results[0].run.snapshot.accuracy().at(2, 1) + *results[0].run.snapshot.accuracy().at(2, 2)
                             + *results[1].run.snapshot.accuracy().at(2, 1) + *results[1].run.snapshot.accuracy().at(2, 2))
                            / 4.0;
        const QByteArray ours = "| SGD (naive) | " + QByteArray::number(100.0 * mean, 'f', 1) + " ± ";
        QVERIFY2(texts["rotated-mnist.md"].contains(ours), texts["rotated-mnist.md"].constData());
        QVERIFY(texts["rotated-mnist.md"].contains("| 46.3 ± 1.4 | 52.0 |"));
        QVERIFY(texts["rotated-mnist.tex"].contains("$\\pm$") && texts["rotated-mnist.tex"].contains("\\end{tabular}"));
        QCOMPARE(texts["rotated-mnist-cost.csv"].count('\n'), 3);
        QVERIFY(texts["rotated-mnist-cost.csv"].contains("sgd,SGD (naive),2,1,1,1,"));

        // What is there is not run again: the same files, no new run.
        const auto runs = [&] { return QDir(folder.filePath("runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot); };
        const QStringList before = runs();
        QCOMPARE(before.size(), 5);
        reproduce(plan, request, tell, {});
        QCOMPARE(runs(), before);
        // A stop leaves what can be gone on with.
        std::stop_source source;
        source.request_stop();
        request.seeds = {3};
        try {
            reproduce(planFor(request), request, tell, source.get_token());
            QFAIL("not stopped");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::Interrupted);
        }
    }
};

QTEST_APPLESS_MAIN(PresetsTest)
#include "tst_presets.moc"
