// What makes the window comfortable, as a person uses it: keys, palette, handbook, drops, layouts, presets, what was unsaved.
#include "app/studio/dropped_files.h"
#include "tests/app/program.h"
#include "tests/support/arrangement.h"
#include "tests/support/small_experiment.h"
#include "widgets/commands/choice_menu.h"
#include "widgets/commands/command_palette.h"
#include "widgets/commands/menu_entries.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/forms/preset_button.h"
#include "widgets/handbook/handbook_browser.h"
#include "widgets/handbook/handbook_window.h"
#include "widgets/run/drop_veil.h"
#include "widgets/run/notice_bar.h"

#include <QAbstractItemView>
#include <QDockWidget>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QtTest>

using namespace isthmus;
using app::Command;
using app::DroppedFiles;
using tests::Program;

namespace {

QString write(const QString& path, const engine::Json& json)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray::fromStdString(json.dump()));
    return path;
}

QDockWidget& panel(Program& program, const char* id) { return *program.window.findChild<QDockWidget*>(QString::fromLatin1(id)); }

}  // namespace

class EverydayTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString path(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }

    /// Drags files over the window; what it says meanwhile. `let`: and lets go of them there.
    QString drag(Program& program, const QStringList& files, bool let)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& file : files)
            urls << QUrl::fromLocalFile(file);
        data.setUrls(urls);
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &enter);
        auto* veil = program.window.findChild<widgets::DropVeil*>();
        const QString words = veil->isVisible() ? veil->words() : QString();
        QDragMoveEvent move({60, 60}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &move);
        if (let && move.isAccepted()) {
            QDropEvent drop({60, 60}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&program.window, &drop);
        } else {
            QDragLeaveEvent leave;
            QCoreApplication::sendEvent(&program.window, &leave);
        }
        return veil->isVisible() ? QStringLiteral("the veil stayed") : words + (move.isAccepted() ? "" : " (refused)");
    }

private Q_SLOTS:
    void initTestCase() { tests::useOwnSettings(folder_); }

    void noTwoActionsHaveOneKey()
    {
        Program program(path("runs"));
        QMap<QString, QString> taken;
        int keys = 0;
        for (const widgets::MenuEntry& entry : widgets::menuEntries(*program.window.menuBar())) {
            for (const QKeySequence& key : entry.action->shortcuts()) {
                const QString name = key.toString();
                QVERIFY2(!taken.contains(name), qPrintable(name + ": " + entry.name() + ", " + taken.value(name)));
                taken.insert(name, entry.name());
                ++keys;
            }
        }
        QVERIFY(keys > 25);
        for (const Command command :
             {Command::NewExperiment, Command::Start, Command::Undo, Command::Handbook, Command::FindCommand,
              Command::CompareRuns, Command::ResetLayout, Command::ShowFigures, Command::ShowRunFolder})
            QVERIFY(!program.commands.action(command)->shortcut().isEmpty());
    }

    void f1SpeaksOfWhatHasTheFocus()
    {
        Program program(path("runs"));
        program.studio.newExperiment({{"method", {{"kind", "ewc"}}}});
        program.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QVERIFY(program.window.findChild<widgets::HandbookWindow*>() == nullptr);  // it is made when it is asked for
        QWidget* strength = program.window.form().findChild<QWidget*>(QStringLiteral("strength"));
        strength->setFocus();
        QTest::keyClick(&program.window, Qt::Key_F1);
        auto* handbook = program.window.findChild<widgets::HandbookWindow*>();
        QVERIFY(handbook != nullptr && handbook->isVisible());
        QCOMPARE(handbook->browser().place(), QStringLiteral("methods.md#ewc"));
        program.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        panel(program, "queue").raise();
        panel(program, "queue").widget()->setFocus();
        program.window.findChild<QWidget*>(QStringLiteral("queue"))->findChild<QAbstractItemView*>()->setFocus();
        QTest::keyClick(&program.window, Qt::Key_F1);
        QCOMPARE(handbook->browser().place(), QStringLiteral("queue.md"));
    }

    void thePaletteKnowsEveryMenu()
    {
        Program program(path("runs"));
        program.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QTest::keyClick(&program.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* palette = program.window.findChild<widgets::CommandPalette*>();
        QVERIFY(palette->isVisible());
        auto* field = palette->findChild<QLineEdit*>();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, "show figures");
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QTest::keyClick(&program.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(field, "view figures");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(program.window.showsFigures());
        QCOMPARE(program.settings.recentCommands().value(0), QStringLiteral("show-figures"));
        QCOMPARE(widgets::whyNot(*program.commands.action(Command::Pause)), QStringLiteral("no run is going on"));
    }

    void whatIsDroppedIsKnown()
    {
        write(path("known/run/experiment.json"), tests::smallExperiment());
        write(path("known/mine.json"), tests::smallExperiment());
        write(path("known/figure.json"), {{"panels", engine::Json::array()}});
        write(path("known/other.json"), {{"a", 1}});
        write(path("data/MNIST/raw/train-images-idx3-ubyte"), 0);
        using Kind = DroppedFiles::Kind;
        const auto kind = [this](const char* name) { return app::lookAt({path(name)}).kind; };
        QCOMPARE(kind("known/run"), Kind::Run);
        QCOMPARE(kind("known"), Kind::Runs);
        QCOMPARE(kind("known/mine.json"), Kind::Experiment);
        QCOMPARE(kind("known/figure.json"), Kind::Figure);
        QCOMPARE(kind("known/other.json"), Kind::Unknown);
        QCOMPARE(kind("nothing"), Kind::Unknown);
        QCOMPARE(kind("data"), Kind::Unknown);  // one file of four is no data set
        for (const char* file : {"train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
            write(path("data/MNIST/raw/") + QLatin1String(file), 0);
        QCOMPARE(kind("data"), Kind::DataFolder);
        QCOMPARE(app::lookAt({path("known/run"), path("known")}).kind, Kind::Runs);
        QCOMPARE(app::lookAt({path("known/run"), path("known/mine.json")}).kind, Kind::Unknown);
    }

    void droppingFillsTheFormOrSaysWhyNot()
    {
        engine::Json experiment = tests::smallExperiment();
        experiment["name"] = "dropped";
        const QString file = write(path("dropped.json"), experiment);
        Program program(path("runs"));
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QCOMPARE(drag(program, {write(path("letter.txt"), 1)}, true),
                 QStringLiteral("“letter.txt” is no run folder, experiment, figure or data folder (refused)"));
        QCOMPARE(drag(program, {file}, false), QStringLiteral("Fill the form with the experiment “dropped.json”"));
        QVERIFY(program.window.form().experiment().value("name", "") != "dropped");
        drag(program, {file}, true);
        QCOMPARE(program.window.form().experiment().value("name", ""), std::string("dropped"));
        QCOMPARE(program.settings.recentExperiments().value(0), file);
        program.studio.newExperiment();
        QVERIFY(program.window.recentExperiments().actions().first()->text().startsWith(QStringLiteral("dropped.json – ")));
        program.window.recentExperiments().actions().value(0)->trigger();
        QTRY_COMPARE(program.window.form().experiment().value("name", ""), std::string("dropped"));
    }

    void aDroppedFigureIsShown()
    {
        const engine::Json figure = {{"panels", engine::Json::array({{{"kind", "curves"}, {"runs", engine::Json::array()}}})}};
        Program program(path("runs"));
        drag(program, {write(path("shown.json"), figure)}, true);
        QVERIFY(program.window.showsFigures());
        QCOMPARE(program.window.figures().document().at("panels").size(), std::size_t(1));
        QCOMPARE(program.settings.recentFigures().value(0), path("shown.json"));
    }

    void closingMovingAndTakingOutAPanelIsUndone()
    {
        Program program(path("runs"));
        program.studio.newExperiment();
        program.commands.action(Command::ResetLayout)->trigger();
        QVERIFY(QTest::qWaitForWindowExposed(&program.window));
        QUndoStack& history = program.studio.history();
        history.clear();
        const QStringList before = tests::arrangement(program.window);
        QDockWidget& log = panel(program, "log");
        log.close();
        QTRY_COMPARE(history.count(), 1);
        QVERIFY(log.isHidden());
        QCOMPARE(program.commands.action(Command::Undo)->text(), QStringLiteral("&Undo closing “Log”"));
        program.commands.action(Command::Undo)->trigger();
        QVERIFY(!log.isHidden());
        QCOMPARE(tests::arrangement(program.window), before);
        program.commands.action(Command::Redo)->trigger();
        QVERIFY(log.isHidden());
        program.commands.action(Command::Undo)->trigger();

        QDockWidget& matrix = panel(program, "matrix");
        matrix.setFloating(true);  // as a double click on its grip does
        QTRY_COMPARE(history.count(), 1);
        QTRY_COMPARE(history.undoText(), QStringLiteral("moving “Accuracy matrix”"));
        history.undo();
        QVERIFY(!matrix.isFloating());
        QCOMPARE(tests::arrangement(program.window), before);
        panel(program, "loss").toggleViewAction()->trigger();
        QTRY_VERIFY(history.canUndo());
        QCOMPARE(history.undoText(), QStringLiteral("closing “Loss”"));
    }

    void changingTheTabIsNoChangeOfTheLayout()
    {
        Program program(path("runs"));
        program.studio.newExperiment();
        program.commands.action(Command::ResetLayout)->trigger();
        QUndoStack& history = program.studio.history();
        history.clear();
        for (const Command tab : {Command::ShowLandscape, Command::ShowComparison, Command::ShowFigures, Command::ShowTraining})
            program.commands.action(tab)->trigger();
        QVERIFY(!panel(program, "experiment").isHidden());
        // What is closed in another tab comes back there, and the form with the training.
        program.commands.action(Command::ShowComparison)->trigger();
        panel(program, "log").close();
        QTRY_COMPARE(history.count(), 1);
        QCOMPARE(history.undoText(), QStringLiteral("closing “Log”"));  // else a tab would have been there first
        program.commands.action(Command::ShowTraining)->trigger();
        history.undo();
        QVERIFY(!panel(program, "log").isHidden());
        QVERIFY(!panel(program, "experiment").isHidden());
        QCOMPARE(program.commands.action(Command::Redo)->isEnabled(), true);
        program.commands.action(Command::ShowFigures)->trigger();
        QCOMPARE(program.commands.action(Command::Redo)->isEnabled(), false);  // the figure's own history
    }

    void layoutsHaveNames()
    {
        const QStringList wanted = [this] {
            Program program(path("runs"));
            program.studio.newExperiment();
            program.commands.action(Command::ResetLayout)->trigger();
            panel(program, "log").hide();
            panel(program, "loss").hide();
            program.commands.action(Command::SaveLayout)->trigger();
            auto* dialog = program.window.findChild<QInputDialog*>();
            dialog->setTextValue(QStringLiteral("a / b & c"));
            dialog->accept();
            return tests::arrangement(program.window);
        }();
        Program program(path("runs"));
        program.studio.newExperiment();
        program.commands.action(Command::ResetLayout)->trigger();
        const QStringList usual = tests::arrangement(program.window);
        QVERIFY(usual != wanted);
        QCOMPARE(program.settings.layoutNames(), QStringList(QStringLiteral("a / b & c")));
        QCOMPARE(program.window.chosenLayout().actions().value(0)->text(), QStringLiteral("a / b && c"));
        program.window.chosenLayout().actions().value(0)->trigger();
        QCOMPARE(tests::arrangement(program.window), wanted);
        program.studio.history().undo();
        QCOMPARE(tests::arrangement(program.window), usual);
        program.window.deletedLayout().actions().value(0)->trigger();
        QVERIFY(program.settings.layoutNames().isEmpty());
        QVERIFY(!program.window.chosenLayout().menuAction()->isEnabled());
    }

    void presetsFillTheForm()
    {
        Program program(path("runs"));
        QAction* preset = program.window.findChild<QAction*>(QStringLiteral("preset-rotated-mnist/ewc"));
        QVERIFY(preset != nullptr);
        preset->trigger();
        QCOMPARE(program.window.form().experiment().at("method").at("kind").get<std::string>(), std::string("ewc"));
        QVERIFY(program.window.workspace().isVisible());
    }

    void whatWasUnsavedComesBackAfterACrash()
    {
        const QString draft = path("kept/draft.json");
        const auto edit = [](Program& program, const char* name) {
            auto* field = program.window.form().findChild<QLineEdit*>(QStringLiteral("name"));
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, name);
        };
        {
            Program program(path("runs"), {}, draft.toStdString());
            program.studio.newExperiment();
            QVERIFY(!program.window.notice().isVisible());
            edit(program, "half-done");
            QTRY_VERIFY(QFile::exists(draft));
        }  // without closing: as a crash leaves it
        {
            Program program(path("runs"), {}, draft.toStdString());
            program.window.close();  // without an answer
            QVERIFY(QFile::exists(draft));
        }
        {
            Program program(path("runs"), {}, draft.toStdString());
            QVERIFY(program.window.notice().isVisible());
            QVERIFY(program.window.notice().accessibleName().contains(QStringLiteral("half-done")));
            QTest::mouseClick(program.window.notice().findChild<QPushButton*>(QStringLiteral("notice-yes")), Qt::LeftButton);
            QVERIFY(!program.window.notice().isVisible());
            QCOMPARE(program.window.form().experiment().value("name", ""), std::string("half-done"));
            QTRY_VERIFY(QFile::exists(draft));
            program.studio.saveExperiment(path("saved.json"));
            QVERIFY(!QFile::exists(draft));
            edit(program, "again");
            QTRY_VERIFY(QFile::exists(draft));
            program.window.close();
            QVERIFY(!QFile::exists(draft));
        }
        write(draft, "not an experiment");
        Program program(path("runs"), {}, draft.toStdString());
        QVERIFY(!program.window.notice().isVisible());
    }

    void aSecondStudioLeavesTheDraftAlone()
    {
        const QString draft = path("two/draft.json");
        Program first(path("runs"), {}, draft.toStdString());
        write(draft, tests::smallExperiment());
        Program second(path("runs"), {}, draft.toStdString());
        QVERIFY(!second.window.notice().isVisible());
        second.studio.newExperiment();
        second.window.close();
        QVERIFY(QFile::exists(draft));
    }
};

QTEST_MAIN(EverydayTest)
#include "tst_everyday.moc"
