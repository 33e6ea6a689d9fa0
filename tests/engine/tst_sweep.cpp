// Options with several values: which runs they make, and what is said of those that cannot be.
#include "engine/error.h"
#include "engine/options/value_list.h"
#include "engine/runs/sweep.h"
#include "tests/support/small_experiment.h"

#include <QtTest>

using namespace isthmus;
using namespace isthmus::engine;

namespace {

QStringList settingsOf(const Sweep& sweep)
{
    QStringList settings;
    for (const SweepRun& run : expand(sweep))
        settings += QString::fromStdString(run.settings);
    return settings;
}

QString problemOf(const Sweep& sweep)
{
    try {
        (void)expand(sweep);
        return {};
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
}

}  // namespace

class SweepTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAsTyped()
    {
        QCOMPARE(Json(valueList("0.01, 1e-1")), Json::parse("[0.01, 0.1]"));
        QCOMPARE(Json(valueList("sgd,ewc")), Json::parse(R"(["sgd", "ewc"])"));
        QCOMPARE(Json(valueList("1..3,7")), Json::parse("[1, 2, 3, 7]"));
        QCOMPARE(Json(valueList("[256, 256], []")), Json::parse("[[256, 256], []]"));
        QCOMPARE(Json(valueList("{\"kind\": \"er\", \"buffer\": \"reservoir\"},true")),
                 Json::parse(R"([{"kind": "er", "buffer": "reservoir"}, true])"));
        for (const char* bad : {"", "1,,2", "1,", "[1,2", "5..2", "1..2000", "\"a"})
            QVERIFY_EXCEPTION_THROWN((void)valueList(bad), Error);
    }

    void aGridIsEveryCombination()
    {
        const Sweep sweep{.experiment = tests::smallExperiment(),
                          .axes = {{"training.learning_rate", {0.01, 0.1}}, {"seed", {1, 2, 3}}}};
        QCOMPARE(settingsOf(sweep), (QStringList{"training.learning_rate=0.01, seed=1", "training.learning_rate=0.01, seed=2",
                                                 "training.learning_rate=0.01, seed=3", "training.learning_rate=0.1, seed=1",
                                                 "training.learning_rate=0.1, seed=2", "training.learning_rate=0.1, seed=3"}));
        const std::vector<SweepRun> runs = expand(sweep);
        QCOMPARE(runs[4].experiment.at("training.learning_rate").get<double>(), 0.1);
        QCOMPARE(runs[4].experiment.seed(), std::uint64_t{2});
        QCOMPARE(runs[4].experiment.at("training.momentum").get<double>(), 0.5);  // of the file
    }

    void aListTakesOneOfEach()
    {
        Sweep sweep{.experiment = tests::smallExperiment(),
                    .axes = {{"training.learning_rate", {0.01, 0.1}}, {"training.epochs", {3, 1}}},
                    .combine = Sweep::Combine::List};
        QCOMPARE(settingsOf(sweep), (QStringList{"training.learning_rate=0.01, training.epochs=3",
                                                 "training.learning_rate=0.1, training.epochs=1"}));
        sweep.axes["seed"] = {1, 2, 3};
        QVERIFY(problemOf(sweep).contains("training.learning_rate has 2 and seed 3"));
    }

    void theSeedsOfTheExperimentAreOneMoreDimension()
    {
        Sweep sweep{.experiment = tests::smallExperiment(), .axes = {{"training.epochs", {1, 2}}}};
        sweep.experiment["seeds"] = {5, 9};
        QCOMPARE(settingsOf(sweep), (QStringList{"training.epochs=1, seed=5", "training.epochs=1, seed=9",
                                                 "training.epochs=2, seed=5", "training.epochs=2, seed=9"}));
        sweep.axes["seed"] = {1, 2};  // what is asked for now drops what the file says
        QCOMPARE(expand(sweep).size(), std::size_t{4});
        QCOMPARE(expand({.experiment = tests::smallExperiment()}).size(), std::size_t{1});
    }

    void kindsComeBeforeTheirOptions()
    {
        // The file's options of subspace_connectivity go, the defaults of stable_sgd come.
        const Sweep sweep{.experiment = tests::smallExperiment(), .axes = {{"method.kind", {"stable_sgd", "sgd"}}}};
        const std::vector<SweepRun> runs = expand(sweep);
        QVERIFY(!runs[0].experiment.section("method").contains("vertices"));
        QVERIFY(runs[0].experiment.at("training.learning_rate") != runs[1].experiment.at("training.learning_rate"));

        const Sweep strengths{.experiment = tests::smallExperiment(),
                              .axes = {{"method.strength", {1.0, 10.0}}, {"method.kind", {"ewc"}}}};
        QCOMPARE(expand(strengths)[1].experiment.at("method.strength").get<double>(), 10.0);
        const Sweep inside{.experiment = tests::smallExperiment(),
                           .axes = {{"method.base.kind", {"sgd", "er"}}, {"method.kind", {"vanilla_ensemble"}}}};
        QCOMPARE(expand(inside)[1].experiment.at("method.base.kind").get<std::string>(), std::string("er"));
    }

    void problemsNameTheRun()
    {
        const auto of = [](const Json& axes) { return problemOf({.experiment = tests::smallExperiment(), .axes = axes}); };
        const QString missing = of({{"method.kind", {"ewc", "sgd"}}, {"method.strength", {1.0}}});
        QVERIFY2(missing.startsWith("method.strength: ") && missing.contains("ewc")
                     && missing.endsWith(R"((in the run with method.kind="sgd", method.strength=1.0))"),
                 qPrintable(missing));
        const QString range = of({{"training.epochs", {1, 0}}});
        QVERIFY2(range.startsWith("training.epochs: must be between") && range.contains("training.epochs=0"), qPrintable(range));
        const QString word = of({{"training.learning_rat", {1}}});
        QVERIFY2(word.contains("learning_rate"), qPrintable(word));
        QVERIFY(of({{"seed", Json::array()}}).startsWith("seed: has no values"));
        QVERIFY(of({{"benchmark.tasks", {4, 40}}}).contains("360"));
        Json many = Json::array();
        for (int i = 0; i < 200; ++i)
            many.push_back(i);
        QVERIFY(of({{"seed", many}, {"task_seed", many}}).contains("more than 10000 runs"));
        for (const QString& line : {missing, range, word})
            QVERIFY(!line.contains('\n'));
    }
};

QTEST_APPLESS_MAIN(SweepTest)
#include "tst_sweep.moc"
