// Everything that can be undone, mixed at random, in the whole program: undone it gives the start back, redone the end.
#include "app/studio/landscape_workspace.h"
#include "app/studio/layout_history.h"
#include "engine/runs/session.h"
#include "tests/app/program.h"
#include "tests/support/arrangement.h"
#include "tests/support/figure_changes.h"
#include "tests/support/small_experiment.h"
#include "tests/support/small_landscapes.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/scene3d/landscape_scene.h"
#include "widgets/scene3d/scene_canvas.h"

#include <QComboBox>
#include <QMessageBox>
#include <QRandomGenerator>
#include <QVariantAnimation>

using namespace isthmus;
using app::Command;
using tests::Program;

namespace {

constexpr int commandsInAll = 1000;
constexpr int runsInAll = 8;

/// What the commands change.
struct State {
    std::string figure;  ///< JSON
    int panel = -1;      ///< of the figure, selected
    QStringList layout;
    widgets::SceneView camera;       ///< its distance: 1 just shows the whole box, however large the canvas is
    QMap<QString, QByteArray> runs;  ///< every file in the folder of runs

    /// What differs from another one; empty: nothing.
    QString differenceFrom(const State& other) const
    {
        if (figure != other.figure || panel != other.panel)
            return QString::fromStdString(figure + "\nnot\n" + other.figure);
        if (layout != other.layout)
            return layout.join('\n') + "\nnot\n" + other.layout.join('\n');
        if (runs != other.runs)
            return "files: " + QStringList(runs.keys()).join(' ') + "\nnot\n" + QStringList(other.runs.keys()).join(' ');
        const auto near = [](double a, double b) { return std::abs(a - b) < 1e-4; };
        const bool same = near(camera.azimuth, other.camera.azimuth) && near(camera.elevation, other.camera.elevation)
                          && near(camera.distance, other.camera.distance) && camera.parallel == other.camera.parallel
                          && (camera.target - other.camera.target).length() < 1e-4F;
        return same ? QString()
                    : QStringLiteral("camera: %1° %2° %3, not %4° %5° %6")
                          .arg(camera.azimuth)
                          .arg(camera.elevation)
                          .arg(camera.distance)
                          .arg(other.camera.azimuth)
                          .arg(other.camera.elevation)
                          .arg(other.camera.distance);
    }
};

}  // namespace

class UndoTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QRandomGenerator random_{20260101};

    QString runs() const { return folder_.filePath(QStringLiteral("runs")); }
    QString run(int number) const { return runs() + QStringLiteral("/run-%1").arg(number); }

    QMap<QString, QByteArray> filesOfRuns() const
    {
        QMap<QString, QByteArray> files;
        QDirIterator each(runs(), QDir::Files | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            if (file.open(QIODevice::ReadOnly))
                files.insert(QDir(runs()).relativeFilePath(file.fileName()), file.readAll());
        }
        return files;
    }

    State state(Program& program) const
    {
        const widgets::FigureEditor& editor = program.window.figures();
        const auto* canvas = qobject_cast<widgets::SceneCanvas*>(program.window.landscape().scene().canvas());
        widgets::SceneView camera = program.window.landscape().scene().view();
        camera.distance /= canvas->fitted(camera).distance;
        return {editor.document().dump(), editor.selectedPanel(), tests::arrangement(program.window), camera, filesOfRuns()};
    }

    void moveAPanel(Program& program)
    {
        const QList<QDockWidget*> panels = program.window.findChildren<QDockWidget*>();
        QDockWidget& one = *panels[random_.bounded(panels.size())];
        const int what = random_.bounded(12);
        program.window.findChild<app::LayoutHistory*>()->change(QStringLiteral("at random"), [&] {
            if (what < 5)
                one.toggleViewAction()->trigger();
            else if (what < 8 && !one.isHidden())
                one.setFloating(!one.isFloating());
            else if (what < 11 && !one.isHidden())
                qobject_cast<QMainWindow*>(one.parentWidget())
                    ->addDockWidget(random_.bounded(2) ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea, &one);
            else
                program.window.resetLayout();
        });
    }

    void closeAPanel(Program& program)
    {
        const QList<QDockWidget*> panels = program.window.findChildren<QDockWidget*>();
        panels[random_.bounded(panels.size())]->toggleViewAction()->trigger();
    }

    void moveTheCamera(Program& program)
    {
        QWidget* canvas = program.window.landscape().scene().canvas();
        if (!canvas->isVisible())
            return;
        constexpr Qt::Key keys[] = {Qt::Key_1,    Qt::Key_2,     Qt::Key_3,  Qt::Key_4,    Qt::Key_R,
                                    Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Plus, Qt::Key_P};
        if (random_.bounded(3) > 0) {
            QTest::keyClick(canvas, keys[random_.bounded(10)]);
            return;
        }
        const QPoint from = canvas->rect().center(), to = from + QPoint(random_.bounded(-40, 40), random_.bounded(-40, 40));
        QTest::mousePress(canvas, Qt::LeftButton, random_.bounded(2) ? Qt::ShiftModifier : Qt::NoModifier, from);
        QTest::mouseMove(canvas, to);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
    }

    void changeTheFigure(Program& program)
    {
        widgets::FigureEditor& editor = program.window.figures();
        const int what = random_.bounded(7);
        if (what < 5 || editor.document().at("panels").empty())
            tests::changeFigureAtRandom(editor, random_, run(random_.bounded(runsInAll)));
        else
            changeAnOption(editor, what == 5 ? QStringLiteral("venue") : QStringLiteral("palette"));
    }

    /// By the keyboard.
    void changeAnOption(widgets::FigureEditor& editor, const QString& option)
    {
        auto* field = editor.findChild<QWidget*>(option);
        auto* box = qobject_cast<QComboBox*>(field) ? qobject_cast<QComboBox*>(field) : field->findChild<QComboBox*>();
        QVERIFY(box != nullptr);
        QTest::keyClick(box, box->currentIndex() == 0 || random_.bounded(2) ? Qt::Key_Down : Qt::Key_Up);
    }

    /// What was closed by its own button becomes a command a moment later, what changes a run when it has.
    static void settle(Program& program)
    {
        program.window.findChild<app::LayoutHistory*>()->change({}, [] {});
    }

    static bool cameraRests(Program& program)
    {
        return program.window.landscape().scene().canvas()->findChild<QVariantAnimation*>()->state()
               == QAbstractAnimation::Stopped;
    }

    void all(Program& program, Command which)
    {
        QAction* again = program.commands.action(which);
        for (const Command view : {Command::ShowFigures, Command::ShowLandscape}) {
            program.commands.action(view)->trigger();
            for (int k = 0; again->isEnabled(); ++k) {
                QVERIFY(k < 2 * commandsInAll);
                again->trigger();
            }
        }
    }

    /// Once every thread has done what it was asked to.
    void reaches(Program& program, const State& wanted)
    {
        QString difference;
        const bool reached = QTest::qWaitFor([&] { return (difference = state(program).differenceFrom(wanted)).isEmpty(); });
        QVERIFY2(reached, qPrintable(difference));
    }

private Q_SLOTS:
    void initTestCase()
    {
        tests::useOwnSettings(folder_);
        engine::Session session(engine::Experiment(tests::smallExperiment()), {}, folder_.filePath("made").toStdString(), {});
        const engine::RunOutcome made = session.run({});
        QCOMPARE(made.state, engine::RunState::Done);
        QDir().mkpath(runs());
        for (int number = 0; number < runsInAll; ++number)
            std::filesystem::copy(made.folder, run(number).toStdString(), std::filesystem::copy_options::recursive);
    }

    void aThousandRandomCommandsUndoneGiveTheStartBack()
    {
        Program program(runs());
        program.studio.newExperiment();
        program.commands.action(Command::ResetLayout)->trigger();
        program.commands.action(Command::ShowLandscape)->trigger();
        program.window.landscape().setGrid(std::make_shared<const engine::LandscapeGrid>(tests::smallPlane()));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        settle(program);
        QUndoStack& history = program.studio.history();
        QUndoStack& figure = program.window.figures().history();
        history.clear();
        QTRY_VERIFY(program.window.landscape().scene().canvas()->width() > 350);  // the panels have their widths
        const State start = state(program);
        QCOMPARE(start.runs.isEmpty(), false);
        int trashed = 0;
        while (history.count() + figure.count() < commandsInAll) {
            const int what = random_.bounded(100);
            if (what < 12) {
                moveAPanel(program);
            } else if (what < 16) {
                closeAPanel(program);
            } else if (what < 55) {
                moveTheCamera(program);
            } else if (what < 94 || trashed == runsInAll) {
                changeTheFigure(program);
            } else {
                settle(program);
                const int before = history.count();
                if (what < 97)
                    program.studio.setNotes(run(trashed), {QStringLiteral("tag-%1").arg(before)}, QStringLiteral("noted"));
                else
                    program.studio.moveToTrash({run(trashed++)});
                QTRY_COMPARE(history.count(), before + 1);
            }
        }
        settle(program);
        QTRY_VERIFY(cameraRests(program));
        const State end = state(program);
        QVERIFY(history.count() > 300 && figure.count() > 300);
        QCOMPARE(trashed, runsInAll);
        all(program, Command::Undo);
        reaches(program, start);
        all(program, Command::Redo);
        reaches(program, end);
        QVERIFY(program.window.findChild<QMessageBox*>() == nullptr);
    }
};

QTEST_MAIN(UndoTest)
#include "tst_undo.moc"
