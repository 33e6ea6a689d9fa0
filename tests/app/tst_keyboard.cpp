// The window without a mouse: the focus goes where it is wanted, and nowhere that cannot be seen.
#include "tests/app/program.h"
#include "widgets/forms/experiment_form.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QTabWidget>
#include <QToolTip>

using namespace isthmus;
using app::Command;
using tests::Program;

class KeyboardTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<Program> program_;

    QDockWidget& panel(const char* id) { return *program_->window.findChild<QDockWidget*>(QString::fromLatin1(id)); }
    bool hasFocus(QWidget& whole) const { return whole.isAncestorOf(QApplication::focusWidget()); }
    bool seen(const QWidget& widget) const
    {
        return widget.isVisible()
               && widget.window()->rect().contains(QRect(widget.mapTo(widget.window(), QPoint()), widget.size()).center());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

private Q_SLOTS:
    void initTestCase() { tests::useOwnSettings(folder_); }

    void init()
    {
        program_ = std::make_unique<Program>(folder_.filePath(QStringLiteral("runs")));
        program_->studio.newExperiment();
        program_->commands.action(Command::ResetLayout)->trigger();
        program_->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&program_->window));
        for (const char* id : {"experiment", "library", "log"})
            QTRY_VERIFY2(panel(id).widget()->isVisible(), id);
    }

    void cleanup() { program_.reset(); }

    void tabStaysWhereItIsSeen_data()
    {
        QTest::addColumn<Command>("view");
        QTest::newRow("training") << Command::ShowTraining;
        QTest::newRow("comparison") << Command::ShowComparison;
        QTest::newRow("figures") << Command::ShowFigures;
    }

    void tabStaysWhereItIsSeen()
    {
        QFETCH(Command, view);
        program_->commands.action(view)->trigger();
        QVERIFY(QApplication::focusWidget() != nullptr);
        QSet<QWidget*> been;
        constexpr int most = 200;
        for (int presses = 0; !been.contains(QApplication::focusWidget()); ++presses) {
            QWidget* const at = QApplication::focusWidget();
            been += at;
            QVERIFY(presses < most);
            QVERIFY2(seen(*at), qPrintable(at->metaObject()->className() + (" " + at->accessibleName())));
            QTest::keyClick(at, Qt::Key_Tab);
        }
        QVERIFY(!been.contains(program_->window.findChild<QTabWidget*>()));
    }

    void theKeyOfAPanelGoesToIt()
    {
        QDockWidget &log = panel("log"), &queue = panel("queue");
        QVERIFY(log.widget()->isVisible() && !queue.widget()->isVisible());
        press(Qt::Key_4, Qt::AltModifier);
        QTRY_VERIFY(queue.widget()->isVisible() && !log.widget()->isVisible());
        QVERIFY(hasFocus(queue));
        press(Qt::Key_3, Qt::AltModifier);
        QTRY_VERIFY(log.widget()->isVisible() && hasFocus(log));
        press(Qt::Key_1, Qt::AltModifier);
        QVERIFY(hasFocus(panel("experiment")));
        press(Qt::Key_1, Qt::AltModifier);
        QVERIFY(panel("experiment").isHidden());
        press(Qt::Key_1, Qt::AltModifier);
        QVERIFY(!panel("experiment").isHidden() && hasFocus(panel("experiment")));
    }

    void theKeyOfAViewGoesIntoIt()
    {
        press(Qt::Key_4, Qt::ControlModifier);
        QVERIFY(hasFocus(*program_->window.findChild<QTabWidget*>()->currentWidget()));
        press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(hasFocus(*program_->window.findChild<QTabWidget*>()->currentWidget()));
    }

    void aNewExperimentBeginsAtItsName()
    {
        panel("log").findChild<QLineEdit*>()->setFocus();
        press(Qt::Key_N, Qt::ControlModifier);
        auto* name = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(name != nullptr);
        QCOMPARE(name->objectName(), QStringLiteral("name"));
        QCOMPARE(name->selectedText(), name->text());
    }

    void theHelpOfAnOptionIsShownByAKey()
    {
        QWidget* seed = program_->window.form().findChild<QWidget*>(QStringLiteral("seed"));
        seed->setFocus();
        QVERIFY(!QToolTip::isVisible());
        press(Qt::Key_F1, Qt::ShiftModifier);
        QCOMPARE(QToolTip::text(), seed->toolTip());
        QVERIFY(QToolTip::isVisible());
    }

    void shiftF10OpensTheContextMenu()
    {
        panel("log").findChild<QLineEdit*>()->setFocus();
        press(Qt::Key_F10, Qt::ShiftModifier);
        QTRY_VERIFY(qobject_cast<QMenu*>(QApplication::activePopupWidget()) != nullptr);
        QApplication::activePopupWidget()->close();
    }
};

QTEST_MAIN(KeyboardTest)
#include "tst_keyboard.moc"
