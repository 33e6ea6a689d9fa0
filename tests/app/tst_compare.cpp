// The Compare tab as a person uses it: run folders made by real runs, opened, looked at, grouped, taken out again.
#include "app/studio/compare_workspace.h"
#include "engine/runs/session.h"
#include "tests/app/program.h"
#include "tests/support/small_experiment.h"
#include "widgets/compare/choice_row.h"
#include "widgets/compare/matrix_compare.h"
#include "widgets/compare/parallel_plot.h"
#include "widgets/compare/results_table.h"
#include "widgets/compare/set_chips.h"
#include "widgets/plots/compare_plot.h"
#include "widgets/plots/pareto_plot.h"

#include <QComboBox>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QtTest>

using namespace isthmus;
using tests::Program;

class CompareTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QStringList runs_;  ///< sgd with seeds 1 and 2, er with seed 1

    QString run(const char* method, int seed)
    {
        engine::Json experiment = tests::smallExperiment();
        experiment["name"] = method;
        experiment["seed"] = seed;
        experiment["method"] = {{"kind", method}};
        const engine::RunOutcome outcome =
            engine::Session(engine::Experiment(experiment), "", folder_.filePath("runs").toStdString(), {}).run({});
        return outcome.state == engine::RunState::Done ? QString::fromStdString(outcome.folder.string()) : QString();
    }

    static void choose(app::CompareWorkspace& workspace, const char* name, const QString& text)
    {
        auto* box = workspace.findChild<QComboBox*>(QLatin1String(name));
        QVERIFY(box);
        box->setCurrentIndex(box->findText(text));
    }

private Q_SLOTS:
    void initTestCase()
    {
        tests::useOwnSettings(folder_);
        runs_ = {run("sgd", 1), run("sgd", 2), run("er", 1)};
        QVERIFY(!runs_.contains(QString()));
    }

    void anEmptyTabSaysHowToBegin()
    {
        Program program(folder_.filePath("runs"));
        program.window.showComparison();
        auto* open = program.window.comparison().findChild<QPushButton*>(QStringLiteral("openRunFolders"));
        QVERIFY(open->isVisible());
        QSignalSpy asked(&program.window.comparison(), &app::CompareWorkspace::openRequested);
        QObject::disconnect(&program.window.comparison(), &app::CompareWorkspace::openRequested, &program.studio, nullptr);
        QTest::mouseClick(open, Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
    }

    void threeRunsAreTwoSetsInEveryPlot()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        app::CompareWorkspace& workspace = program.window.comparison();
        program.studio.comparison().compare(runs_);
        auto& curves = *workspace.findChild<widgets::ComparePlot*>();
        QVERIFY(QTest::qWaitFor([&] { return curves.curveCount() == 2; }, 60000));
        QVERIFY(workspace.isVisible());
        QCOMPARE((*workspace.sets())[0].label, std::string("sgd"));
        QCOMPARE((*workspace.sets())[0].runs.size(), std::size_t(2));
        QCOMPARE((*workspace.sets())[1].label, std::string("er"));
        QCOMPARE(curves.shownValues(0).size(), 2);
        const auto mean = [&](int seed) {
            return engine::readJsonFile((runs_[seed] + "/summary.json").toStdString()).at("average_accuracy").get<double>();
        };
        QVERIFY(std::abs(curves.shownValues(0)[1] - 50.0 * (mean(0) + mean(1))) < 1e-9);
        QCOMPARE(workspace.findChild<widgets::MatrixCompare*>()->matrixCount(), 2);
        QCOMPARE(workspace.findChild<widgets::ParetoPlot*>()->pointCount(), 2);
        QCOMPARE(workspace.findChild<widgets::ParallelPlot*>()->runCount(), 3);
        QCOMPARE(workspace.findChild<widgets::ResultsTable*>()->cellText(1, 0), QStringLiteral("er"));

        workspace.findChild<widgets::ParetoPlot*>()->picked(1);  // as a click on er's point says
        QCOMPARE(curves.selectedSet(), 1);
        QCOMPARE(workspace.findChild<widgets::MatrixCompare*>()->selectedSet(), 1);
        QCOMPARE(workspace.findChild<widgets::ParallelPlot*>()->selectedSet(), 1);
    }

    void theLossIsSmoothedOnlyToLookAt()
    {
        Program program(folder_.filePath("runs"));
        app::CompareWorkspace& workspace = program.window.comparison();
        program.studio.comparison().compare({folder_.filePath("runs")});  // the folder that holds them
        auto& curves = *workspace.findChild<widgets::ComparePlot*>();
        QVERIFY(QTest::qWaitFor([&] { return curves.curveCount() == 2; }, 60000));
        auto* smoothing = workspace.findChild<QComboBox*>(QStringLiteral("smoothing"));
        QVERIFY(!smoothing->isEnabled());
        choose(workspace, "curve", QStringLiteral("Training loss"));
        QVERIFY(smoothing->isEnabled());
        choose(workspace, "against", QStringLiteral("steps"));
        QVERIFY(
            QTest::qWaitFor([&] { return curves.csv().startsWith(QStringLiteral("set,optimiser_steps,training_loss")); }, 60000));
        const QString measured = curves.csv();
        choose(workspace, "smoothing", QStringLiteral("0.9"));
        QVERIFY(QTest::qWaitFor([&] { return curves.note().contains(QStringLiteral("s_k = 0.9")); }, 60000));
        QCOMPARE(curves.csv(), measured);
    }

    void runsAreGroupedByChosenOptionsAndTakenOut()
    {
        Program program(folder_.filePath("runs"));
        app::CompareWorkspace& workspace = program.window.comparison();
        program.studio.comparison().compare({runs_[0]});
        QVERIFY(QTest::qWaitFor([&] { return workspace.sets()->size() == 1; }, 60000));
        program.studio.comparison().add({runs_[2], runs_[0]});  // one of them is there already
        QVERIFY(QTest::qWaitFor([&] { return workspace.runs().size() == 2; }, 60000));
        QCOMPARE(workspace.sets()->size(), std::size_t(2));
        auto* menu = workspace.findChild<QPushButton*>(QStringLiteral("groupBy"))->menu();
        QVERIFY(menu->findChild<QAction*>(QStringLiteral("method.kind")));
        menu->findChild<QAction*>(QStringLiteral("method.kind"))->trigger();
        QTRY_COMPARE(workspace.findChild<QPushButton*>(QStringLiteral("groupBy"))->text(), QStringLiteral("method"));
        QCOMPARE(workspace.sets()->size(), std::size_t(2));
        workspace.removeSet(0);
        QCOMPARE(workspace.sets()->size(), std::size_t(1));
        QCOMPARE((*workspace.sets())[0].label, std::string("er"));
        workspace.removeSet(0);
        QVERIFY(workspace.runs().empty());
        QVERIFY(!workspace.findChild<QPushButton*>(QStringLiteral("openRunFolders"))->isHidden());
    }

    void aFolderThatIsNoRunIsSaid()
    {
        Program program(folder_.filePath("runs"));
        program.studio.comparison().compare({folder_.filePath("nothing")});
        QVERIFY(QTest::qWaitFor([&] { return program.window.findChild<QMessageBox*>() != nullptr; }, 60000));
        QVERIFY(program.window.findChild<QMessageBox*>()->informativeText().contains(QStringLiteral("nothing")));
        program.window.findChild<QMessageBox*>()->close();
    }
};

QTEST_MAIN(CompareTest)
#include "tst_compare.moc"
