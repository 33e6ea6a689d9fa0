// The landscape's panels driven as a person drives them, on a real run.
#include "app/studio/landscape_workspace.h"
#include "engine/runs/session.h"
#include "tests/app/program.h"
#include "tests/support/small_experiment.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/landscape/chart_form.h"
#include "widgets/landscape/probe_panel.h"
#include "widgets/plots/landscape_map.h"
#include "widgets/plots/line_plot.h"
#include "widgets/scene3d/landscape_scene.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QTabBar>
#include <QTabWidget>

using namespace isthmus;
using engine::RunState;
using tests::Program;

class StudioLandscapeTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString run_;

    /// The run in the landscape tab.
    void openLandscape(Program& program) const
    {
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.openRun(run_);
        QVERIFY(program.reaches(RunState::Done));
        showLandscape(program);
    }

    static void showLandscape(Program& program)
    {
        QTabBar* bar = program.window.findChild<QTabWidget*>()->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(1).center());
        QVERIFY(program.window.landscape().isVisible());
    }

    /// Chosen in the form and evaluated by its button.
    void evaluate(Program& program, const QString& chart) const
    {
        auto& workspace = program.window.landscape();
        auto* kind = workspace.form().findChild<QComboBox*>(QStringLiteral("kind"));
        QVERIFY(kind);
        kind->setCurrentIndex(kind->findData(chart));
        Q_EMIT kind->activated(kind->currentIndex());
        QTRY_VERIFY_WITH_TIMEOUT(workspace.form().valid(), 60000);  // once the run's networks are known
        QSignalSpy ended(&program.studio.landscapes().session(), &app::LandscapeSession::evaluationEnded);
        QTest::mouseClick(workspace.findChild<QAbstractButton*>(QStringLiteral("evaluate")), Qt::LeftButton);
        QVERIFY(ended.wait(60000));
    }

private Q_SLOTS:
    void initTestCase()
    {
        tests::useOwnSettings(folder_);
        engine::Json experiment = tests::smallExperiment();
        experiment["method"]["vertices"] = 3;
        engine::Session session(engine::Experiment(experiment), {}, folder_.filePath("runs").toStdString(), {});
        const engine::RunOutcome outcome = session.run({});
        QCOMPARE(outcome.state, RunState::Done);
        run_ = QString::fromStdString(outcome.folder.string());
    }

    void aSimplexIsEvaluatedAndProbed()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        auto& workspace = program.window.landscape();
        auto& map = program.plot<widgets::LandscapeMap>();
        auto& scene = program.plot<widgets::LandscapeScene>();
        QVERIFY(map.isEmpty());
        QVERIFY(scene.isEmpty());

        evaluate(program, QStringLiteral("simplex"));
        QTRY_VERIFY(!map.isEmpty());
        QVERIFY(!scene.isEmpty());
        QCOMPARE(workspace.grid()->chart, std::string("simplex"));

        // The mouse over the map reads a value, and the scene's cursor goes there.
        const QPointF place(workspace.grid()->axes[0].points[5], workspace.grid()->axes[1].points[5]);
        QTest::mouseMove(map.canvas(), map.canvasPoint(place).toPoint());
        QTRY_VERIFY(!map.readout().isEmpty());
        QTRY_VERIFY(scene.cursorPlace());
        QVERIFY(std::abs(scene.cursorPlace()->x() - place.x()) < 0.03);

        // A click makes the point a network: what the probe shows is what the grid has there, nearly.
        QSignalSpy probed(&program.studio.landscapes().session(), &app::LandscapeSession::probed);
        QTest::mouseClick(map.canvas(), Qt::LeftButton, {}, map.canvasPoint(place).toPoint());
        QVERIFY(probed.wait(60000));
        const auto probe = probed.first().first().value<engine::PointProbePtr>();
        QVERIFY(std::abs(probe->place[0] - place.x()) < 0.02);
        const std::size_t point = 5 * workspace.grid()->columns() + 5;
        QVERIFY(std::abs(probe->scores[0].loss - workspace.grid()->tasks[0].loss[point]) < 0.05);
    }

    void linesAreShownAsCurves()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        auto& workspace = program.window.landscape();
        evaluate(program, QStringLiteral("line"));
        auto* line = workspace.findChild<widgets::LinePlot*>();
        QTRY_COMPARE(line->pointCount(), 2 * 21);  // of two tasks
        QVERIFY(line->isVisible());
        QVERIFY(program.plot<widgets::LandscapeScene>().isEmpty());
    }

    void theLandscapeAfterEachTaskAsPictures()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        auto& workspace = program.window.landscape();
        evaluate(program, QStringLiteral("simplex"));
        QTRY_VERIFY(!program.plot<widgets::LandscapeMap>().isEmpty());

        // A program of that name stands for ffmpeg: it writes down what it is asked for, and makes the file.
        QTemporaryDir tools;
        QFile film(tools.filePath("ffmpeg"));
        QVERIFY(film.open(QIODevice::WriteOnly));
        film.write("#!/bin/sh\nfor last; do :; done\necho \"$@\" > \"$last\"\n");
        film.close();
        film.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", tools.path().toUtf8() + ':' + path);
        QTemporaryDir out;
        QSignalSpy exported(&workspace, &app::LandscapeWorkspace::animationExported);
        workspace.exportAnimation(out.path());
        QVERIFY(exported.wait(60000));
        qputenv("PATH", path);
        QCOMPARE(exported.first().first().toStringList().size(), 6);  // two tasks, two views, two films
        QCOMPARE(QDir(out.path()).entryList(QDir::Files),
                 (QStringList{"map-01.png", "map-02.png", "map.mp4", "surface-01.png", "surface-02.png", "surface.mp4"}));
        const QImage first(out.filePath("map-01.png"));
        const QImage second(out.filePath("map-02.png"));
        QVERIFY(!first.isNull() && first.size() == second.size());
        QVERIFY(first != second);
        QFile asked(out.filePath("map.mp4"));
        QVERIFY(asked.open(QIODevice::ReadOnly));
        QVERIFY(asked.readAll().contains("map-%02d.png"));
    }

    void panelsCanBeTakenOut()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        auto* scene = program.window.landscape().findChild<QDockWidget*>(QStringLiteral("scene"));
        QVERIFY(scene);
        scene->setFloating(true);
        QVERIFY(QTest::qWaitForWindowExposed(scene));
        program.window.resetLayout();
        QTRY_VERIFY(!scene->isFloating());
    }

    void aRunThatTrainsShowsItsSimplex()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        engine::Json experiment = tests::smallExperiment();
        experiment["method"]["vertices"] = 3;
        experiment["training"]["epochs"] = 1000;
        experiment["execution"]["line_seconds"] = 0.1;
        program.window.form().setExperiment(experiment);
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        showLandscape(program);
        QTRY_VERIFY_WITH_TIMEOUT(program.window.landscape().grid(), 60000);
        const auto first = program.window.landscape().grid();
        QCOMPARE(first->chart, std::string("simplex"));
        QTRY_VERIFY_WITH_TIMEOUT(program.window.landscape().grid() != first, 60000);  // it moves
        program.click(app::Command::Stop);
        QVERIFY(program.reaches(RunState::Stopped));
    }
};

QTEST_MAIN(StudioLandscapeTest)
#include "tst_studio_landscape.moc"
