#include "tests/app/program.h"
#include "tests/support/isthmus_program.h"
#include "tests/support/small_experiment.h"
#include "widgets/library/library_panel.h"

#include <QLabel>
#include <QMessageBox>
#include <QTreeView>

#include <algorithm>

#include <signal.h>

using namespace isthmus;
using engine::RunState;
using tests::Program;

/// The library of runs in the whole program: what others write appears, what is deleted comes back.
class RunWatchTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString runs() const { return folder_.filePath(QStringLiteral("runs")); }
    QString experiment(int epochs) const
    {
        const QString file = folder_.filePath(QStringLiteral("experiment-%1.json").arg(epochs));
        QFile out(file);
        engine::Json json = tests::smallExperiment();
        json["training"]["epochs"] = epochs;
        if (!out.open(QIODevice::WriteOnly))
            return {};
        out.write(QByteArray::fromStdString(json.dump()));
        return file;
    }

    static QTreeView& table(Program& program) { return *program.window.library().findChild<QTreeView*>(); }
    static int count(Program& program) { return table(program).model()->rowCount(); }
    static QString state(Program& program, int row)
    {
        return table(program).model()->index(row, 0).data(Qt::AccessibleTextRole).toString().section(QStringLiteral(", "), -1);
    }

    static bool saysThereAreNone(Program& program, const QString& folder)
    {
        const auto labels = program.window.library().findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().contains(folder); });
    }

private Q_SLOTS:
    void initTestCase() { tests::useOwnSettings(folder_); }

    void aRunOfTheCommandLineAppearsByItself()
    {
        Program program(runs());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QCOMPARE(count(program), 0);
        QProcess other;
        other.start(QStringLiteral(ISTHMUS_PROGRAM), {QStringLiteral("run"), experiment(10000), QStringLiteral("--out"), runs()});
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 1; }, 60000));
        QVERIFY(QTest::qWaitFor([&] { return state(program, 0) == QStringLiteral("running"); }, 60000));
        ::kill(static_cast<pid_t>(other.processId()), SIGKILL);
        QVERIFY(other.waitForFinished(60000));
        QVERIFY(QTest::qWaitFor([&] { return state(program, 0) == QStringLiteral("lost"); }, 60000));

        const tests::Finished done = tests::run({QStringLiteral("run"), experiment(1), QStringLiteral("--out"), runs()});
        QCOMPARE(done.status, 0);
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2 && state(program, 0) == QStringLiteral("done"); }, 60000));
    }

    void aFolderThatIsMadeLaterIsSeenAtOnce()
    {
        const QString made = folder_.filePath(QStringLiteral("elsewhere"));
        QCOMPARE(tests::run({QStringLiteral("run"), experiment(1), QStringLiteral("--out"), made}).status, 0);
        Program program(folder_.filePath(QStringLiteral("not/yet/runs")));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(QTest::qWaitFor([&] { return saysThereAreNone(program, QStringLiteral("not/yet/runs")); }, 60000));
        QVERIFY(QDir().mkpath(folder_.filePath(QStringLiteral("not/yet"))));
        QVERIFY(QDir().rename(made, folder_.filePath(QStringLiteral("not/yet/runs"))));
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 1; }, 8000));  // a look in between comes after 10 s only
    }

    void aDoubleClickOpensARun()
    {
        Program program(runs());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2; }, 60000));
        const QPoint place = table(program).visualRect(table(program).model()->index(0, 0)).center();
        QTest::mouseClick(table(program).viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(table(program).viewport(), Qt::LeftButton, {}, place);
        QVERIFY(program.reaches(RunState::Done));
    }

    void deletingIsUndone()
    {
        Program program(runs());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        program.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2; }, 60000));
        QAction* undo = program.commands.action(app::Command::Undo);
        QVERIFY(!undo->isEnabled());
        table(program).setFocus();
        table(program).selectAll();
        const QStringList folders = program.window.library().selectedFolders();
        QCOMPARE(folders.size(), 2);
        QTest::keyClick(&table(program), Qt::Key_Delete);
        QVERIFY(QTest::qWaitFor([&] { return program.window.library().selectedFolders().isEmpty(); }, 60000));
        QVERIFY(!QFile::exists(folders[0]) && !QFile::exists(folders[1]));
        QTRY_VERIFY(undo->isEnabled() && undo->text().contains(QStringLiteral("trash")));
        QTest::keyClick(&program.window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2; }, 60000));
        QVERIFY(QFile::exists(folders[0]) && QFile::exists(folders[1]));
        QTest::keyClick(&program.window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 0; }, 60000));
        QTest::keyClick(&program.window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2; }, 60000));
    }

    /// Deleting and undoing, many times over: what was there at first is there at last.
    void manyCommandsUndoneGiveTheStartBack()
    {
        Program program(runs());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2; }, 60000));
        const QStringList before = QDir(runs()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        const QString run = QDir(runs()).filePath(before.first());
        for (int i = 0; i < 50; ++i) {
            program.studio.moveToTrash({run});
            QVERIFY(QTest::qWaitFor([&] { return program.studio.history().index() == 1; }, 60000));
            program.studio.history().undo();
            program.studio.history().redo();
            program.studio.history().undo();
        }
        program.studio.runs().setNotes(run, {.tags = {"paper"}, .note = {}});  // behind all of it
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(run + QStringLiteral("/notes.json")); }, 60000));
        QCOMPARE(QDir(runs()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), before);
        QVERIFY(program.window.findChild<QMessageBox*>() == nullptr);
    }

    void damagedNotesDoNotStandInTheWay()
    {
        Program program(runs());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2; }, 60000));
        const QString run = QDir(runs()).filePath(QDir(runs()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).first());
        QFile notes(run + QStringLiteral("/notes.json"));
        QVERIFY(notes.open(QIODevice::WriteOnly) && notes.write("{\"note\": \"precious") > 0);
        notes.close();
        program.studio.setNotes(run, {QStringLiteral("kept")}, {});
        QVERIFY(QTest::qWaitFor([&] { return program.studio.history().count() == 1; }, 60000));
        QTRY_VERIFY(program.window.findChild<QMessageBox*>() != nullptr);
        QVERIFY(program.window.findChild<QMessageBox*>()->informativeText().contains(QStringLiteral("notes-damaged.json")));
        QVERIFY(notes.open(QIODevice::ReadOnly) && notes.readAll().contains("kept"));
        notes.close();
        QFile aside(run + QStringLiteral("/notes-damaged.json"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), QByteArray("{\"note\": \"precious"));
        QVERIFY(aside.remove() && notes.remove());
    }

    void aLostRunIsResumedFromItsRow()
    {
        Program program(runs());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2; }, 60000));
        const int lost = state(program, 0) == QStringLiteral("lost") ? 0 : 1;
        QTest::mouseClick(table(program).viewport(), Qt::LeftButton, {},
                          table(program).visualRect(table(program).model()->index(lost, 0)).center());
        auto* resume = program.window.library().findChild<QAction*>(QStringLiteral("resume"));
        QVERIFY(resume->isEnabled());
        resume->trigger();
        QVERIFY(program.reaches(RunState::Running));
        QVERIFY(QTest::qWaitFor([&] { return state(program, lost) == QStringLiteral("running"); }, 60000));
        program.studio.moveToTrash({program.folder()});  // refused
        QVERIFY(QTest::qWaitFor([&] { return program.window.findChild<QMessageBox*>() != nullptr; }, 60000));
        QVERIFY(program.window.findChild<QMessageBox*>()->informativeText().contains(QStringLiteral("stop it first")));
        QCoreApplication::processEvents();
        QVERIFY2(program.studio.history().count() == 0, "nothing was moved, so nothing can be undone");
        program.studio.pauseOrGoOn();
        QVERIFY(QTest::qWaitFor([&] { return state(program, lost) == QStringLiteral("paused"); }, 60000));
        program.studio.stop();
        QVERIFY(QTest::qWaitFor([&] { return state(program, lost) == QStringLiteral("stopped"); }, 60000));
    }

    void anotherFolderIsLookedAt()
    {
        Program program(runs());
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 2; }, 60000));
        QDir().mkpath(folder_.filePath(QStringLiteral("empty")));
        program.studio.chooseRunsDir(folder_.filePath(QStringLiteral("empty")));
        QVERIFY(QTest::qWaitFor([&] { return count(program) == 0; }, 60000));
        QCOMPARE(program.studio.runsDir().string(), folder_.filePath(QStringLiteral("empty")).toStdString());
    }
};

QTEST_MAIN(RunWatchTest)
#include "tst_run_watch.moc"
