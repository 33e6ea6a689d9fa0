#include "engine/error.h"
#include "engine/results/record_values.h"
#include "engine/results/run_query.h"
#include "tests/support/run_records.h"

#include <QtTest>

#include <cmath>

using namespace isthmus;
using namespace isthmus::engine;

namespace {

/// 1: sgd at 0.1, done, tagged; 2: sgd at 0.05; 3: subspace_connectivity at 0.1, lost after three tasks.
RunRecords three()
{
    RunRecord one = tests::runRecord("sgd", 1, 0.1, 0.9), two = tests::runRecord("sgd", 2, 0.05, 0.95),
              last = tests::runRecord("subspace_connectivity", 3, 0.1, 0.99, 3);
    one.tags = {"paper", "Figure 2"};
    two.note = "momentum forgotten";
    last.name = "walk";
    return tests::records({one, two, last});
}

}  // namespace

class RunQueryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAFilterFinds_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QList<int>>("seeds");
        const auto row = [](const char* filter, const QList<int>& seeds) { QTest::newRow(filter) << filter << seeds; };
        row("", {1, 2, 3});
        row("  ", {1, 2, 3});
        row("mnist", {1, 2, 3});
        row("SGD", {1, 2});
        row("sc mnist", {3});
        row("sgd forgotten", {2});
        row("figure", {1});
        row("\"rotated mnist\"", {1, 2, 3});
        row("\"mnist rotated\"", {});
        row("method.kind=sgd", {1, 2});
        row("kind=sgd method=sgd benchmark=\"rotated mnist\"", {});  // which kind? see below; here it is a problem
        row("method.kind!=sgd", {3});
        row("learning_rate<0.1", {2});
        row("training.learning_rate<=0.1", {1, 2, 3});
        row("learning_rate=0.10", {1, 3});
        row("learning_rate>5e-2", {1, 3});
        row("state=done", {1, 2});
        row("state=lost,diverged", {3});
        row("state!=done", {3});
        row("tag=paper", {1});
        row("tag=Fig*", {1});
        row("tag!=paper", {2, 3});
        row("average_accuracy>=86%", {2, 3});
        row("average_accuracy<0.83", {1});
        row("forgetting_short_range>0", {});
        row("seed>1 state=done", {2});
        row("tasks<5", {3});
        row("name=walk", {3});
        row("name=rot*", {1, 2});
        row("note=*forgotten", {2});
    }

    void whatAFilterFinds()
    {
        QFETCH(QString, filter);
        QFETCH(QList<int>, seeds);
        const RunRecords runs = three();
        if (filter.startsWith("kind=")) {
            QVERIFY_EXCEPTION_THROWN(RunQuery(filter.toStdString(), runs), Error);
            return;
        }
        const RunQuery query(filter.toStdString(), runs);
        QList<int> found;
        for (const RunRecordPtr& run : runs)
            if (query.matches(*run))
                found += static_cast<int>(run->seed);
        QCOMPARE(found, seeds);
    }

    void whatIsWrongIsSaidInOneLine_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown option") << "lerning_rate=1"
                                        << "did you mean \"learning_rate\"?";
        QTest::newRow("unknown state") << "state=finished"
                                       << "states are running, paused";
        QTest::newRow("no value") << "method.kind="
                                  << "lacks its value";
        QTest::newRow("order of words") << "method.kind<sgd"
                                        << "not one number";
        QTest::newRow("two options") << "kind=sgd"
                                     << "could be benchmark.kind or method.kind";
        QTest::newRow("half a sign") << "seed!3"
                                     << "compare with";
    }

    void whatIsWrongIsSaidInOneLine()
    {
        QFETCH(QString, filter);
        QFETCH(QString, says);
        try {
            RunQuery(filter.toStdString(), three());
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
            QVERIFY(!QString::fromUtf8(error.what()).contains(u'\n'));
        }
    }

    void oneValueStandsForARun()
    {
        const RunRecord run = tests::runRecord("sgd", 1, 0.1, 0.9);
        const Measure& accuracy = *findMeasure("average_accuracy");
        const Measure& forgetting = *findMeasure("forgetting");
        QCOMPARE(*reducedValue(run, accuracy, Reduction::Last), 0.9 - 0.08);
        QCOMPARE(*reducedValue(run, accuracy, Reduction::Best), 0.9);
        QCOMPARE(*reducedValue(run, accuracy, Reduction::Worst), 0.9 - 0.08);
        QCOMPARE(*reducedValue(run, forgetting, Reduction::Best), 0.0);  // low is good
        QCOMPARE(*reducedValue(run, forgetting, Reduction::Worst), 0.08);
        QVERIFY(!reducedValue(run, *findMeasure("weight_cosine"), Reduction::Best));
        RunRecord other = run;
        other.courses.front().second.front() = std::nan("");
        QCOMPARE(*reducedValue(other, accuracy, Reduction::Best), 0.9 - 0.02);
        other.courses.clear();
        QCOMPARE(*reducedValue(other, accuracy, Reduction::Best), 0.9 - 0.08);  // all that is known
    }

    /// Against sums written out.
    void aMeanCountsEachSeedOnceAndWholeRunsAlone()
    {
        RunRecord again = tests::runRecord("sgd", 2, 0.1, 0.7);
        again.started += 1000;
        again.options.back().second = "8";  // threads change nothing
        const RunRecords runs = tests::records({tests::runRecord("sgd", 1, 0.1, 0.9), again, tests::runRecord("sgd", 2, 0.1, 0.5),
                                                tests::runRecord("sgd", 3, 0.1, 0.6), tests::runRecord("sgd", 4, 0.1, 0.1, 3)});
        std::vector<const RunRecord*> all;
        for (const RunRecordPtr& run : runs)
            all.push_back(run.get());
        const Spread spread = reducedSpread(all, *findMeasure("average_accuracy"), Reduction::Last, Band::Deviation);
        const double a = 0.82, b = 0.62, c = 0.52, mean = (a + b + c) / 3;
        QCOMPARE(spread.n, 3);
        QCOMPARE(spread.mean, mean);
        QCOMPARE(spread.half, std::sqrt(((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2));
    }

    void groupsDifferInNothingButTheSeed()
    {
        const RunRecord run = tests::runRecord("sgd", 1, 0.1, 0.9);
        QCOMPARE(groupKey(run, {}), groupKey(tests::runRecord("sgd", 2, 0.1, 0.5), {}));
        QVERIFY(groupKey(run, {}) != groupKey(tests::runRecord("sgd", 1, 0.2, 0.9), {}));
        QVERIFY(groupKey(run, {}) != groupKey(tests::runRecord("ewc", 1, 0.1, 0.9), {}));
        QCOMPARE(groupKey(run, {"method.kind"}), groupKey(tests::runRecord("sgd", 1, 0.2, 0.9), {"method.kind"}));
        QVERIFY(groupKey(run, {"method.strength"}) != groupKey(run, {"method.kind"}));
    }
};

QTEST_APPLESS_MAIN(RunQueryTest)
#include "tst_run_query.moc"
