// The landscape's panels driven as a person drives them, on a real run.
#include "app/studio/film_frame.h"
#include "app/studio/landscape_workspace.h"
#include "engine/landscapes/landscape_files.h"
#include "engine/runs/session.h"
#include "tests/app/program.h"
#include "tests/support/small_experiment.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/landscape/chart_form.h"
#include "widgets/landscape/network_picker.h"
#include "widgets/landscape/probe_panel.h"
#include "widgets/landscape/task_slider.h"
#include "widgets/plots/landscape_map.h"
#include "widgets/plots/landscape_multiples.h"
#include "widgets/plots/line_plot.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/matrix_plot.h"
#include "widgets/scene3d/landscape_scene.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolBar>

using namespace isthmus;
using engine::RunState;
using tests::Program;

class StudioLandscapeTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString run_;
    QString tetrahedron_;  ///< a run with four vertices

    /// A run in the landscape tab; empty: the one with three vertices.
    void openLandscape(Program& program, const QString& run = {}) const
    {
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.openRun(run.isEmpty() ? run_ : run);
        QVERIFY(program.reaches(RunState::Done));
        showLandscape(program);
    }

    static void showLandscape(Program& program)
    {
        QTabBar* bar = program.window.findChild<QTabWidget*>()->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(1).center());
        QVERIFY(program.window.landscape().isVisible());
    }

    static void choose(Program& program, const QString& chart)
    {
        auto& form = program.window.landscape().form();
        auto* kind = form.findChild<QComboBox*>(QStringLiteral("kind"));
        QVERIFY(kind);
        kind->setCurrentIndex(kind->findData(chart));
        Q_EMIT kind->activated(kind->currentIndex());
        QTRY_VERIFY_WITH_TIMEOUT(form.valid(), 60000);  // once the run's networks are known
    }

    static void evaluateChosen(Program& program)
    {
        QSignalSpy ended(&program.studio.landscapes().session(), &app::LandscapeSession::evaluationEnded);
        auto* button = program.window.landscape().findChild<QAbstractButton*>(QStringLiteral("evaluate"));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(ended.wait(60000));
    }

    /// Chosen in the form and evaluated by its button.
    static void evaluate(Program& program, const QString& chart)
    {
        choose(program, chart);
        evaluateChosen(program);
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
        experiment["method"]["vertices"] = 4;
        engine::Session solid(engine::Experiment(experiment), {}, folder_.filePath("solid").toStdString(), {});
        tetrahedron_ = QString::fromStdString(solid.run({}).folder.string());
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
        QVERIFY(std::abs((*scene.cursorPlace())[0] - place.x()) < 0.03);

        // A click makes the point a network: what the probe shows is what the grid has there, nearly.
        QSignalSpy probed(&program.studio.landscapes().session(), &app::LandscapeSession::probed);
        QTest::mouseClick(map.canvas(), Qt::LeftButton, {}, map.canvasPoint(place).toPoint());
        QVERIFY(probed.wait(60000));
        const auto probe = probed.first().first().value<engine::PointProbePtr>();
        QVERIFY(std::abs(probe->place[0] - place.x()) < 0.02);
        const std::size_t point = 5 * workspace.grid()->columns() + 5;
        QVERIFY(std::abs(probe->scores[0].loss - workspace.grid()->tasks[0].loss[point]) < 0.05);
    }

    void aTetrahedronIsCutAndProbed()
    {
        Program program(folder_.filePath("solid"));
        openLandscape(program, tetrahedron_);
        auto& workspace = program.window.landscape();
        auto& map = program.plot<widgets::LandscapeMap>();
        auto& scene = program.plot<widgets::LandscapeScene>();
        evaluate(program, QStringLiteral("simplex"));
        QTRY_COMPARE(workspace.grid()->dimensions(), std::size_t(3));
        const auto& z = workspace.grid()->axes[2].points;

        // The slider moves the slice in the scene, and the map shows it.
        // A point that the mouse is on takes the slice along, and the map with it.
        const widgets::Place inside{z[2], z[3], z[7]};
        QTRY_VERIFY(scene.canvas()->isVisible());
        QTest::mouseMove(scene.canvas(), scene.canvasPoint(inside[0], inside[1], inside[2])->toPoint());
        QTRY_VERIFY(scene.cursorPlace());
        const widgets::Place seen = *scene.cursorPlace();  // or the one before it
        QCOMPARE(z[scene.layer()], seen[2]);
        QTRY_COMPARE(map.linkedCursor(), std::optional(QPointF(seen[0], seen[1])));
        scene.setLayer(0);

        QTest::mouseClick(scene.findChild<QAbstractButton*>(QStringLiteral("slices")), Qt::LeftButton);
        auto* layer = scene.findChild<QSlider*>(QStringLiteral("layer"));
        layer->setFocus();
        for (int step = 0; step < 5; ++step)
            QTest::keyClick(layer, Qt::Key_Right);
        QVERIFY(!map.isEmpty());
        QCOMPARE(workspace.plane()->tasks[0].loss[21 * 4 + 3], workspace.grid()->tasks[0].loss[21 * 21 * 5 + 21 * 4 + 3]);
        QCOMPARE(map.range(), scene.range());

        // One cursor with three coordinates.
        const widgets::Place place{z[3], z[4], z[5]};
        QTest::mouseMove(map.canvas(), map.canvasPoint(QPointF(place[0], place[1])).toPoint());
        QTRY_VERIFY(scene.cursorPlace());
        QCOMPARE((*scene.cursorPlace())[2], place[2]);
        const auto at = scene.canvasPoint(place[0], place[1], place[2]);
        QVERIFY(at);
        QTest::mouseMove(scene.canvas(), at->toPoint());
        QTRY_VERIFY(map.linkedCursor());
        QVERIFY(std::abs(map.linkedCursor()->x() - place[0]) < 0.03);
        QVERIFY2(scene.readout().contains(QStringLiteral(" at ")), qPrintable(scene.readout()));

        QSignalSpy probed(&program.studio.landscapes().session(), &app::LandscapeSession::probed);
        QTest::mouseClick(scene.canvas(), Qt::LeftButton, {}, at->toPoint());
        QVERIFY(probed.wait(60000));
        const auto probe = probed.first().first().value<engine::PointProbePtr>();
        for (std::size_t axis = 0; axis < 3; ++axis)
            QVERIFY2(std::abs(probe->place[axis] - place[axis]) < 0.03, qPrintable(QString::number(probe->place[axis])));
        const std::size_t point = (5 * 21 + 4) * 21 + 3;
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
        QCOMPARE(exported.first().first().toStringList().size(), 6);  // two tasks, two views, two films
        QTRY_COMPARE(QDir(out.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                     (QStringList{"map-01.png", "map-02.png", "map.mp4", "surface-01.png", "surface-02.png", "surface.mp4"}));
        const QImage first(out.filePath("map-01.png"));
        const QImage second(out.filePath("map-02.png"));
        QVERIFY(!first.isNull() && first.size() == second.size());
        QVERIFY(first != second);
        // Cut to what is not empty, below the words, which are not the same.
        const QImage surface(out.filePath("surface-01.png"));
        for (const QImage& frame : {first, surface}) {
            QCOMPARE(frame.width() % 2 + frame.height() % 2, 0);
            const QRect content = app::contentOf(frame);
            QVERIFY(content.top() < 60 && content.left() < 60);
            QVERIFY(frame.height() - content.bottom() < 60 && frame.width() - content.right() < 120);
        }
        const QRect words(0, 0, 300, 40);
        QVERIFY(app::contentOf(first.copy(words)).isValid());
        QVERIFY(first.copy(words) != second.copy(words));
        QFile asked(out.filePath("map.mp4"));
        QVERIFY(asked.open(QIODevice::ReadOnly));
        const QByteArray whole = asked.readAll();
        asked.close();
        QVERIFY(whole.contains("map-%02d.png"));

        // One that fails half-way leaves the film from before, and nothing else.
        QVERIFY(film.open(QIODevice::WriteOnly));
        film.write("#!/bin/sh\nfor last; do :; done\necho half > \"$last\"\necho no room >&2\nexit 1\n");
        film.close();
        QSignalSpy problems(&workspace, &app::LandscapeWorkspace::problem);
        workspace.exportAnimation(out.path());
        QVERIFY(exported.wait(60000));
        qputenv("PATH", path);
        QCOMPARE(problems.count(), 2);
        QVERIFY(problems.first().first().toString().contains(QStringLiteral("no room")));
        QVERIFY(asked.open(QIODevice::ReadOnly));
        QCOMPARE(asked.readAll(), whole);
        QTRY_COMPARE(QDir(out.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                     (QStringList{"map-01.png", "map-02.png", "map.mp4", "surface-01.png", "surface-02.png", "surface.mp4"}));
    }

    void withoutARunThereIsNothingToDo()
    {
        Program program(folder_.filePath("none"));
        app::LandscapeWorkspace& workspace = program.window.landscape();
        for (QAction* action : workspace.findChild<QToolBar*>(QStringLiteral("time-toolbar"))->actions())
            QVERIFY2(!action->text().startsWith(QStringLiteral("Export")) || !action->isEnabled(), qPrintable(action->text()));
        QVERIFY(!workspace.form().findChild<QAbstractButton*>(QStringLiteral("evaluate"))->isEnabled());
        openLandscape(program);
        choose(program, QStringLiteral("simplex"));
        QVERIFY(workspace.form().findChild<QAbstractButton*>(QStringLiteral("evaluate"))->isEnabled());
    }

    void theGridIsWrittenInTheFormatThatIsNamed()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        evaluate(program, QStringLiteral("simplex"));
        app::LandscapeWorkspace& workspace = program.window.landscape();
        QTRY_VERIFY(!program.plot<widgets::LandscapeMap>().isEmpty());
        QAction* data = nullptr;
        for (QAction* action : workspace.findChild<QToolBar*>(QStringLiteral("time-toolbar"))->actions())
            if (action->text().startsWith(QStringLiteral("Export data")))
                data = action;
        QVERIFY(data);
        QTRY_VERIFY(data->isEnabled());

        QTemporaryDir out;
        const QString file = out.filePath("grid.vti");
        QTimer dialogs;
        connect(&dialogs, &QTimer::timeout, this, [&] {
            if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
                dialogs.stop();
                QVERIFY(dialog->nameFilters().contains(QStringLiteral("HDF5 (*.h5)")));
                dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))
                    ->setText(file);  // selectFile() spares what has the focus
                QMetaObject::invokeMethod(dialog, "accept");
            }
        });
        dialogs.start(20);
        data->trigger();
        QTRY_VERIFY(QFile::exists(file));
        engine::writeLandscape(out.filePath("again.vti").toStdString(), *workspace.grid(), engine::LandscapeMetric::Both);
        QFile written(file), again(out.filePath("again.vti"));
        QVERIFY(written.open(QIODevice::ReadOnly) && again.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), again.readAll());
    }

    void networksOfAnotherRunStandBesideItsOwn()
    {
        engine::Json seeded = tests::smallExperiment();
        seeded["method"]["vertices"] = 3;
        seeded["seed"] = 4;
        engine::Json larger = seeded;
        larger["model"]["hidden"] = {17};
        std::vector<QString> folders;
        for (const engine::Json& experiment : {seeded, larger}) {
            engine::Session session(engine::Experiment(experiment), {}, folder_.filePath("runs").toStdString(), {});
            folders.push_back(QString::fromStdString(session.run({}).folder.string()));
        }
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        auto& form = program.window.landscape().form();
        choose(program, QStringLiteral("line"));

        // One with other layers is refused beside the list.
        Q_EMIT form.networksRequested({folders[1] + "/weights/task-01.safetensors"});
        auto* problem = form.findChild<QWidget*>(QStringLiteral("addingProblem"));
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->findChild<QLabel*>(QStringLiteral("problem"))->text().contains(QStringLiteral("the run's model has")));

        const QString theirs = folders[0] + "/weights/task-02.safetensors";
        Q_EMIT form.networksRequested({theirs});
        QTRY_COMPARE(form.anchors().size(), 3);
        QCOMPARE(form.anchors().last(), theirs);
        QVERIFY(!problem->isVisible());
        form.setChart({{"kind", "line"}}, {QStringLiteral("task-02"), theirs});
        QVERIFY(form.valid());
        evaluateChosen(program);
        QTRY_VERIFY(program.window.landscape().grid());
        QTRY_COMPARE(program.window.landscape().grid()->anchors.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(program.window.landscape().grid()->anchors[1].name),
                 QFileInfo(folders[0]).fileName() + "/task-02");

        Q_EMIT form.networksRequested({folders[0]});  // of a whole run one is asked which
        QTRY_VERIFY(form.findChild<widgets::NetworkPicker*>());
        form.findChild<widgets::NetworkPicker*>()->reject();
    }

    void aTaskIsSelectedEverywhere()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        auto& workspace = program.window.landscape();
        evaluate(program, QStringLiteral("simplex"));
        auto* small = workspace.findChild<QAbstractButton*>(QStringLiteral("smallMultiples"));
        QTest::mouseClick(small, Qt::LeftButton);
        auto* multiples = workspace.findChild<widgets::LandscapeMultiples*>();
        QTRY_VERIFY(multiples->isVisible() && multiples->map(2) && multiples->map(2)->isVisible());
        QTest::mouseClick(multiples->map(2)->canvas(), Qt::LeftButton);
        QCOMPARE(multiples->selectedTask(), 2);
        auto& matrix = program.plot<widgets::MatrixPlot>();
        QCOMPARE(matrix.selectedTask(), 2);
        QCOMPARE(program.plot<widgets::LossPlot>().selectedTask(), 2);
        Q_EMIT matrix.taskSelected(1);  // and the other way round
        QCOMPARE(multiples->selectedTask(), 1);
    }

    void tabComesToEveryPartInOrder()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        auto& workspace = program.window.landscape();
        evaluate(program, QStringLiteral("simplex"));
        QTRY_VERIFY(!program.plot<widgets::LandscapeMap>().isEmpty());
        program.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        workspace.findChild<QComboBox*>(QStringLiteral("measure"))->setFocus();
        QStringList walked;
        for (int step = 0; step < 40 && walked.filter(QStringLiteral("After task")).isEmpty(); ++step) {
            QWidget* now = QApplication::focusWidget();
            QString name = now->accessibleName();
            if (const auto* button = qobject_cast<QAbstractButton*>(now); name.isEmpty() && button)
                name = button->text();
            QVERIFY2(!name.isEmpty(), qPrintable(QString::fromLatin1(now->metaObject()->className()) + walked.join(", ")));
            walked += name;
            QTest::keyClick(now, Qt::Key_Tab);
        }
        qsizetype last = -1;
        for (const char* part : {"Measure", "Chart", "Anchors", "Tasks", "Evaluate", "Landscape", "Landscape surface", "Play"}) {
            const qsizetype here = walked.indexOf(QLatin1String(part), last + 1);
            QVERIFY2(here > last, qPrintable(QLatin1String(part) + QStringLiteral(" in ") + walked.join(QStringLiteral(", "))));
            last = here;
        }
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

    void theOtherTabLeavesThePanelsTheirWidths()
    {
        Program program(folder_.filePath("runs"));
        program.window.resize(1400, 900);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.openRun(run_);
        QVERIFY(program.reaches(RunState::Done));
        const auto widths = [](const QMainWindow& window, std::initializer_list<const char*> panels) {
            QList<int> all;
            for (const char* panel : panels)
                all << window.findChild<QDockWidget*>(QLatin1String(panel))->width();
            return all;
        };
        // As a hand leaves them.
        const auto training = [&] { return widths(program.window.workspace(), {"loss", "matrix", "accuracy", "summary"}); };
        auto* loss = program.window.workspace().findChild<QDockWidget*>(QStringLiteral("loss"));
        const int usual = loss->width();
        program.window.workspace().resizeDocks({loss}, {usual - 60}, Qt::Horizontal);
        QTRY_VERIFY(loss->width() != usual);
        const QList<int> trained = training();
        showLandscape(program);
        auto& workspace = program.window.landscape();
        const auto beside = [&] { return widths(workspace, {"chart", "map", "scene", "probe"}); };
        auto* chart = workspace.findChild<QDockWidget*>(QStringLiteral("chart"));
        QTRY_VERIFY(workspace.width() > 1300);  // the experiment's form has made room
        workspace.resizeDocks({chart}, {350}, Qt::Horizontal);
        QTRY_VERIFY(chart->width() > 300);
        const QList<int> before = beside();
        QTabBar* bar = program.window.findChild<QTabWidget*>()->tabBar();
        for (int times = 0; times < 2; ++times) {
            QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(0).center());
            QVERIFY(!workspace.isVisible());
            QTRY_COMPARE(training(), trained);
            showLandscape(program);
            QTRY_COMPARE(beside(), before);
        }
    }

    void playingAndFilmsComparePictures()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        auto& workspace = program.window.landscape();
        evaluate(program, QStringLiteral("simplex"));
        auto& map = program.plot<widgets::LandscapeMap>();
        QTRY_VERIFY(!map.isEmpty());
        auto* span = workspace.findChild<QComboBox*>(QStringLiteral("span"));
        QCOMPARE(span->currentText(), QStringLiteral("Range of this picture"));
        const widgets::ValueRange own = map.range();
        auto* play = workspace.findChild<QAbstractButton*>(QStringLiteral("play"));
        QTest::mouseClick(play, Qt::LeftButton);
        QCOMPARE(span->currentText(), QStringLiteral("Range of all tasks"));
        const widgets::ValueRange common = map.range();
        QVERIFY(common.low <= own.low && common.high >= own.high && common != own);
        auto* slider = workspace.findChild<widgets::TaskSlider*>();
        QTRY_VERIFY_WITH_TIMEOUT(!slider->isPlaying(), 60000);
        QCOMPARE(map.range(), common);
        QCOMPARE(program.plot<widgets::LandscapeScene>().range(), common);
    }

    void movingTheCameraIsUndone()
    {
        Program program(folder_.filePath("runs"));
        openLandscape(program);
        evaluate(program, QStringLiteral("simplex"));
        auto& scene = program.plot<widgets::LandscapeScene>();
        QTRY_VERIFY(!scene.isEmpty() && scene.canvas()->isVisible());
        const widgets::SceneView start = scene.view();
        QAction* undo = program.commands.action(app::Command::Undo);
        QAction* redo = program.commands.action(app::Command::Redo);
        QVERIFY(!undo->isEnabled());
        const QPoint from = scene.canvas()->rect().center();
        QTest::mousePress(scene.canvas(), Qt::LeftButton, {}, from);
        for (int step = 1; step <= 5; ++step)
            QTest::mouseMove(scene.canvas(), from + step * QPoint(20, 5));
        QTest::mouseRelease(scene.canvas(), Qt::LeftButton, {}, from + QPoint(100, 25));
        const widgets::SceneView turned = scene.view();
        QVERIFY(turned.azimuth != start.azimuth);
        QTest::keyClick(scene.canvas(), Qt::Key_1);
        QTRY_COMPARE(scene.view().elevation, 90.0);
        QCOMPARE(program.studio.history().count(), 2);  // the whole drag is one
        QVERIFY2(undo->text().contains(QStringLiteral("camera")), qPrintable(undo->text()));
        undo->trigger();
        QTRY_COMPARE(scene.view(), turned);
        undo->trigger();
        QTRY_COMPARE(scene.view(), start);
        QVERIFY(!undo->isEnabled());
        redo->trigger();
        QTRY_COMPARE(scene.view(), turned);
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
