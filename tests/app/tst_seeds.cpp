// An experiment with several seeds, started in the window: one run after the other, as a person sees and steers them.
#include "tests/app/program.h"
#include "tests/support/small_experiment.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/plots/matrix_plot.h"
#include "widgets/run/reserved_label.h"
#include "widgets/run/run_strip.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QMessageBox>

using namespace isthmus;
using engine::RunState;
using tests::Program;

class SeedsTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString runs_;

    /// Fills the form with the small experiment, changed so.
    void open(Program& program, const engine::Json& change) const
    {
        engine::Json experiment = tests::smallExperiment();
        experiment.merge_patch(change);
        QFile file(folder_.filePath("experiment.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(experiment.dump()));
        file.close();
        program.studio.openExperiment(file.fileName());
        QVERIFY2(program.window.form().valid(), qPrintable(program.window.form().whyNot()));
    }

    /// The run folders in the order in which they were made, which their names say.
    QStringList folders() const { return QDir(runs_).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name); }

    engine::Json experimentOf(const QString& folder) const
    {
        return engine::readJsonFile((runs_ + "/" + folder + "/experiment.json").toStdString());
    }

    static bool ends(const Program& program)
    {
        return QTest::qWaitFor([&] { return !program.studio.training(); }, 120000);
    }

    static QString seriesShown(const Program& program)
    {
        const auto* label = program.window.findChild<widgets::ReservedLabel*>(QStringLiteral("series"));
        return label->isVisible() ? label->text() : QString();
    }

    static QLineEdit* line(Program& program, const char* key)
    {
        auto* control = program.window.form().findChild<QWidget*>(QLatin1String(key));
        auto* edit = qobject_cast<QLineEdit*>(control);
        return edit != nullptr ? edit : control->findChild<QLineEdit*>();
    }

    static QMessageBox* message(const Program& program) { return program.window.findChild<QMessageBox*>(); }

private Q_SLOTS:
    void initTestCase() { tests::useOwnSettings(folder_); }

    void init() { runs_ = folder_.filePath(QString::fromLatin1(QTest::currentTestFunction())); }

    void eachSeedIsARunOfItsOwn()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"seeds", {5, 2, 9}}, {"training", {{"epochs", 3}}}});
        QStringList said;  // by the strip, whenever a folder's first snapshot came
        QSet<QString> seen;
        QStringList seeds;
        connect(&program.studio, &app::Studio::snapshotShown, this, [&](const engine::RunSnapshotPtr& snapshot) {
            const QString folder = QString::fromStdString(snapshot->folder);
            if (folder.isEmpty() || seen.contains(folder))
                return;
            seen += folder;
            said += seriesShown(program);
            seeds += QString::number(experimentOf(QDir(folder).dirName()).at("seed").get<int>());
        });
        program.click(app::Command::Start);
        QVERIFY(ends(program));
        QCOMPARE(seeds, (QStringList{"5", "2", "9"}));
        QCOMPARE(said, (QStringList{"seed 5 (1 of 3)", "seed 2 (2 of 3)", "seed 9 (3 of 3)"}));
        QCOMPARE(folders().size(), 3);
        QCOMPARE(program.state(), RunState::Done);
        for (const QString& folder : folders())
            QVERIFY(QFile::exists(runs_ + "/" + folder + "/summary.json"));

        // What is shown is the last run; the form still holds them all.
        const double accuracy = program.summary().at("accuracy").at(1).at(1).get<double>();
        QCOMPARE(program.plot<widgets::MatrixPlot>().cellText(2, 2), QString::number(100.0 * accuracy, 'f', 1));
        QCOMPARE(program.window.form().experiment().at("seeds"), engine::Json({5, 2, 9}));
        QVERIFY(program.button(app::Command::Start)->isEnabled());
        QVERIFY(!line(program, "seeds")->isReadOnly());
        QVERIFY(message(program) == nullptr);
    }

    void oneSeedIsNoSeries()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"seeds", {7}}});
        program.click(app::Command::Start);
        QVERIFY(ends(program));
        QCOMPARE(folders().size(), 1);
        QCOMPARE(experimentOf(folders().first()).at("seed").get<int>(), 7);
        QCOMPARE(seriesShown(program), QString());
    }

    void stopEndsTheSeriesAndTheRunCanGoOnAlone()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"seeds", {1, 2, 3}}, {"training", {{"epochs", 60}}}});
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        QCOMPARE(seriesShown(program), QStringLiteral("seed 1 (1 of 3)"));
        program.click(app::Command::Stop);
        QVERIFY(ends(program));
        QCOMPARE(program.state(), RunState::Stopped);
        QCOMPARE(folders().size(), 1);

        program.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QTest::keyClick(&program.window, Qt::Key_F9);  // Resume run
        QVERIFY(program.reaches(RunState::Running));
        QCOMPARE(seriesShown(program), QString());
        QVERIFY(!program.window.form().experiment().contains("seeds"));
        QVERIFY(program.reaches(RunState::Done));
        QVERIFY(ends(program));
        QCOMPARE(folders().size(), 1);
    }

    void aRunThatDivergesDoesNotKeepTheNextFromStarting()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"seeds", {1, 2}},
                       {"model", {{"hidden", {16, 16, 16}}}},
                       {"method", {{"vertex_rate_multiplier", 1000.0}}},
                       {"training", {{"learning_rate", 100.0}, {"momentum", 0.9}}}});
        program.click(app::Command::Start);
        QVERIFY(ends(program));
        QCOMPARE(folders().size(), 2);
        QCOMPARE(program.state(), RunState::Diverged);
        QVERIFY(message(program) != nullptr);
        QCOMPARE(message(program)->text(), QStringLiteral("2 of 2 runs did not reach their end"));
        const QStringList lines = message(program)->informativeText().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[0].startsWith(QStringLiteral("Seed 1 diverged: ")), qPrintable(lines[0]));
        QVERIFY2(lines[1].startsWith(QStringLiteral("Seed 2 diverged: ")), qPrintable(lines[1]));
    }

    void aRunThatFailsDoesNotEither()
    {
        QFile inTheWay(runs_);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));  // no folder can be made where a file is
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"seeds", {4, 8}}});
        program.click(app::Command::Start);
        QVERIFY(ends(program));
        QCOMPARE(program.state(), RunState::Failed);
        QCOMPARE(program.window.findChildren<QMessageBox*>().size(), 1);  // one for all
        const QStringList lines = message(program)->informativeText().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[0].startsWith(QStringLiteral("Seed 4 failed: ")), qPrintable(lines[0]));
        QVERIFY2(lines[1].startsWith(QStringLiteral("Seed 8 failed: ")), qPrintable(lines[1]));
    }

    void whatWasChangedInOneRunIsOfThatRunAlone()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"seeds", {1, 2}}, {"training", {{"epochs", 60}, {"learning_rate", 0.025}}}});
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        line(program, "learning_rate")->setFocus();
        line(program, "learning_rate")->selectAll();
        QTest::keyClicks(line(program, "learning_rate"), "0.0125");
        QTest::keyClick(line(program, "learning_rate"), Qt::Key_Return);
        QVERIFY(QTest::qWaitFor([&] { return seriesShown(program) == QStringLiteral("seed 2 (2 of 2)"); }, 120000));
        QVERIFY(program.reaches(RunState::Running));
        QCOMPARE(line(program, "learning_rate")->text(), QStringLiteral("0.025"));
        QVERIFY(!line(program, "learning_rate")->isReadOnly());
        QCOMPARE(folders().size(), 2);
        QCOMPARE(experimentOf(folders().last()).at("training").at("learning_rate").get<double>(), 0.025);
    }  // closing the program while it trains stops it

    void closingEndsTheSeries()
    {
        Program program(runs_);
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        open(program, {{"seeds", {1, 2}}, {"training", {{"epochs", 1000}}}});
        program.click(app::Command::Start);
        QVERIFY(program.reaches(RunState::Running));
        program.window.close();
        QVERIFY(QTest::qWaitFor([&] { return message(program) != nullptr; }, 5000));
        QVERIFY(message(program)->text().contains(QStringLiteral("What waits in the queue is kept.")));
        for (QAbstractButton* button : message(program)->buttons()) {
            if (button->text().contains(QStringLiteral("Stop")))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(QTest::qWaitFor([&] { return !program.window.isVisible(); }, 60000));
        QVERIFY(!program.studio.training());
        QCOMPARE(folders().size(), 1);
        QCOMPARE(program.state(), RunState::Stopped);
    }
};

QTEST_MAIN(SeedsTest)
#include "tst_seeds.moc"
