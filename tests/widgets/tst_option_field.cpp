#include "tests/support/spoken.h"
#include "tests/widgets/form_fixture.h"
#include "widgets/accessible/choice_accessible.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/forms/option_field.h"
#include "widgets/forms/option_text.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isthmus;
using namespace isthmus::tests;
using engine::Json;
using engine::OptionSpec;
using widgets::ExperimentForm;

class TestOptionField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::announceChoices(); }

    void init()
    {
        form_ = std::make_unique<ExperimentForm>(schema());
        form_->resize(320, 900);
        form_->show();
        QVERIFY(QTest::qWaitForWindowExposed(form_.get()));
        form_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(form_.get()));
    }

    void cleanup() { form_.reset(); }

    void startsWithTheDefaults()
    {
        QVERIFY(form_->valid());
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":{"kind":"sgd"}})"));
        QCOMPARE(line(*form_, "hidden")->text(), QStringLiteral("256, 256"));
        QCOMPARE(line(*form_, "train_per_task")->text(), QStringLiteral("all"));
        QVERIFY(!resetButton(*form_, "epochs")->isVisible());
        QVERIFY(field(*form_, "vertices") == nullptr);  // an option of another method
    }

    void typingChangesTheExperimentAndMarksTheField()
    {
        QSignalSpy edited(form_.get(), &ExperimentForm::edited);
        type(*form_, "epochs", "12");
        QCOMPARE(edited.count(), 2);  // one for each key
        QCOMPARE(dump(form_->experiment()["training"]), QStringLiteral(R"({"epochs":12})"));
        QVERIFY(field(*form_, "epochs")->changed());
        QVERIFY(resetButton(*form_, "epochs")->isVisible());
        const int left = control(*form_, "epochs")->mapTo(form_.get(), QPoint()).x();
        QCOMPARE(control(*form_, "learning_rate")->mapTo(form_.get(), QPoint()).x(), left);  // one column
        QTest::mouseClick(resetButton(*form_, "epochs"), Qt::LeftButton);
        QCOMPARE(line(*form_, "epochs")->text(), QStringLiteral("1"));
        QVERIFY(!resetButton(*form_, "epochs")->isVisible());
        QVERIFY(!form_->experiment().contains("training"));
    }

    void realsTakeScientificNotation()
    {
        type(*form_, "learning_rate", "5e-3");
        QVERIFY(form_->valid());
        QCOMPARE(form_->experiment()["training"]["learning_rate"].get<double>(), 0.005);
        QTest::keyClick(line(*form_, "learning_rate"), Qt::Key_Return);
        QCOMPARE(line(*form_, "learning_rate")->text(), QStringLiteral("5e-3"));  // as typed
    }

    void wrongTextStaysAndIsExplained()
    {
        QSignalSpy validity(form_.get(), &ExperimentForm::validityChanged);
        const int width = control(*form_, "epochs")->width();
        type(*form_, "epochs", "0");
        QVERIFY(!form_->valid());  // at once
        QCOMPARE(form_->whyNot(), QStringLiteral("Training, Epochs: must be between 1 and 1000, not 0"));
        QCOMPARE(validity.last().at(0).toBool(), false);
        QCOMPARE(validity.last().at(1).toString(), form_->whyNot());
        QCOMPARE(problemShown(*form_, "epochs"), QString());  // not while typing
        QTest::keyClick(line(*form_, "epochs"), Qt::Key_Tab);
        QCOMPARE(problemShown(*form_, "epochs"), QStringLiteral("Must be between 1 and 1000, not 0"));
        QCOMPARE(line(*form_, "epochs")->text(), QStringLiteral("0"));
        QCOMPARE(control(*form_, "epochs")->width(), width);
        type(*form_, "epochs", "4");
        QVERIFY(form_->valid());
        QCOMPARE(problemShown(*form_, "epochs"), QString());
        QCOMPARE(validity.last().at(0).toBool(), true);
        QCOMPARE(validity.count(), 2);
    }

    void theProblemAppearsWhenTheTypingRests()
    {
        type(*form_, "epochs", "ten");
        QTRY_COMPARE(problemShown(*form_, "epochs"), QStringLiteral("Must be a whole number, not \"ten\""));
        QVERIFY(line(*form_, "epochs")->hasFocus());
    }

    void listsSayWhichItemIsWrong()
    {
        type(*form_, "hidden", "64 [");
        QTest::keyClick(line(*form_, "hidden"), Qt::Key_Return);
        QCOMPARE(problemShown(*form_, "hidden"), QStringLiteral("Item 2 must be a whole number, not \"[\""));
        type(*form_, "hidden", "[64, 32]");
        QVERIFY(form_->valid());
        QCOMPARE(dump(form_->experiment()["model"]["hidden"]), QStringLiteral("[64,32]"));
        type(*form_, "hidden", "8");
        QCOMPARE(dump(form_->experiment()["model"]["hidden"]), QStringLiteral("[8]"));
    }

    void aChoiceSaysWhatIsChosen()
    {
        QComboBox* box = kindBox(*form_);
        box->setFocus();
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(box);
        QCOMPARE(spoken->role(), QAccessible::ComboBox);
        const QString before = box->currentText();
        QVERIFY(spoken->text(QAccessible::Name).endsWith(QStringLiteral(": ") + before));
        QTest::keyClick(box, Qt::Key_Down);
        QVERIFY(box->currentText() != before);
        QAccessibleInterface* chosen = spokenValue(*box);
        QVERIFY(chosen);
        QCOMPARE(chosen->text(QAccessible::Name), box->currentText());
    }

    void zeroIsShownInWords()
    {
        type(*form_, "train_per_task", "500");
        QCOMPARE(form_->experiment()["model"]["train_per_task"].get<int>(), 500);
        type(*form_, "train_per_task", "0");
        QTest::keyClick(line(*form_, "train_per_task"), Qt::Key_Return);
        QCOMPARE(line(*form_, "train_per_task")->text(), QStringLiteral("all"));
        QVERIFY(form_->valid());
        QVERIFY(!form_->experiment().contains("model"));
        QTest::keyClick(control(*form_, "train_per_task"), Qt::Key_Up);
        QCOMPARE(line(*form_, "train_per_task")->text(), QStringLiteral("1"));
    }

    void arrowsStepWithinTheRange()
    {
        type(*form_, "epochs", "999");
        QTest::keyClick(control(*form_, "epochs"), Qt::Key_Up);
        QCOMPARE(line(*form_, "epochs")->text(), QStringLiteral("1000"));
        QTest::keyClick(control(*form_, "epochs"), Qt::Key_Up);
        QCOMPARE(line(*form_, "epochs")->text(), QStringLiteral("1000"));
        QCOMPARE(form_->experiment()["training"]["epochs"].get<int>(), 1000);
    }

    void theWheelScrollsAndChangesNothing()
    {
        QWidget* box = control(*form_, "epochs");
        line(*form_, "name")->setFocus();
        for (QWidget* each : {box, control(*form_, "device"), static_cast<QWidget*>(kindBox(*form_))}) {
            const QPointF inside(5, 5);
            QWheelEvent wheel(inside, each->mapToGlobal(inside), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(each, &wheel);
        }
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":{"kind":"sgd"}})"));
    }

    void textsOfValues()
    {
        const OptionSpec real{.key = "r", .label = {}, .help = "Help.", .fallback = 0.5, .min = 0.0, .max = 2.0, .unit = "s"};
        QCOMPARE(widgets::optionHelp(real), QStringLiteral("Help.\nAllowed: 0 to 2 s.\nDefault: 0.5."));
        QVERIFY(widgets::parsedOption(real, QStringLiteral(" .5 ")) == 0.5);
        for (const char* notNumbers : {"nan", "inf", "1,5", "0x10", "1 2", "+-1"})
            QVERIFY2(widgets::parsedOption(real, QString::fromLatin1(notNumbers)).is_string(), notNumbers);
    }

private:
    std::unique_ptr<ExperimentForm> form_;
};

QTEST_MAIN(TestOptionField)
#include "tst_option_field.moc"
