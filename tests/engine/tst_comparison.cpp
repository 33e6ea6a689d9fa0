// Sets of runs and their curves, against numbers worked out by hand and slow versions.
#include "engine/results/comparison.h"
#include "engine/results/pareto_front.h"
#include "tests/support/compared_runs.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace isthmus::engine;
using isthmus::tests::handMade;
using isthmus::tests::HandMadeRun;

namespace {

const Measure& measureOf(const char* id) { return *findMeasure(id); }

std::vector<std::string> labels(const std::vector<RunSet>& sets)
{
    std::vector<std::string> all;
    for (const RunSet& set : sets)
        all.push_back(set.label);
    return all;
}

using Words = std::vector<std::string>;

}  // namespace

class ComparisonTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void optionsThatDifferAreFoundInTheFilesOrder()
    {
        const std::vector<ComparedRun> runs = {
            handMade({.seed = 1, .options = {{"model.hidden", "[16]"}, {"training.rate", "0.1"}, {"execution.threads", "1"}}}),
            handMade({.seed = 2, .options = {{"model.hidden", "[16]"}, {"training.rate", "0.2"}, {"execution.threads", "2"}}}),
            handMade({.method = "ewc",
                      .seed = 1,
                      .options = {{"model.hidden", "[16]"}, {"training.rate", "0.1"}, {"method.strength", "9"}}})};
        QCOMPARE(differingOptions(runs), (Words{"method.kind", "training.rate", "method.strength"}));
        QCOMPARE(differingOptions({runs[0]}), Words{});
        QCOMPARE(differingOptions({}), Words{});
    }

    void setsAreLabelledByWhatTellsThemApart()
    {
        const auto ewc = [](std::uint64_t seed, const char* strength) {
            return handMade({.method = "ewc", .seed = seed, .options = {{"method.strength", strength}}});
        };
        const std::vector<ComparedRun> runs = {ewc(1, "100"), handMade({.seed = 1}), ewc(2, "100"), ewc(1, "5"),
                                               handMade({.seed = 2})};
        const auto sets = setsOf(runs, {});
        QCOMPARE(labels(sets), (Words{"ewc, strength 100", "sgd", "ewc, strength 5"}));
        QCOMPARE(sets[0].runs.size(), std::size_t(2));
        QCOMPARE(sets[1].runs.size(), std::size_t(2));
        QCOMPARE(sets[2].runs.size(), std::size_t(1));
        QCOMPARE(labels(setsOf(runs, {"method.kind"})), (Words{"ewc", "sgd"}));
        QCOMPARE(labels(setsOf({ewc(1, "1"), ewc(2, "2")}, {})), (Words{"strength 1", "strength 2"}));
        QCOMPARE(labels(setsOf({ewc(1, "1"), ewc(2, "1")}, {})), Words{"ewc"});
    }

    void aSetOfSeveralMethodsDoesNotClaimOne()
    {
        const auto run = [](const char* method, const char* size) {
            return handMade({.method = method, .options = {{"training.batch_size", size}}});
        };
        const std::vector<ComparedRun> runs = {run("sgd", "10"), run("er", "10"), run("sgd", "20")};
        QCOMPARE(labels(setsOf(runs, {"training.batch_size"})), (Words{"batch size 10", "sgd, batch size 20"}));
        QCOMPARE(labels(setsOf({runs[0], runs[1]}, {"training.batch_size"})), Words{"all runs"});
    }

    void theSameRunTwiceCountsOnce()
    {
        const auto sets =
            setsOf({handMade({.seed = 1, .accuracies = {0.9, 0.8, 0.7}}), handMade({.seed = 2, .accuracies = {0.5}}),
                    handMade({.seed = 2, .accuracies = {0.6}}), handMade({.seed = 1, .accuracies = {0.1}})},
                   {});
        QCOMPARE(sets.size(), std::size_t(1));
        QCOMPARE(sets[0].runs.size(), std::size_t(2));
        QCOMPARE(*sets[0].runs[0].snapshot->accuracy().at(3, 3), 0.7);  // the whole one, though it came first
        QCOMPARE(*sets[0].runs[1].snapshot->accuracy().at(1, 1), 0.6);  // the last of equals
    }

    void aCurveIsTheMeanWhereARunHasAValue()
    {
        const RunSet set{
            "sgd",
            {handMade({.seed = 1, .accuracies = {0.9, 0.8, 0.7}}), handMade({.seed = 2, .accuracies = {0.7, 0.6}, .tasks = 2})}};
        const RunSet single{"one", {handMade({.accuracies = {0.5}})}};
        const ComparedCurves curves =
            measureCurves({set, single}, measureOf("average_accuracy"), Against::Tasks, Band::Deviation);
        QCOMPARE(curves.yLabel, std::string("Average accuracy (%)"));
        QCOMPARE(curves.curves[0].x, (std::vector<double>{1.0, 2.0, 3.0}));
        QCOMPARE(curves.curves[0].y[0].n, 2);
        QVERIFY(std::abs(curves.curves[0].y[0].mean - 80.0) < 1e-9);
        QVERIFY(std::abs(curves.curves[0].y[0].half - 10.0 * std::sqrt(2.0)) < 1e-9);
        QCOMPARE(curves.curves[0].y[2].n, 1);
        QVERIFY(std::abs(curves.curves[0].y[2].mean - 70.0) < 1e-9);
        QCOMPARE(curves.curves[0].y[2].half, 0.0);
        QCOMPARE(curves.curves[1].x, std::vector<double>{1.0});
        QVERIFY(curves.definition.find("n = 1 to 2") != std::string::npos);
        // After the first task there is no forgetting: the curve begins at the second.
        const ComparedCurves forgetting = measureCurves({set}, measureOf("forgetting"), Against::Tasks, Band::Deviation);
        QCOMPARE(forgetting.curves[0].x, (std::vector<double>{2.0, 3.0}));
        QVERIFY(measureCurves({RunSet{"none", {handMade({})}}}, measureOf("forgetting"), Against::Tasks, Band::Range)
                    .curves[0]
                    .x.empty());
    }

    void aCurveMayStandAgainstStepsOperationsOrSeconds()
    {
        const RunSet set{
            "er",
            {handMade({.accuracies = {0.9, 0.8, 0.7}, .operationsPerStep = 4e4, .trainingSeconds = 6.0}),
             handMade({.accuracies = {0.9, 0.8, 0.7}, .stepsPerTask = 300, .operationsPerStep = 4e4, .trainingSeconds = 12.0})}};
        const auto x = [&](Against against) {
            return measureCurves({set}, measureOf("average_accuracy"), against, Band::Deviation).curves[0].x;
        };
        QCOMPARE(x(Against::Steps), (std::vector<double>{200.0, 400.0, 600.0}));
        QCOMPARE(x(Against::Operations), (std::vector<double>{8.0, 16.0, 24.0}));  // millions
        QCOMPARE(x(Against::Seconds), (std::vector<double>{3.0, 6.0, 9.0}));
        QCOMPARE(measureCurves({set}, measureOf("average_accuracy"), Against::Operations, Band::Range).xLabel,
                 std::string("Training operations (10⁶)"));
    }

    void aCurveNeverTurnsBack()
    {
        // The slow run ends early, so that the mean of the steps would fall from 550 to 300.
        const RunSet set{"sgd",
                         {handMade({.accuracies = {0.9, 0.8, 0.7}}), handMade({.accuracies = {0.9}, .stepsPerTask = 1000})}};
        const ComparedCurves curves = measureCurves({set}, measureOf("average_accuracy"), Against::Steps, Band::Deviation);
        QCOMPARE(curves.curves[0].x, std::vector<double>{550.0});
    }

    void lossesOfSeveralRunsMeetAtTheStepsOfOne()
    {
        const RunSet set{"sgd",
                         {handMade({.seed = 1, .loss = {{10, 4.0}, {20, 2.0}, {30, 1.0}}}),
                          handMade({.seed = 2, .loss = {{10, 2.0}, {30, 1.0}}})}};
        const ComparedCurve curve = lossCurves({set}, 0.0, Band::Range).curves[0];
        QCOMPARE(curve.x, (std::vector<double>{10.0, 20.0, 30.0}));
        QCOMPARE(curve.y[0].mean, 3.0);
        QCOMPARE(curve.y[0].half, 1.0);
        QCOMPARE(curve.y[1].mean, 1.75);  // of 2 and, between 2 and 1, 1.5
        QCOMPARE(curve.y[2].half, 0.0);
        QCOMPARE(curve.y[2].n, 2);
    }

    void lossesThatAreNoNumbersAreLeftOut()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const RunSet set{"sgd", {handMade({.loss = {{10, 4.0}, {20, infinity}, {30, 1.0}}})}};
        QCOMPARE(lossCurves({set}, 0.0, Band::Deviation).curves[0].x, (std::vector<double>{10.0, 30.0}));
        QCOMPARE(lossCurves({set}, 0.5, Band::Deviation).curves[0].x, (std::vector<double>{10.0, 30.0}));
        QVERIFY(lossCurves({RunSet{"none", {}}}, 0.0, Band::Deviation).curves[0].x.empty());
    }

    void lossesStandInsideTheirTask()
    {
        const RunSet set{
            "sgd", {handMade({.accuracies = {0.9, 0.8}, .loss = {{50, 3.0}, {100, 2.0}, {150, 1.0}, {200, 0.5}, {250, 0.4}}})}};
        QCOMPARE(lossCurves({set}, 0.0, Band::Deviation, Against::Tasks).curves[0].x, (std::vector<double>{0.5, 1.0, 1.5, 2.0}));
        QCOMPARE(lossCurves({set}, 0.0, Band::Deviation, Against::Operations).curves[0].x,
                 (std::vector<double>{0.5, 1.0, 1.5, 2.0}));
    }

    void lossesAgreeWithASlowVersion()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> value(0.1, 3.0);
        std::vector<HandMadeRun> made(3);
        for (std::size_t r = 0; r < made.size(); ++r)
            for (std::int64_t step = 1 + static_cast<std::int64_t>(r); step < 400;
                 step += 3 + static_cast<std::int64_t>(random() % 5))
                made[r].loss.emplace_back(step, value(random));
        RunSet set{"random", {}};
        for (const HandMadeRun& run : made)
            set.runs.push_back(handMade(run));
        const auto most = std::max_element(made.begin(), made.end(),
                                           [](const auto& a, const auto& b) { return a.loss.size() < b.loss.size(); });
        const ComparedCurve curve = lossCurves({set}, 0.0, Band::StandardError).curves[0];
        QCOMPARE(curve.x.size(), most->loss.size());
        for (std::size_t k = 0; k < curve.x.size(); ++k) {
            std::vector<double> values;
            for (const HandMadeRun& run : made)
                for (std::size_t i = 0; i < run.loss.size(); ++i) {
                    const auto at = static_cast<double>(run.loss[i].first);
                    if (at == curve.x[k])
                        values.push_back(run.loss[i].second);
                    else if (i + 1 < run.loss.size() && at < curve.x[k]
                             && curve.x[k] < static_cast<double>(run.loss[i + 1].first)) {
                        const double share = (curve.x[k] - at) / (static_cast<double>(run.loss[i + 1].first) - at);
                        values.push_back((1.0 - share) * run.loss[i].second + share * run.loss[i + 1].second);
                    }
                }
            const Spread expected = spreadOf(values, Band::StandardError);
            QCOMPARE(curve.y[k].n, expected.n);
            QVERIFY(std::abs(curve.y[k].mean - expected.mean) < 1e-12);
            QVERIFY(std::abs(curve.y[k].half - expected.half) < 1e-12);
        }
    }

    void smoothingIsTheWeightedMeanOfThePast()
    {
        const std::vector<double> values = {3.0, 1.0, std::nan(""), 4.0, 1.5};
        const std::vector<double> result = smoothed(values, 0.8);
        QCOMPARE(result[0], 3.0);  // the start is corrected for
        QVERIFY(std::isnan(result[2]));
        for (std::size_t k = 0; k < values.size(); ++k) {
            double sum = 0.0, weights = 0.0, weight = 1.0;
            for (std::size_t j = k + 1; j-- > 0;)
                if (std::isfinite(values[j])) {
                    sum += weight * values[j];
                    weights += weight;
                    weight *= 0.8;
                }
            if (k != 2)
                QVERIFY(std::abs(result[k] - sum / weights) < 1e-12);
        }
        const RunSet set{"sgd", {handMade({.loss = {{1, 2.0}, {2, 0.0}}})}};
        const ComparedCurves curves = lossCurves({set}, 0.5, Band::Deviation);
        QVERIFY(std::abs(curves.curves[0].y[1].mean - (0.5 * 2.0 + 0.0) / 1.5) < 1e-12);
        QVERIFY(curves.definition.find("s_k = 0.5 s_{k−1} + 0.5 y_k") != std::string::npos);
        QVERIFY(lossCurves({set}, 0.0, Band::Deviation).definition.find("s_k") == std::string::npos);
    }

    void aSetIsReducedToOneNumber()
    {
        const RunSet set{"sgd",
                         {handMade({.accuracies = {0.5, 0.9, 0.7}}), handMade({.accuracies = {0.9, 0.8, 0.5}}),
                          handMade({.accuracies = {0.1}})}};
        const Measure& accuracy = measureOf("average_accuracy");
        const auto mean = [&](const Measure& measure, Reduction reduction) {
            return reduced(set, measure, reduction, Band::Deviation).mean;
        };
        QCOMPARE(reduced(set, accuracy, Reduction::Last, Band::Deviation).n, 2);  // the third has not learned all its tasks
        QVERIFY(std::abs(mean(accuracy, Reduction::Last) - 0.6) < 1e-12);
        QVERIFY(std::abs(mean(accuracy, Reduction::Best) - 0.9) < 1e-12);
        QVERIFY(std::abs(mean(accuracy, Reduction::Worst) - 0.5) < 1e-12);
        // Less forgetting is better: after task 2 it is -0.4 and 0.1, after task 3 0.0 and 0.35.
        const Measure& lost = measureOf("forgetting");
        QVERIFY(mean(lost, Reduction::Best) < mean(lost, Reduction::Worst));
        QCOMPARE(reduced({"none", {}}, accuracy, Reduction::Last, Band::Deviation).n, 0);
    }

    void matricesAreAveragedAndCompared()
    {
        const RunSet a{"a", {handMade({.accuracies = {0.9, 0.8}, .tasks = 2}), handMade({.accuracies = {0.7, 0.6, 0.5}})}};
        const RunSet b{"b", {handMade({.accuracies = {0.5, 0.9}, .tasks = 2})}};
        const AccuracyMatrix mean = meanAccuracy(a);
        QCOMPARE(mean.tasks(), 3);
        QVERIFY(std::abs(*mean.at(2, 1) - 0.7) < 1e-12);
        QCOMPARE(*mean.at(3, 1), 0.5);
        QVERIFY(!mean.at(1, 2));
        const TaskMatrix less = difference(mean, meanAccuracy(b));
        QCOMPARE(less.tasks(), 2);
        QVERIFY(std::abs(*less.at(1, 1) - 0.3) < 1e-12);
        QVERIFY(std::abs(*less.at(2, 2) + 0.2) < 1e-12);
        QVERIFY(!less.at(1, 2));
    }

    void theFrontHoldsWhatNobodyBeats()
    {
        using Places = std::vector<std::size_t>;
        const double nan = std::nan("");
        const auto front = [](const std::vector<std::pair<double, double>>& points) {
            return paretoFront(points, Better::Lower, Better::Higher);
        };
        QCOMPARE(front({{3.0, 0.9}, {1.0, 0.5}, {2.0, 0.4}, {2.0, 0.8}}), (Places{1, 3, 0}));
        QCOMPARE(front({{1.0, 0.5}, {1.0, 0.5}, {1.0, 0.4}}), (Places{0, 1}));  // equals share it
        QCOMPARE(front({{1.0, nan}, {2.0, 0.1}, {nan, 0.9}}), Places{1});
        QCOMPARE(front({}), Places{});
        QCOMPARE(paretoFront({{3.0, 0.9}, {1.0, 0.5}}, Better::Higher, Better::Higher), Places{0});
    }
};

QTEST_APPLESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
