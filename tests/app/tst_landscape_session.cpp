#include "app/studio/landscape_session.h"
#include "engine/runs/session.h"
#include "tests/support/small_experiment.h"
#include "tests/support/watchdog.h"

#include <QtTest>

#include <cmath>
#include <filesystem>

using namespace isthmus;
using app::LandscapeSession;

class LandscapeSessionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(folder_.isValid());
        engine::Json experiment = tests::smallExperiment();
        experiment["method"]["vertices"] = 3;
        engine::Session session(engine::Experiment(experiment), {}, folder_.path().toStdString(), {});
        const engine::RunOutcome outcome = session.run({});
        QCOMPARE(outcome.state, engine::RunState::Done);
        run_ = outcome.folder;
    }

    void aGridFillsAndIsWhole()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        engine::LandscapeGridPtr last;
        double done = -1.0;
        bool forecast = false;
        connect(&session, &LandscapeSession::gridChanged, this, [&](const engine::LandscapeGridPtr& grid) { last = grid; });
        connect(&session, &LandscapeSession::progressed, this, [&](const app::LandscapeProgress& progress) {
            QVERIFY(progress.done >= done);
            done = progress.done;
        });
        connect(&session, &LandscapeSession::forecastMade, this, [&](const engine::LandscapeForecast& made) {
            forecast = true;
            QCOMPARE(made.points, std::size_t{66});
        });
        session.evaluate(simplex(11));
        QVERIFY(session.evaluating());
        QVERIFY(ended.wait(60000));
        QVERIFY(ended.first().first().toBool());
        QVERIFY(!session.evaluating());
        QTRY_COMPARE(done, 1.0);
        QVERIFY(forecast);
        QCOMPARE(last->chart, std::string("simplex"));
        for (std::size_t point = 0; point < last->size(); ++point)
            QCOMPARE(std::isfinite(last->tasks[0].loss[point]), last->hasPoint(point));
        QCOMPARE(last->anchors[0].accuracy.size(), last->tasks.size());
    }

    void pausesGoesOnAndStops()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        QSignalSpy grids(&session, &LandscapeSession::gridChanged);
        session.evaluate(simplex(301));
        QTRY_VERIFY_WITH_TIMEOUT(grids.count() >= 2, 60000);  // the second has values
        session.pause();
        QVERIFY(session.paused());
        // While it waits it answers what is asked about its points.
        QSignalSpy probed(&session, &LandscapeSession::probed);
        session.probe({0.25, 0.25, 0.0});
        QVERIFY(probed.wait(60000));
        const int shown = grids.count();
        session.goOn();
        QTRY_VERIFY_WITH_TIMEOUT(grids.count() > shown, 60000);
        session.stop();
        QVERIFY(ended.wait(60000));
        QVERIFY(!ended.first().first().toBool());
        QVERIFY(!session.evaluating());
    }

    void aSearchPausesBetweenItsSteps()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        QSignalSpy grids(&session, &LandscapeSession::gridChanged);
        std::vector<double> shares;
        connect(&session, &LandscapeSession::progressed, this, [&](const app::LandscapeProgress& progress) {
            if (progress.searching)
                shares.push_back(progress.done);
        });
        session.evaluate({.chart = {{"kind", "curve"}, {"epochs", 3}, {"resolution", 3}},
                          .anchors = {},
                          .marks = {},
                          .tasks = {},
                          .keep = false});
        session.pause();  // it holds at its first step
        QTRY_COMPARE_WITH_TIMEOUT(shares.size(), std::size_t{1}, 60000);
        QTest::qWait(50);  // nothing tells that nothing happens
        QCOMPARE(shares.size(), std::size_t{1});
        QVERIFY(shares.front() < 1.0 && grids.isEmpty());
        session.goOn();
        QVERIFY(ended.wait(60000));
        QVERIFY(ended.first().first().toBool());
        session.evaluate(
            {.chart = {{"kind", "curve"}, {"epochs", 100000}}, .anchors = {}, .marks = {}, .tasks = {}, .keep = false});
        session.pause();
        shares.clear();
        QTRY_VERIFY_WITH_TIMEOUT(!shares.empty(), 60000);
        session.stop();  // also while it rests
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 60000);
        QVERIFY(!ended.last().first().toBool());
    }

    void anotherEvaluationTakesThePlaceOfOneThatGoesOn()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        QSignalSpy grids(&session, &LandscapeSession::gridChanged);
        session.evaluate(simplex(301));
        QTRY_VERIFY_WITH_TIMEOUT(grids.count() >= 1, 60000);
        engine::LandscapeRequest line{.chart = {{"kind", "line"}}, .anchors = {}, .marks = {}, .tasks = {}, .keep = false};
        session.evaluate(line);
        QTRY_VERIFY_WITH_TIMEOUT(ended.count() > 0 && ended.last().first().toBool(), 60000);
        QCOMPARE(grids.last().first().value<engine::LandscapeGridPtr>()->chart, std::string("line"));
    }

    void probesAgreeWithTheGrid()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        engine::LandscapeGridPtr grid;
        connect(&session, &LandscapeSession::gridChanged, this, [&](const engine::LandscapeGridPtr& g) { grid = g; });
        session.evaluate(simplex(5));
        QVERIFY(ended.wait(60000));
        QSignalSpy probed(&session, &LandscapeSession::probed);
        session.probe({0.25, 0.5, 0.0});
        QVERIFY(probed.wait(60000));
        const auto probe = probed.first().first().value<engine::PointProbePtr>();
        const std::size_t point = 2 * 5 + 1;
        for (std::size_t t = 0; t < grid->tasks.size(); ++t) {
            QVERIFY(std::abs(probe->scores[t].loss - grid->tasks[t].loss[point]) < 1e-5);
            QCOMPARE(probe->scores[t].accuracy, grid->tasks[t].accuracy[point]);
        }
        QCOMPARE(probe->distances.size(), grid->anchors.size());
        QCOMPARE(probe->images.size(), grid->tasks.size() * 4);
        double sum = 0.0;
        for (const double p : probe->images.front().probabilities)
            sum += p;
        QVERIFY(std::abs(sum - 1.0) < 1e-6);
        QCOMPARE(probe->images.front().pixels.size(),
                 static_cast<std::size_t>(probe->images.front().width * probe->images.front().height));

        // An ensemble of one network twice is that network.
        QSignalSpy ensemble(&session, &LandscapeSession::ensembleProbed);
        session.probeEnsemble({{0.25, 0.5, 0.0}, {0.25, 0.5, 0.0}});
        QVERIFY(ensemble.wait(60000));
        const auto both = ensemble.first().first().value<engine::EnsembleProbePtr>();
        QCOMPARE(both->scores[0].accuracy, probe->scores[0].accuracy);
        QCOMPARE(both->best[0], probe->scores[0].accuracy);
        QCOMPARE(both->disagreement[0], 0.0);
    }

    void eachDrawHasANetworkAtAPoint()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        QSignalSpy probed(&session, &LandscapeSession::probed);
        engine::LandscapeGridPtr grid;
        connect(&session, &LandscapeSession::gridChanged, this, [&](const engine::LandscapeGridPtr& g) { grid = g; });
        engine::LandscapeRequest request{.chart = {{"kind", "random"}, {"directions", 1}, {"draws", 3}, {"resolution", 3}},
                                         .anchors = {},
                                         .marks = {"init"},
                                         .tasks = {},
                                         .keep = false};
        session.evaluate(request);
        QVERIFY(ended.wait(60000));
        QCOMPARE(grid->notes.back(), std::string("no marks: each draw would project them elsewhere"));
        const LandscapeSession::Place place{grid->axes[0].points[2], 0.0, 0.0};
        const auto lossOf = [&](int draw) {
            probed.clear();
            session.lookAtDraw(draw);
            session.probe(place);
            return probed.wait(60000) ? probed.first().first().value<engine::PointProbePtr>()->scores[0].loss : -1.0;
        };
        const std::vector<double> losses{lossOf(0), lossOf(1), lossOf(2)};
        QVERIFY(losses[0] != losses[1] && losses[1] != losses[2]);
        QVERIFY(std::abs((losses[0] + losses[1] + losses[2]) / 3.0 - grid->tasks[0].loss[2]) < 1e-5);
        QCOMPARE(lossOf(0), losses[0]);
        QCOMPARE(lossOf(7), losses[0]);  // of another chart than this one
    }

    void aPointBecomesAnAnchor()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        QSignalSpy failed(&session, &LandscapeSession::failed);
        session.evaluate(simplex(3));
        QVERIFY(ended.wait(60000));
        QSignalSpy kept(&session, &LandscapeSession::anchorKept);
        session.keepAsAnchor({0.3, 0.3, 0.0}, QStringLiteral("middle"));
        QVERIFY(kept.wait(60000));
        QVERIFY(std::filesystem::exists(run_ / "weights" / "middle.safetensors"));
        session.keepAsAnchor({0.3, 0.3, 0.0}, QStringLiteral("middle"));
        QVERIFY(failed.wait(60000));
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("already")));
        // It is an anchor like others.
        session.evaluate({.chart = {{"kind", "line"}}, .anchors = {"init", "middle"}, .marks = {}, .tasks = {}, .keep = false});
        QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 2, 60000);
        QVERIFY(ended.last().first().toBool());
    }

    void whatCannotBeDoneIsSaid()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy failed(&session, &LandscapeSession::failed);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        session.evaluate({.chart = {{"kind", "plane"}}, .anchors = {"init", "nobody", "task-01"}, .marks = {}, .tasks = {}});
        QVERIFY(ended.wait(60000));
        QVERIFY(!ended.first().first().toBool());
        QVERIFY(ended.first().last().toString().contains(QStringLiteral("has no anchor \"nobody\"")));
        QVERIFY(!session.evaluating());
        // There is no chart to look at, and that is said, too.
        session.probe({0.0, 0.0, 0.0});
        QVERIFY(failed.wait(60000));
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("evaluate a chart first")));
    }

    void theNewestForecastCounts()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        session.evaluate(simplex(3));  // loads the run
        QVERIFY(ended.wait(60000));
        std::vector<std::size_t> told;
        connect(&session, &LandscapeSession::forecastMade, this,
                [&](const engine::LandscapeForecast& forecast) { told.push_back(forecast.points); });
        // One that would take minutes, because its chart is trained.
        engine::LandscapeRequest slow{
            .chart = {{"kind", "curve"}, {"epochs", 100000}}, .anchors = {}, .marks = {}, .tasks = {}, .keep = false};
        session.forecast(slow);
        QTest::qWait(50);  // it has begun, and nothing tells when
        session.forecast(simplex(4));
        QTRY_VERIFY_WITH_TIMEOUT(!told.empty(), 60000);
        QCOMPARE(told, std::vector<std::size_t>{10});
        // A question stops none, and is answered.
        QSignalSpy probed(&session, &LandscapeSession::probed);
        session.probe({0.25, 0.25, 0.0});
        session.forecast(simplex(5));
        QVERIFY(probed.wait(60000));
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), std::size_t{2}, 60000);
        QCOMPARE(told.back(), std::size_t{15});
    }

    void aWholeChartThatIsKeptIsShownAgain()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        QSignalSpy forecasts(&session, &LandscapeSession::forecastMade);
        engine::LandscapeGridPtr grid;
        connect(&session, &LandscapeSession::gridChanged, this, [&](const engine::LandscapeGridPtr& g) { grid = g; });
        engine::LandscapeRequest request = simplex(6);
        request.keep = true;
        session.evaluate(request);
        QVERIFY(ended.wait(60000));
        QCOMPARE(forecasts.count(), 1);
        const engine::LandscapeGridPtr first = grid;
        session.evaluate(request);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 60000);
        QCOMPARE(forecasts.count(), 1);  // nothing had to be scored
        QVERIFY(grid != first);
        QCOMPARE(grid->anchors[0].loss, first->anchors[0].loss);
        // Its points can be asked about, although nothing was scored.
        QSignalSpy probed(&session, &LandscapeSession::probed);
        session.probe({0.2, 0.2, 0.0});
        QVERIFY(probed.wait(60000));
    }

    void theWindowIsNeverKeptWaiting()
    {
        // The system may keep anybody waiting once; a fault of ours would do it every time.
        double longest = 1000.0;
        for (int attempt = 0; attempt < 3 && longest >= 50.0; ++attempt)
            longest = longestWait();
        QVERIFY2(longest < 50.0, qPrintable(QString::number(longest)));
    }

private:
    /// The longest that the GUI thread was away, in ms, while a grid was evaluated and points were asked about.
    double longestWait()
    {
        LandscapeSession session;
        session.setRun(run_, {}, 1);
        QSignalSpy ended(&session, &LandscapeSession::evaluationEnded);
        const tests::Watchdog watchdog;
        session.evaluate(simplex(101));
        for (int i = 0; i < 20 && ended.isEmpty(); ++i) {
            session.probe({0.1, 0.01 * i, 0.0});
            QTest::qWait(10);
        }
        session.stop();
        return QTest::qWaitFor([&] { return !session.evaluating(); }, 60000) ? watchdog.now().wall : 60000.0;
    }

    /// Of the three vertices, without what earlier tests have kept.
    static engine::LandscapeRequest simplex(int resolution)
    {
        return {
            .chart = {{"kind", "simplex"}, {"resolution", resolution}}, .anchors = {}, .marks = {}, .tasks = {}, .keep = false};
    }

    QTemporaryDir folder_;
    std::filesystem::path run_;
};

QTEST_GUILESS_MAIN(LandscapeSessionTest)
#include "tst_landscape_session.moc"
