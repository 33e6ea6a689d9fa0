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
#include "widgets/run/notice_bar.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QToolBar>
#include <QtTest>

using namespace isthmus;
using tests::Program;

namespace {

QString spokenName(QWidget& widget)
{
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&widget);
    return spoken ? spoken->text(QAccessible::Name) : QString();
}

/// Qt's own parts of a control, which speaks for them; and the buttons of toolbars, whose commands are in the menus.
bool isPartOfAnother(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    const bool inView = qobject_cast<const QAbstractScrollArea*>(parent) && !qobject_cast<const QAbstractButton*>(&widget);
    return widget.isWindow() || widget.objectName().startsWith(QLatin1String("qt_")) || inView
           || qobject_cast<const QScrollBar*>(&widget) || qobject_cast<const QComboBox*>(parent)
           || qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QLineEdit*>(parent)
           || qobject_cast<const QTabBar*>(parent) || qobject_cast<const QToolBar*>(parent)
           || qobject_cast<const QTableView*>(parent) || qobject_cast<const QTabBar*>(&widget);  // each of its tabs has a name
}

/// "QPushButton open in FormPage in MainWindow"
QString placeOf(const QWidget& widget)
{
    QStringList path;
    for (const QWidget* each = &widget; each; each = each->parentWidget())
        path << QLatin1String(each->metaObject()->className())
                    + (each->objectName().isEmpty() ? QString() : u' ' + each->objectName());
    return path.join(QStringLiteral(" in "));
}

}  // namespace

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

    /// A copy of a run in a folder of runs of its own, as it was while its second task was learned. Returns the rest of its
    /// events.
    QByteArray halfOf(const QString& whole, const QString& half)
    {
        QDir().mkpath(half);
        for (const char* name : {"experiment.json", "provenance.json"})
            QFile::copy(whole + u'/' + QLatin1String(name), half + u'/' + QLatin1String(name));
        QFile events(whole + QStringLiteral("/events.jsonl"));
        if (!events.open(QIODevice::ReadOnly))
            return {};
        const QByteArray all = events.readAll();
        qsizetype end = all.indexOf("\"after_task\":2");
        end = all.lastIndexOf('\n', end) + 1;
        QFile first(half + QStringLiteral("/events.jsonl"));
        if (first.open(QIODevice::WriteOnly))
            first.write(all.first(end));
        return all.sliced(end);
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
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        const auto labels = open->parentWidget()->findChildren<QLabel*>();
        QCOMPARE(labels.size(), 1);
        QTRY_VERIFY(labels.first()->height() >= labels.first()->heightForWidth(labels.first()->width()));  // its words are whole
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

    void curvesGrowWhileARunTrainsAndNothingElseMoves()
    {
        const QString runs = folder_.filePath("growing"), half = runs + QStringLiteral("/er-half");
        const QByteArray rest = halfOf(runs_[2], half);
        QVERIFY(!rest.isEmpty());
        Program program(runs);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        app::CompareWorkspace& workspace = program.window.comparison();
        program.studio.comparison().compare({half, runs_[0]});
        auto& curves = *workspace.findChild<widgets::ComparePlot*>();
        QVERIFY(QTest::qWaitFor([&] { return curves.curveCount() == 2 && curves.isVisible(); }, 60000));
        QCOMPARE(curves.shownValues(0).size(), 1);
        workspace.selectSet(1);
        QTest::keyClick(curves.canvas(), Qt::Key_Plus);
        const widgets::AxisSpan zoomed = curves.shownX();
        QVERIFY(!curves.followsData());

        QFile events(half + QStringLiteral("/events.jsonl"));
        QVERIFY(events.open(QIODevice::Append) && events.write(rest) == rest.size());
        events.close();
        QFile::copy(runs_[2] + QStringLiteral("/summary.json"), half + QStringLiteral("/summary.json"));
        QVERIFY(QTest::qWaitFor([&] { return curves.shownValues(0).size() == 2; }, 60000));
        QCOMPARE(curves.shownX(), zoomed);
        QCOMPARE(curves.selectedSet(), 1);
        QCOMPARE((*workspace.sets())[0].label, std::string("er"));
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        Program program(folder_.filePath("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.studio.comparison().compare(runs_);
        QVERIFY(QTest::qWaitFor([&] { return program.window.comparison().sets()->size() == 2; }, 60000));
        program.window.notice().ask(QStringLiteral("?"), QStringLiteral("Yes"), QStringLiteral("No"));
        QStringList nameless, unreachable;
        for (QWidget* widget : program.window.findChildren<QWidget*>()) {
            if (isPartOfAnother(*widget) || widget->window() != &program.window)  // the list of a box that is closed
                continue;
            const QString what = placeOf(*widget);
            if (widget->focusPolicy() & Qt::TabFocus && spokenName(*widget).isEmpty())
                nameless << what;
            if (qobject_cast<QAbstractButton*>(widget) && !(widget->focusPolicy() & Qt::TabFocus))
                unreachable << what;
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(QStringLiteral("without a name:\n") + nameless.join(u'\n')));
        QVERIFY2(unreachable.isEmpty(), qPrintable(QStringLiteral("not reached by Tab:\n") + unreachable.join(u'\n')));
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
