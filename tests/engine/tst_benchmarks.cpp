#include "engine/data/benchmarks.h"
#include "engine/data/datasets.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace isthmus::engine;

namespace {

Json rotated(int tasks, double step) { return {{"kind", "rotated"}, {"step_degrees", step}, {"tasks", tasks}}; }

const OptionSpec& option(const std::vector<OptionSpec>& options, const std::string& key)
{
    return *std::find_if(options.begin(), options.end(), [&](const OptionSpec& spec) { return spec.key == key; });
}

bool sameMap(const PixelMap& a, const PixelMap& b)
{
    return a.pixels == b.pixels && a.taps == b.taps && a.source == b.source && a.weight == b.weight;
}

}  // namespace

class TestBenchmarks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTableHasItsRows()
    {
        std::vector<std::string> ids;
        for (const BenchmarkInfo& row : benchmarkTable()) {
            ids.push_back(row.declaration->id);
            QCOMPARE(findBenchmark(row.declaration->id).declaration, row.declaration);
            QVERIFY(!row.declaration->label.empty() && !row.declaration->help.empty() && !row.declaration->source.empty());
        }
        QCOMPARE(ids, (std::vector<std::string>{"rotated", "permuted", "split"}));
    }

    void theSectionDeclaresTheExperimentFilesKeys()
    {
        const OptionSection section = benchmarkSection();
        QCOMPARE(QString::fromStdString(section.key), QStringLiteral("benchmark"));
        QCOMPARE(QString::fromStdString(section.defaultKind), QStringLiteral("rotated"));
        QCOMPARE(section.kinds.size(), benchmarkTable().size());
        std::vector<std::string> keys;
        for (const OptionSpec& spec : section.options) {
            keys.push_back(spec.key);
            QVERIFY(!spec.label.empty() && !spec.help.empty());
        }
        QCOMPARE(keys, (std::vector<std::string>{"dataset", "folder", "image_size", "tasks", "train_per_task", "test_per_task",
                                                 "normalize", "validation_share"}));
        QCOMPARE(option(section.options, "dataset").choices.size(), datasetTable().size());
        QVERIFY(option(section.options, "dataset").fallback == "glyphs");
        QVERIFY(option(section.options, "tasks").fallback == 5);
        QVERIFY(option(section.options, "tasks").fallback.is_number_integer());
        QVERIFY(option(section.options, "train_per_task").fallback.is_number_integer());
        QVERIFY(option(section.options, "normalize").fallback == false);
        const OptionSpec& step = option(section.kinds[0].options, "step_degrees");
        QVERIFY(step.fallback == 9.0 && step.fallback.is_number_float());
        QVERIFY(section.kinds[1].options.empty());
    }

    void aFullTurnIsAProblem_data()
    {
        QTest::addColumn<int>("tasks");
        QTest::addColumn<double>("step");
        QTest::addColumn<QString>("words");  // empty: no problem
        QTest::newRow("the defaults") << 5 << 9.0 << "";
        QTest::newRow("the most for 9 degrees") << 40 << 9.0 << "";
        QTest::newRow("one too many") << 41 << 9.0 << "40 at most";
        QTest::newRow("one too many, clockwise") << 41 << -9.0 << "40 at most";
        QTest::newRow("a step that does not divide the turn") << 52 << 7.0 << "";
        QTest::newRow("and one more") << 53 << 7.0 << "52 at most";
        QTest::newRow("a step that is not exact in binary") << 51 << 7.2 << "50 at most";
        QTest::newRow("half turns") << 2 << 180.0 << "";
        QTest::newRow("three half turns") << 3 << 180.0 << "2 at most";
        QTest::newRow("no turn, one task") << 1 << 0.0 << "";
        QTest::newRow("no turn, two tasks") << 2 << 0.0 << "1 at most";
        QTest::newRow("small steps") << 1000 << 0.36 << "";
        QTest::newRow("hardly larger ones") << 1000 << 0.361 << "998 at most";
    }

    void aFullTurnIsAProblem()
    {
        QFETCH(int, tasks);
        QFETCH(double, step);
        QFETCH(QString, words);
        const QString problem = QString::fromStdString(findBenchmark("rotated").problem(rotated(tasks, step), 10));
        QCOMPARE(problem.isEmpty(), words.isEmpty());
        QVERIFY2(problem.contains(words) && !problem.contains('\n'), qPrintable(problem));
    }

    void anyNumberOfPermutationsIsFine()
    {
        QVERIFY(findBenchmark("permuted").problem({{"kind", "permuted"}, {"tasks", 1000}}, 10).empty());
    }

    void theFirstTaskIsTheImagesUnchanged()
    {
        for (const BenchmarkInfo& row : benchmarkTable())
            QVERIFY(sameMap(row.map(rotated(5, 9.0), 1, 1, 28, 28), identityMap(28, 28)));
    }

    void rotatedTurnsByTaskMinusOneSteps()
    {
        const auto map = findBenchmark("rotated").map;
        QVERIFY(sameMap(map(rotated(20, 9.0), 1, 4, 28, 28), rotationMap(28, 28, 27.0)));
        QVERIFY(sameMap(map(rotated(20, 9.0), 1, 4, 28, 28), map(rotated(20, 9.0), 2, 4, 28, 28)));  // whatever the seed
        QVERIFY(sameMap(map(rotated(20, -9.0), 1, 4, 28, 28), rotationMap(28, 28, -27.0)));
    }

    void permutationsFollowFromSeedAndTask()
    {
        const auto map = findBenchmark("permuted").map;
        const PixelMap second = map({}, 1, 2, 2, 5);
        QCOMPARE(second.source, (std::vector<std::int32_t>{4, 5, 8, 0, 1, 3, 6, 9, 7, 2}));  // pinned in tst_random as well
        QVERIFY(sameMap(second, map({}, 1, 2, 2, 5)));
        QVERIFY(!sameMap(map({}, 1, 2, 28, 28), map({}, 1, 3, 28, 28)));
        QVERIFY(!sameMap(map({}, 1, 2, 28, 28), map({}, 2, 2, 28, 28)));
        const PixelMap large = map({}, 1, 2, 28, 28);
        QCOMPARE(std::set<std::int32_t>(large.source.begin(), large.source.end()).size(), std::size_t{784});
    }
};

QTEST_APPLESS_MAIN(TestBenchmarks)
#include "tst_benchmarks.moc"
