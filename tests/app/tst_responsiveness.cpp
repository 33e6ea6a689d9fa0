// The window answers within 50 ms whatever goes on: a run trains, a landscape is evaluated and drawn, and the mouse moves.
#include "app/studio/landscape_workspace.h"
#include "engine/data/datasets.h"
#include "tests/app/program.h"
#include "tests/support/watchdog.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/landscape/chart_form.h"
#include "widgets/landscape/task_slider.h"
#include "widgets/plots/landscape_map.h"
#include "widgets/scene3d/scene_canvas.h"

#include <QAbstractButton>
#include <QSlider>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>

#include <cmath>

using namespace isthmus;
using engine::RunState;
using tests::Program;
using tests::Watchdog;

namespace {

constexpr double most = 50.0;  // ms of the processor that a turn of the event loop may take

constexpr int stepsOfARound = 20;
constexpr int msBetweenActions = 30;

/// Subspace connectivity as it is trained in earnest: on MNIST where it is, else on the built-in data.
engine::Json experiment(bool mnist)
{
    return {{"name", "responsiveness"},
            {"benchmark",
             {{"kind", "rotated"},
              {"dataset", mnist ? "mnist" : "glyphs"},
              {"tasks", 20},
              {"train_per_task", mnist ? 20000 : 12000},  // the built-in data has no more
              {"test_per_task", 500}}},
            {"model", {{"kind", "mlp"}, {"hidden", {256, 256}}}},
            {"method", {{"kind", "subspace_connectivity"}, {"vertices", 3}, {"connect_steps", 100}}},
            {"training", {{"epochs", mnist ? 2 : 4}, {"batch_size", 10}}}};
}

}  // namespace

class ResponsivenessTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    static void openTab(Program& program, int tab)
    {
        QTabBar* bar = program.window.findChild<QTabWidget*>()->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(tab).center());
    }

    static bool learned(Program& program, int tasks)
    {
        return Watchdog::turnsUntil(
            [&] { return program.studio.shown() && program.studio.shown()->accuracy().learned() >= tasks; }, 120000);
    }

private Q_SLOTS:
    void initTestCase() { tests::useOwnSettings(folder_); }

    void theWindowAnswersWhileARunTrainsAndALandscapeIsEvaluated()
    {
        const std::filesystem::path data = qEnvironmentVariable("ISTHMUS_TEST_DATA").toStdString();
        const bool mnist = !data.empty() && engine::findDataset("mnist").missing({data}).empty();
        Program program(folder_.filePath("runs"));
        if (mnist)
            program.studio.chooseDataDir(QString::fromStdString(data.string()));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.window.form().setExperiment(experiment(mnist));
        app::LandscapeWorkspace& landscape = program.window.landscape();

        Watchdog watchdog(QStringLiteral("a run begins"));
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        watchdog.enter(QStringLiteral("it trains"));
        QVERIFY(learned(program, 4));

        watchdog.enter(QStringLiteral("the landscape is first seen"));
        QSignalSpy drawn(canvas(program), &widgets::SceneCanvas::pictureShown);
        openTab(program, 1);
        QVERIFY(Watchdog::turnsUntil([&] { return !drawn.isEmpty(); }));
        const engine::LandscapeGridPtr before = landscape.grid();
        QVERIFY(Watchdog::turnsUntil([&] { return landscape.grid() != before; }));  // the live simplex
        drawn.clear();
        QVERIFY(Watchdog::turnsUntil([&] { return drawn.count() > 1; }));

        watchdog.enter(QStringLiteral("a plane is evaluated"));
        landscape.form().setChart({{"kind", "plane"}, {"resolution", 101}, {"samples", 100}}, {"task-01", "task-02", "task-03"});
        QVERIFY(Watchdog::turnsUntil([&] { return landscape.form().valid(); }));
        QSignalSpy ended(&program.studio.landscapes().session(), &app::LandscapeSession::evaluationEnded);
        QSignalSpy grids(&program.studio.landscapes().session(), &app::LandscapeSession::gridChanged);
        QTest::mouseClick(landscape.findChild<QAbstractButton*>(QStringLiteral("evaluate")), Qt::LeftButton);
        QVERIFY(Watchdog::turnsUntil([&] { return grids.count() > 0; }));
        int step = 0;
        QTimer person;
        connect(&person, &QTimer::timeout, this, [&] { doSomething(program, watchdog, step++); });
        person.start(msBetweenActions);
        QVERIFY(Watchdog::turnsUntil([&] { return !ended.isEmpty() && step >= 3 * stepsOfARound; }, 240000));
        person.stop();
        QVERIFY(ended.first().first().toBool());
        QVERIFY(grids.count() > 3);
        QCOMPARE(program.state(), RunState::Running);

        for (const Watchdog::Turns& turns : watchdog.phases())
            qInfo("%-36s %5.1f ms of the processor, then %5.1f; %5.1f ms in all", qPrintable(turns.phase), turns.processor,
                  turns.again, turns.wall);
        for (const Watchdog::Turns& turns : watchdog.phases())
            QVERIFY2(turns.again < most, qPrintable(turns.phase));
        program.click(app::Command::Stop);
        QVERIFY(program.reaches(RunState::Stopped));
    }

private:
    static widgets::SceneCanvas* canvas(Program& program)
    {
        return program.window.landscape().findChild<widgets::SceneCanvas*>();
    }

    /// One thing after the other that a person may do while tiles arrive.
    static void doSomething(Program& program, Watchdog& watchdog, int step)
    {
        auto& map = program.plot<widgets::LandscapeMap>();
        const QRectF shown = map.shown();
        const QPointF place = shown.center() + 0.4 * std::sin(0.5 * step) * QPointF(shown.width(), shown.height());
        const QPoint pixel = map.canvasPoint(place).toPoint();
        switch (step % stepsOfARound) {
        case 4:
            watchdog.enter(QStringLiteral("the task slider moves"));
            program.window.landscape().findChild<widgets::TaskSlider*>()->findChild<QSlider*>()->setValue(
                1 + step / stepsOfARound % 4);
            break;
        case 8:
            watchdog.enter(QStringLiteral("a point is probed"));
            QTest::mouseClick(map.canvas(), Qt::LeftButton, {}, pixel);
            break;
        case 12:
            watchdog.enter(QStringLiteral("the training is looked at"));
            openTab(program, 0);
            break;
        case 14:
            watchdog.enter(QStringLiteral("the landscape is looked at"));
            openTab(program, 1);
            break;
        case 17: {
            watchdog.enter(QStringLiteral("the surface is turned"));
            const QPoint from = canvas(program)->rect().center(), to = from + QPoint(10, 5);
            QTest::mousePress(canvas(program), Qt::LeftButton, {}, from);
            QTest::mouseMove(canvas(program), to);
            QTest::mouseRelease(canvas(program), Qt::LeftButton, {}, to);
            break;
        }
        case 0:
        case 6:
        case 10:
        case 16:
            watchdog.enter(QStringLiteral("the mouse moves over the map"));
            [[fallthrough]];
        default:
            if (map.isVisible())
                QTest::mouseMove(map.canvas(), pixel);
        }
    }
};

QTEST_MAIN(ResponsivenessTest)
#include "tst_responsiveness.moc"
