// Landscapes of stored runs: what a chart has to search for is found once, and normalisation is the chart's to choose.
#include "engine/error.h"
#include "engine/landscapes/landscape_source.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/landscapes/weights_snapshot.h"
#include "engine/runs/session.h"
#include "tests/support/small_experiment.h"

#include <ATen/core/grad_mode.h>

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>
#include <optional>

using namespace isthmus;
using namespace isthmus::engine;

namespace {

std::vector<std::filesystem::path> filesOf(const RunFolder& run, const std::string& extension)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(run.landscapes()))
        if (entry.path().extension() == extension)
            files.push_back(entry.path());
    return files;
}

/// What is at a point of the line between two networks, whose normalisation layers take statistics of these images first.
double slowLoss(const Classifier& network, const at::Tensor& weights, const TestSet& test, bool recomputed)
{
    const at::NoGradGuard noGradients;
    NormalisationStatistics statistics;
    if (recomputed)
        network.model->logits(weights, test.calibration, {.record = &statistics});
    const at::Tensor logits = network.logits(weights, test.examples, {.statistics = recomputed ? &statistics : nullptr});
    return at::cross_entropy_loss(logits, test.examples.labels).item<double>();
}

}  // namespace

class LandscapeStudyTest final : public QObject {
    Q_OBJECT

    QTemporaryDir runs_;
    std::optional<RunFolder> perceptron_;
    std::optional<RunFolder> resnet_;

    RunFolder runOf(const Json& experiment, SessionListener listener = {})
    {
        const RunOutcome outcome = Session(Experiment(experiment), {}, runs_.path().toStdString(), std::move(listener)).run({});
        return RunFolder::open(outcome.folder);
    }

    static LandscapeGrid evaluate(const RunFolder& run, const Json& chart, int threads, bool* scores = nullptr)
    {
        LandscapeStudy study(run, {}, threads, {});
        const LandscapeWatch watch{.onForecast = [&](const LandscapeForecast&) {
            if (scores != nullptr)
                *scores = true;
        }};
        return study.evaluate({.chart = chart, .anchors = {}, .marks = {}, .tasks = {}}, watch, {});
    }

private Q_SLOTS:
    void initTestCase()
    {
        perceptron_ = runOf(tests::smallExperiment());
        Json experiment = tests::smallExperiment();
        experiment["model"] = {{"kind", "resnet18"}, {"feature_maps", 2}};
        experiment["method"] = {{"kind", "sgd"}};
        experiment["benchmark"]["train_per_task"] = 60;
        experiment["benchmark"]["test_per_task"] = 40;
        experiment["benchmark"]["tasks"] = 1;
        resnet_ = runOf(experiment);
    }

    void whatIsSearchedForIsFoundOnce()
    {
        LandscapeSource source(*perceptron_, {}, {});
        int searches = 0;
        const auto search = [&]() -> NamedTensors {
            ++searches;
            return {{"numbers", at::arange(5, at::kFloat) * searches}};
        };
        const Json identity{{"chart", {{"kind", "test"}, {"count", 5}}}};
        QVERIFY(source.found(identity, search).at("numbers").equal(at::arange(5, at::kFloat)));
        QVERIFY(source.found(identity, search).at("numbers").equal(at::arange(5, at::kFloat)));
        QCOMPARE(searches, 1);
        source.found({{"chart", {{"kind", "test"}, {"count", 6}}}}, search);
        QCOMPARE(searches, 2);
        // A damaged file costs its own search.
        for (const auto& path : filesOf(*perceptron_, ".safetensors")) {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(-2, std::ios::end);
            file.put('\x7f');
        }
        source.found(identity, search);
        QCOMPARE(searches, 3);
        QVERIFY(source.found(identity, search).at("numbers").equal(at::arange(5, at::kFloat) * 3));
        QCOMPARE(searches, 3);
        std::filesystem::remove_all(perceptron_->landscapes());
    }

    void chartsThatSearchAreReadBack_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("hessian") << QByteArray("hessian");
        QTest::newRow("curve") << QByteArray("curve");
    }
    void chartsThatSearchAreReadBack()
    {
        QFETCH(QByteArray, kind);
        const RunFolder& run = *perceptron_;
        std::filesystem::remove_all(run.landscapes());
        Json chart{{"kind", kind.toStdString()}, {"resolution", 5}};
        bool scores = false;
        const LandscapeGrid first = evaluate(run, chart, 1, &scores);
        QVERIFY(scores);
        // Another number of threads adds up in another order, and finds the same tiles all the same.
        scores = false;
        const LandscapeGrid again = evaluate(run, chart, 2, &scores);
        QVERIFY(!scores);
        QCOMPARE(again.tasks[0].loss, first.tasks[0].loss);
        QCOMPARE(again.anchors[0].accuracy, first.anchors[0].accuracy);
        QCOMPARE(again.notes, first.notes);
        QCOMPARE(filesOf(run, ".tiles").size(), std::size_t{1});
        // Other points of the same directions: nothing is searched for again.
        const auto found = filesOf(run, ".safetensors");
        QCOMPARE(found.size(), std::size_t{1});
        const auto written = std::filesystem::last_write_time(found.front());
        chart["resolution"] = 9;
        evaluate(run, chart, 1);
        QCOMPARE(filesOf(run, ".safetensors"), found);
        QVERIFY(std::filesystem::last_write_time(found.front()) == written);
        QCOMPARE(filesOf(run, ".tiles").size(), std::size_t{2});
    }

    void aStopLetsAtMostOneMoreUnitBegin_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("parts of a grid") << QByteArray("random");
        QTest::newRow("products of a Hessian") << QByteArray("hessian");
        QTest::newRow("steps of a curve") << QByteArray("curve");
    }
    void aStopLetsAtMostOneMoreUnitBegin()
    {
        QFETCH(QByteArray, kind);
        LandscapeStudy study(*perceptron_, {}, 1, {});
        std::stop_source stop;
        int before = 0, after = 0;
        const auto count = [&] {
            if (stop.stop_requested())
                ++after;
            else if (++before == 3)
                stop.request_stop();
        };
        double share = 0.0;
        const LandscapeWatch watch{.onSearch =
                                       [&](double done) {
                                           QVERIFY(done > share && done < 1.0);
                                           share = done;
                                           count();
                                       },
                                   .beforePart =
                                       [&] {
                                           count();
                                           return std::stop_token();
                                       }};
        const LandscapeRequest request{
            .chart = {{"kind", kind.toStdString()}}, .anchors = {}, .marks = {}, .tasks = {}, .keep = false};
        bool interrupted = false;
        try {
            study.evaluate(request, watch, stop.get_token());
        } catch (const Error& error) {
            interrupted = error.kind() == Error::Kind::Interrupted;
        }
        QVERIFY(interrupted);
        QCOMPARE(before, 3);
        QVERIFY2(after <= 1, qPrintable(QString::number(after)));
    }

    void principalComponentsAreTheSameForAnyNumberOfThreads()
    {
        const RunFolder& run = *perceptron_;
        std::filesystem::remove_all(run.landscapes());
        bool scores = false;
        evaluate(run, {{"kind", "trajectory"}, {"resolution", 3}}, 1, &scores);
        QVERIFY(scores);
        scores = false;
        evaluate(run, {{"kind", "trajectory"}, {"resolution", 3}}, 2, &scores);
        QVERIFY(!scores);
        QCOMPARE(filesOf(run, ".tiles").size(), std::size_t{1});
    }

    void normalisationIsTheCharts_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::newRow("batch") << QByteArray("batch");
        QTest::newRow("recomputed") << QByteArray("recomputed");
    }
    void normalisationIsTheCharts()
    {
        QFETCH(QByteArray, option);
        LandscapeStudy study(*resnet_, {}, 1, {});
        const auto lineOf = [&](const Json& chart) {
            return study.evaluate({.chart = chart, .anchors = {"init", "task-01"}, .marks = {}, .tasks = {}}, {}, {})
                .tasks[0]
                .loss;
        };
        // The run's own way comes first, which needs no training images.
        const std::vector<double> run = lineOf({{"kind", "line"}, {"resolution", 3}});
        const std::vector<double> loss = lineOf({{"kind", "line"}, {"resolution", 3}, {"normalisation", option.toStdString()}});
        LandscapeSource source(*resnet_, {}, {});
        const auto network = source.network(option.toStdString());
        const TestSet test = source.examples(*source.network("recomputed")->model, {1}, "test", 0, {}).front().test;
        const at::Tensor from = source.anchor("init").weights;
        const at::Tensor to = source.anchor("task-01").weights;
        const bool recomputed = option == "recomputed";
        for (std::size_t i = 0; i < 3; ++i) {
            const double slow = slowLoss(*network, at::lerp(from, to, 0.5 * static_cast<double>(i)), test, recomputed);
            QVERIFY2(std::abs(loss[i] - slow) < 1e-5, QByteArray::number(loss[i] - slow));
        }
        QVERIFY(std::abs(loss[2] - slowLoss(*network, to, test, !recomputed)) > 1e-4);  // the one is not the other
        QCOMPARE(run == loss, !recomputed);                                             // the model's default
    }

    void networksWithoutNormalisationHaveNoneToChoose()
    {
        QByteArray said;
        try {
            evaluate(*perceptron_, {{"kind", "line"}, {"normalisation", "recomputed"}}, 1);
        } catch (const Error& error) {
            said = error.what();
        }
        QVERIFY2(said.contains("no batch normalisation"), said);
    }

    void onlyVerticesThatAreShownAreCopied_data()
    {
        QTest::addColumn<int>("vertices");
        QTest::addColumn<int>("copied");
        QTest::newRow("a line") << 2 << 0;
        QTest::newRow("a triangle") << 3 << 3;
        QTest::newRow("more than a tetrahedron") << 5 << 0;
    }
    void onlyVerticesThatAreShownAreCopied()
    {
        QFETCH(int, vertices);
        QFETCH(int, copied);
        Json experiment = tests::smallExperiment();
        experiment["method"]["vertices"] = vertices;
        experiment["benchmark"]["train_per_task"] = 60;
        std::size_t seen = 100;
        SessionListener listener;
        listener.onWeights = [&](const std::shared_ptr<const WeightsSnapshot>& weights) { seen = weights->vertices.size(); };
        Session session(Experiment(experiment), {}, runs_.path().toStdString(), std::move(listener));
        session.control().requestWeights();
        QCOMPARE(session.run({}).state, RunState::Done);
        QCOMPARE(seen, static_cast<std::size_t>(copied));
    }
};

QTEST_APPLESS_MAIN(LandscapeStudyTest)
#include "tst_landscape_study.moc"
