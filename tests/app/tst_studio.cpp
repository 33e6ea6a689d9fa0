// The studio driven as a person drives it: clicks and keys, and what the window then shows, against the run folder.
#include "app/studio/figures.h"
#include "app/studio/workspace.h"
#include "tests/app/program.h"
#include "tests/support/small_experiment.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/plots/line_plot.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/matrix_plot.h"
#include "widgets/plots/summary_plot.h"
#include "widgets/plots/task_accuracy_plot.h"
#include "widgets/run/measure_panel.h"
#include "widgets/run/welcome_page.h"
#include "widgets/theme/task_colors.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTreeView>
#include <QtTest>

using namespace isthmus;
using engine::RunState;
using tests::Program;

namespace {

QString experimentFile(const QTemporaryDir& folder, int epochs)
{
    engine::Json experiment = tests::smallExperiment();
    experiment["training"]["epochs"] = epochs;
    experiment["execution"]["line_seconds"] = 0.1;
    QFile file(folder.filePath(QStringLiteral("experiment-%1.json").arg(epochs)));
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray::fromStdString(experiment.dump()));
    return file.fileName();
}

}  // namespace

class StudioTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

private Q_SLOTS:
    void initTestCase() { tests::useOwnSettings(folder_); }

    void theWelcomeLeadsToTheForm()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(program.window.welcome().isVisible());
        QVERIFY(!program.window.workspace().isVisible());
        QTest::mouseClick(program.window.welcome().findChild<QAbstractButton*>(QStringLiteral("new")), Qt::LeftButton);
        QVERIFY(program.window.workspace().isVisible());
        QVERIFY(program.plot<widgets::LossPlot>().isEmpty());
        QVERIFY(program.button(app::Command::Start)->isEnabled());
        for (const app::Command command : {app::Command::Pause, app::Command::NextTask, app::Command::Stop})
            QVERIFY(!program.button(command)->isEnabled());
    }

    void aBadValueDisablesStartAndSaysWhy()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        auto* rate = program.window.form().findChild<QLineEdit*>(QStringLiteral("learning_rate"));
        if (!rate)
            rate = program.window.form().findChild<QWidget*>(QStringLiteral("learning_rate"))->findChild<QLineEdit*>();
        QVERIFY(rate);
        rate->setFocus();
        rate->selectAll();
        QTest::keyClicks(rate, "-1");
        QTest::keyClick(rate, Qt::Key_Return);
        QVERIFY(!program.button(app::Command::Start)->isEnabled());
        QVERIFY(program.commands.action(app::Command::Start)->toolTip().contains(QStringLiteral("Learning rate")));
        rate->selectAll();
        QTest::keyClicks(rate, "0.1");
        QTest::keyClick(rate, Qt::Key_Return);
        QVERIFY(program.button(app::Command::Start)->isEnabled());
        QCOMPARE(program.window.form().experiment().at("training").at("learning_rate").get<double>(), 0.1);
    }

    void anUnsavedFigureAsksAndOutlivesACrash()
    {
        const QString draft = folder_.filePath(QStringLiteral("unsaved-figure.json"));
        engine::Json made;
        const auto press = [](Program& program, const char* box, auto which) {
            auto* question = program.window.findChild<QMessageBox*>(QLatin1String(box));
            QVERIFY2(question && question->isVisible(), box);
            QTest::mouseClick(which(*question), Qt::LeftButton);
        };
        {
            Program program(folder_.filePath("runs"), {}, {}, draft.toStdString());
            QVERIFY(QTest::qWaitForWindowExposed(&program.window));
            QVERIFY(program.window.findChild<QMessageBox*>(QStringLiteral("figure-offer")) == nullptr);
            program.window.showFigures();
            program.window.figures().addRuns({folder_.filePath("runs/none")});
            made = program.window.figures().document();
            program.window.close();
            QVERIFY(program.window.isVisible());
            press(program, "figure-question", [](QMessageBox& box) { return box.button(QMessageBox::Cancel); });
            QVERIFY(program.window.isVisible());
            QTRY_VERIFY(QFile::exists(draft));
        }  // as a crash would leave it
        Program program(folder_.filePath("runs"), {}, {}, draft.toStdString());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QTRY_VERIFY(program.window.findChild<QMessageBox*>(QStringLiteral("figure-offer")) != nullptr);
        QVERIFY(!program.window.findChild<QMessageBox*>(QStringLiteral("figure-offer"))->isModal());
        press(program, "figure-offer", [](QMessageBox& box) { return box.defaultButton(); });
        QCOMPARE(program.window.figures().document(), made);
        QVERIFY(QFile::exists(draft));
        program.window.close();
        QVERIFY(program.window.isVisible());
        press(program, "figure-question", [](QMessageBox& box) { return box.button(QMessageBox::Discard); });
        QTRY_VERIFY(!program.window.isVisible());
        QVERIFY(!QFile::exists(draft));
    }

    void startPauseNextTaskStopResume()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.openExperiment(experimentFile(folder_, 60));
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        QVERIFY(program.stateShown().contains(QStringLiteral("running")));
        QVERIFY(!program.button(app::Command::Start)->isEnabled());
        QVERIFY(QTest::qWaitFor([&] { return program.plot<widgets::LossPlot>().pointCount() > 5; }, 60000));
        QVERIFY(QTest::qWaitFor([&] { return program.plot<widgets::LinePlot>().pointCount() > 0; }, 60000));

        program.click(app::Command::Pause);
        QVERIFY(program.reaches(RunState::Paused));
        const auto paused = program.studio.shown();
        QCOMPARE(program.plot<widgets::LossPlot>().pointCount(), static_cast<int>(paused->trace->loss.size()));
        QCOMPARE(program.plot<widgets::LossPlot>().shownValues(0).last(), paused->trace->loss.back().loss);
        QVERIFY(program.commands.action(app::Command::Pause)->text().contains(QStringLiteral("on")));

        program.click(app::Command::NextTask);
        QVERIFY(QTest::qWaitFor(
            [&] { return program.state() == RunState::Paused && program.studio.shown()->accuracy().learned() == 1; }, 120000));
        const double first = *program.studio.shown()->accuracy().at(1, 1);
        QCOMPARE(program.plot<widgets::MatrixPlot>().cellText(1, 1), QString::number(100.0 * first, 'f', 1));
        QCOMPARE(program.plot<widgets::SummaryPlot>().averageValues().size(), 1);

        program.click(app::Command::Pause);  // says "Go on" now
        QVERIFY(program.reaches(RunState::Running));
        QVERIFY(QTest::qWaitFor([&] { return program.studio.shown()->progress.step > 3700; }, 60000));
        program.click(app::Command::Stop);
        QVERIFY(program.stateShown().contains(QStringLiteral("stopping")) || program.state() == RunState::Stopped);
        QVERIFY(program.reaches(RunState::Stopped));
        QVERIFY(QTest::qWaitFor([&] { return !program.studio.training(); }, 60000));
        QVERIFY(!QFile::exists(program.folder() + "/summary.json"));

        program.window.activateWindow();  // shortcuts are for the active window
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QTest::keyClick(&program.window, Qt::Key_F9);  // Resume run
        QVERIFY(program.reaches(RunState::Done));
        QVERIFY(QTest::qWaitFor([&] { return !program.studio.training(); }, 60000));
        windowAgreesWithTheFolder(program);
    }

    void anOpenedRunShowsItself()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        const QString run = program.settings.recentRuns().value(0);
        QVERIFY(!run.isEmpty());  // of the test before
        program.studio.openRun(run);
        QVERIFY(program.reaches(RunState::Done));
        windowAgreesWithTheFolder(program);
        QCOMPARE(program.window.form().experiment().at("training").at("epochs").get<int>(), 60);

        // The line between the last two solutions comes from the folder.
        auto& line = program.plot<widgets::LinePlot>();
        QVERIFY(QTest::qWaitFor([&] { return line.pointCount() > 0; }, 60000));
        QCOMPARE(line.shownValues(2).size(), 21);
        QVERIFY(line.csv().contains(QStringLiteral("0.05")));

        const QStringList files = app::drawFigures(run, folder_.filePath("figures"));
        QCOMPARE(files.size(), 10);
        for (const QString& file : files)
            QVERIFY2(QFileInfo(file).size() > 1000, qPrintable(file));

        program.studio.openRun(folder_.path());  // not a run
        QVERIFY(QTest::qWaitFor([&] { return program.window.findChild<QMessageBox*>() != nullptr; }, 60000));
        QVERIFY(program.window.findChild<QMessageBox*>()->informativeText().contains(QStringLiteral("experiment.json")));
    }

    void selectingATaskSelectsItEverywhere()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.openRun(program.settings.recentRuns().value(0));
        QVERIFY(program.reaches(RunState::Done));
        auto& matrix = program.plot<widgets::MatrixPlot>();
        QVERIFY(QTest::qWaitFor([&] { return matrix.canvas()->isVisible() && !matrix.cellRect(2, 1).isEmpty(); }, 5000));
        QTest::mouseClick(matrix.canvas(), Qt::LeftButton, {}, matrix.cellRect(2, 1).center());
        QCOMPARE(matrix.selectedTask(), 1);
        QCOMPARE(program.plot<widgets::LossPlot>().selectedTask(), 1);
        QCOMPARE(program.plot<widgets::TaskAccuracyPlot>().selectedTask(), 1);
        QCOMPARE(program.plot<widgets::LinePlot>().selectedTask(), 1);
    }

    void theMeasuresStandBehindATab()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.openRun(program.settings.recentRuns().value(0));
        QVERIFY(program.reaches(RunState::Done));
        auto& panel = program.plot<widgets::MeasurePanel>();
        QVERIFY(!panel.isVisible() || panel.visibleRegion().isEmpty());
        QTabBar* tabs = nullptr;  // Qt keeps empty ones
        for (QTabBar* each : program.window.workspace().findChildren<QTabBar*>())
            tabs = each->count() > 0 ? each : tabs;
        QVERIFY(tabs != nullptr);
        QCOMPARE(tabs->count(), 2);
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        QTRY_VERIFY(!panel.visibleRegion().isEmpty());
        const QAbstractItemModel* table = panel.findChild<QTreeView*>()->model();
        const double average = program.summary().at("average_accuracy").get<double>();
        QCOMPARE(table->index(0, 0).data().toString(), QStringLiteral("Average accuracy"));
        QCOMPARE(table->index(0, 1).data().toString(), QString::number(100.0 * average, 'f', 1));
    }

    void liveOptionsReachTheRun()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.openExperiment(experimentFile(folder_, 1000));
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        QWidget* control = program.window.form().findChild<QWidget*>(QStringLiteral("learning_rate"));
        auto* rate = qobject_cast<QLineEdit*>(control) ? qobject_cast<QLineEdit*>(control) : control->findChild<QLineEdit*>();
        QVERIFY(rate->isEnabled() && !rate->isReadOnly());
        rate->setFocus();
        rate->selectAll();
        QTest::keyClicks(rate, "0.0125");
        QTest::keyClick(rate, Qt::Key_Return);
        auto* log = program.window.findChild<QPlainTextEdit*>();
        QVERIFY(QTest::qWaitFor([&] { return log->toPlainText().contains(QStringLiteral("training.learning_rate is 0.0125")); },
                                60000));
    }  // closing the program while it trains stops it

    void closingWhileTrainingAsks()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.openExperiment(experimentFile(folder_, 1000));
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));

        const auto answer = [&](int which) {
            auto* question = program.window.findChild<QMessageBox*>(QStringLiteral("close-question"));
            return question ? question->buttons().value(which) : nullptr;
        };
        program.window.close();
        QVERIFY(QTest::qWaitFor([&] { return answer(0) != nullptr; }, 5000));
        QVERIFY(program.window.isVisible());
        QAbstractButton* keep = answer(0)->text().contains(QStringLiteral("Keep")) ? answer(0) : answer(1);
        QTest::mouseClick(keep, Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([&] { return answer(0) == nullptr; }, 5000));
        QVERIFY(program.window.isVisible() && program.studio.training());

        program.window.close();
        QVERIFY(QTest::qWaitFor([&] { return answer(0) != nullptr; }, 5000));
        QAbstractButton* stop = answer(0)->text().contains(QStringLiteral("Stop")) ? answer(0) : answer(1);
        QTest::mouseClick(stop, Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([&] { return !program.window.isVisible(); }, 60000));
        QVERIFY(!program.studio.training());
        QCOMPARE(program.state(), RunState::Stopped);
        QVERIFY(QFile::exists(program.folder() + "/resume.safetensors"));
    }

    void theLayoutIsRemembered()
    {
        {
            Program program(folder_.filePath("runs"));
            program.window.resize(1234, 777);
            program.window.findChild<QDockWidget*>(QStringLiteral("log"))->hide();
            program.window.close();
        }
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(program.window.findChild<QDockWidget*>(QStringLiteral("log"))->isHidden());
        program.commands.action(app::Command::ResetLayout)->trigger();
        QVERIFY(program.window.findChild<QDockWidget*>(QStringLiteral("log"))->isVisible());
    }

private:
    /// Every number that the window shows, and the matrix's pixels, against summary.json.
    void windowAgreesWithTheFolder(Program& program)
    {
        const engine::Json summary = program.summary();
        const engine::Json& matrix = summary.at("accuracy");
        auto& plot = program.plot<widgets::MatrixPlot>();
        QVERIFY(QTest::qWaitFor([&] { return !plot.cellRect(2, 2).isEmpty(); }, 5000));
        const QImage grab = program.window.grab().toImage();
        const qreal scale = grab.devicePixelRatio();
        for (int t = 1; t <= 2; ++t) {
            for (int i = 1; i <= t; ++i) {
                const double accuracy =
                    matrix.at(static_cast<std::size_t>(t - 1)).at(static_cast<std::size_t>(i - 1)).get<double>();
                QCOMPARE(plot.cellText(t, i), QString::number(100.0 * accuracy, 'f', 1));
                const QPoint corner = plot.canvas()->mapTo(&program.window, plot.cellRect(t, i).topLeft() + QPoint(4, 4));
                const QColor expected = widgets::sequentialColor(accuracy);
                const QColor seen = grab.pixelColor((QPointF(corner) * scale).toPoint());
                QVERIFY2(qAbs(seen.red() - expected.red()) < 6 && qAbs(seen.green() - expected.green()) < 6
                             && qAbs(seen.blue() - expected.blue()) < 6,
                         qPrintable(seen.name() + " for " + expected.name()));
            }
        }
        QCOMPARE(plot.pointCount(), 3);
        QCOMPARE(program.plot<widgets::SummaryPlot>().averageValues().last(),
                 100.0 * summary.at("average_accuracy").get<double>());
        QCOMPARE(program.plot<widgets::SummaryPlot>().forgettingValues().last(), 100.0 * summary.at("forgetting").get<double>());
        QCOMPARE(program.plot<widgets::TaskAccuracyPlot>().shownValues(1).last(), 100.0 * matrix.at(1).at(0).get<double>());
        QFile events(program.folder() + "/events.jsonl");
        QVERIFY(events.open(QIODevice::ReadOnly));
        QCOMPARE(program.plot<widgets::LossPlot>().pointCount(), static_cast<int>(events.readAll().count("\"event\":\"loss\"")));
        QVERIFY(program.stateShown().contains(QStringLiteral("done")));
    }
};

QTEST_MAIN(StudioTest)
#include "tst_studio.moc"
