#include "tests/widgets/form_fixture.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/forms/fold_button.h"
#include "widgets/forms/icon_label.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QtTest>

using namespace isthmus;
using namespace isthmus::tests;
using engine::Json;
using widgets::ExperimentForm;
using widgets::FoldButton;

class TestExperimentForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
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

    void theKindDecidesWhatIsShownAndKeepsWhatWasTyped()
    {
        const auto* help = form_->findChild<QLabel*>(QStringLiteral("kindHelp"));
        QCOMPARE(help->text(), QStringLiteral("The lower bound."));
        choose(kindBox(*form_), QStringLiteral("Connect"));
        QCOMPARE(help->text(), QStringLiteral("Joins minima."));
        QVERIFY(field(*form_, "vertices")->isVisible());
        type(*form_, "vertices", "5");
        choose(kindBox(*form_), QStringLiteral("SGD"));
        QVERIFY(field(*form_, "vertices") == nullptr);
        QCOMPARE(dump(form_->experiment()["method"]), QStringLiteral(R"({"kind":"sgd"})"));
        choose(kindBox(*form_), QStringLiteral("Connect"));
        QCOMPARE(dump(form_->experiment()["method"]), QStringLiteral(R"({"kind":"connect","vertices":5})"));
    }

    void rareOptionsAreFolded()
    {
        choose(kindBox(*form_), QStringLiteral("Connect"));
        FoldButton* more = nullptr;
        for (FoldButton* each : form_->findChildren<FoldButton*>(QStringLiteral("more")))
            more = each->isVisible() ? each : more;
        QVERIFY(more != nullptr);
        QVERIFY(field(*form_, "shared") == nullptr);
        QTest::mouseClick(more, Qt::LeftButton);
        QVERIFY(field(*form_, "shared")->isVisible());
        QCOMPARE(field(*form_, "multiplier")->findChild<QLabel*>(QStringLiteral("hint"))->text(),
                 QStringLiteral("0: as many as vertices"));
        QTest::mouseClick(control(*form_, "shared"), Qt::LeftButton, {}, QPoint(8, control(*form_, "shared")->height() / 2));
        QCOMPARE(dump(form_->experiment()["method"]), QStringLiteral(R"({"kind":"connect","shared":false})"));
        QTest::mouseClick(more, Qt::LeftButton);
        QVERIFY(field(*form_, "shared") == nullptr);
        QCOMPARE(more->findChild<QLabel*>()->text(), QStringLiteral("1 changed"));
    }

    void sectionsFoldAndShowThatSomethingInsideIsWrong()
    {
        auto* heading = form_->findChild<FoldButton*>(QStringLiteral("training"));
        type(*form_, "epochs", "0");
        heading->setFocus();
        QTest::keyClick(heading, Qt::Key_Space);
        QVERIFY(!heading->isChecked());
        QVERIFY(!control(*form_, "epochs")->isVisible());
        QVERIFY(heading->findChild<widgets::IconLabel*>(QStringLiteral("sign"))->isVisible());
        form_->setExperiment(form_->experiment());
        QVERIFY(control(*form_, "epochs")->isVisible());  // shown, for it holds an error
    }

    void aHeadingIsSaidToBeExpandedOrNot()
    {
        auto* heading = form_->findChild<FoldButton*>(QStringLiteral("training"));
        QVERIFY(heading != nullptr);
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(heading);
        QCOMPARE(spoken->role(), QAccessible::Button);
        QCOMPARE(spoken->text(QAccessible::Name), heading->text());
        QVERIFY(spoken->state().expandable && spoken->state().expanded && !spoken->state().collapsed);
        QVERIFY(!spoken->state().checkable && !spoken->state().checked);
        spoken->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QVERIFY(!heading->isChecked());
        QVERIFY(spoken->state().collapsed && !spoken->state().expanded);
    }

    void anExperimentGoesInAndComesOut()
    {
        const Json given = Json::parse(R"({"name": "a", "seed": 7, "model": {"hidden": [8]},
            "method": {"kind": "connect", "vertices": 5, "shared": true}, "training": {"device": "cpu", "learning_rate": 1}})");
        form_->setExperiment(given);
        QVERIFY2(form_->valid(), qPrintable(form_->whyNot()));
        QCOMPARE(dump(form_->experiment()),
                 QStringLiteral(R"({"name":"a","seed":7,"model":{"hidden":[8]},"method":{"kind":"connect","vertices":5},)"
                                R"("training":{"learning_rate":1,"device":"cpu"}})"));
        QCOMPARE(dump(engine::resolve(schema(), form_->experiment()).values), dump(engine::resolve(schema(), given).values));
        QCOMPARE(qobject_cast<QComboBox*>(control(*form_, "device"))->currentText(), QStringLiteral("CPU"));
        form_->setExperiment(Json::object());
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":{"kind":"sgd"}})"));
    }

    void contentWithoutAFieldIsNamedAndCanBeLeftOut_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("why");
        QTest::addColumn<QString>("left");
        QTest::newRow("unknown key") << R"({"training": {"epochs": 2, "epoch": 3}})"
                                     << R"(Training: "epoch" is not an option of training; did you mean "epochs"?)"
                                     << R"({"method":{"kind":"sgd"},"training":{"epochs":2}})";
        QTest::newRow("of another kind") << R"({"method": {"kind": "sgd", "vertices": 2}})"
                                         << R"(Method: "vertices" is an option of connect, not of sgd)"
                                         << R"({"method":{"kind":"sgd"}})";
        QTest::newRow("at the top") << R"({"modle": 1})"
                                    << R"("modle" is not part of an experiment; did you mean "model"?)"
                                    << R"({"method":{"kind":"sgd"}})";
        QTest::newRow("no object") << R"({"training": 5})"
                                   << "Training: must be an object in braces, not 5"
                                   << R"({"method":{"kind":"sgd"}})";
        QTest::newRow("null") << R"({"training": null})"
                              << "Training: must be an object in braces, not null"
                              << R"({"method":{"kind":"sgd"}})";
    }

    void contentWithoutAFieldIsNamedAndCanBeLeftOut()
    {
        QFETCH(QString, given);
        QFETCH(QString, why);
        QFETCH(QString, left);
        form_->setExperiment(Json::parse(given.toStdString()));
        QVERIFY(!form_->valid());
        QCOMPARE(form_->whyNot(), why);
        auto* button = form_->findChild<QPushButton*>();
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(form_->valid());
        QVERIFY(!button->isVisible());
        QCOMPARE(dump(form_->experiment()), left);
    }

    void anUnknownKindStaysVisibleUntilMended()
    {
        form_->setExperiment(Json::parse(R"({"method": {"kind": "conect", "vertices": 7}})"));
        QCOMPARE(kindBox(*form_)->currentText(), QStringLiteral("conect"));
        QCOMPARE(problemShown(*form_, "kind"),
                 QStringLiteral(R"(Must be one of sgd, connect, not "conect"; did you mean "connect"?)"));
        choose(kindBox(*form_), QStringLiteral("Connect"));
        QVERIFY2(form_->valid(), qPrintable(form_->whyNot()));
        QCOMPARE(kindBox(*form_)->count(), 2);
        QCOMPARE(line(*form_, "vertices")->text(), QStringLiteral("7"));
    }

    void extraChecksStandAtTheirField()
    {
        form_->setExtraChecks([](const Json& resolved) -> std::vector<engine::OptionProblem> {
            if (resolved["training"]["epochs"] == 13)
                return {{"training.epochs", "must not be 13"}, {"model", "does not suit that"}};
            return {};
        });
        QVERIFY(form_->valid());
        type(*form_, "epochs", "13");
        QTest::keyClick(line(*form_, "epochs"), Qt::Key_Return);
        QCOMPARE(problemShown(*form_, "epochs"), QStringLiteral("Must not be 13"));
        QCOMPARE(form_->whyNot(), QStringLiteral("Training, Epochs: must not be 13 (and 1 more)"));
        int ofSection = 0;
        for (const QLabel* label : form_->findChildren<QLabel*>(QStringLiteral("problem")))
            ofSection += label->isVisible() && label->text() == QStringLiteral("Does not suit that") ? 1 : 0;
        QCOMPARE(ofSection, 1);
        type(*form_, "epochs", "12");
        QVERIFY(form_->valid());
        QCOMPARE(problemShown(*form_, "epochs"), QString());
    }

    void whileRunningOnlyLiveOptionsChange()
    {
        QSignalSpy live(form_.get(), &ExperimentForm::liveOptionChanged);
        type(*form_, "learning_rate", "0.2");
        QTest::keyClick(line(*form_, "learning_rate"), Qt::Key_Return);
        QCOMPARE(live.count(), 0);  // nothing runs yet
        form_->setRunning(true);
        QVERIFY(line(*form_, "epochs")->isVisible());
        QVERIFY(line(*form_, "epochs")->isReadOnly());
        QVERIFY(!kindBox(*form_)->isEnabled());
        QVERIFY(!line(*form_, "learning_rate")->isReadOnly());
        const auto* hint = field(*form_, "learning_rate")->findChild<QLabel*>(QStringLiteral("hint"));
        QVERIFY(hint->isVisible());
        QCOMPARE(hint->text(), QStringLiteral("from the next step"));
        QTest::keyClicks(line(*form_, "epochs"), QStringLiteral("7"));
        QCOMPARE(line(*form_, "epochs")->text(), QStringLiteral("1"));

        type(*form_, "learning_rate", "3");
        QCOMPARE(live.count(), 0);  // not before it is committed
        QTest::keyClick(line(*form_, "learning_rate"), Qt::Key_Return);
        QTest::keyClick(line(*form_, "learning_rate"), Qt::Key_Return);
        QCOMPARE(live.count(), 1);
        QCOMPARE(live.at(0).at(0).toString(), QStringLiteral("training.learning_rate"));
        QVERIFY(live.at(0).at(1).value<Json>().is_number_float());
        QCOMPARE(live.at(0).at(1).value<Json>().get<double>(), 3.0);
        type(*form_, "learning_rate", "-1");
        QTest::keyClick(line(*form_, "learning_rate"), Qt::Key_Return);
        QCOMPARE(live.count(), 1);  // not usable
        form_->setRunning(false);
        QVERIFY(!line(*form_, "epochs")->isReadOnly());
        QVERIFY(!hint->isVisible());
    }

    void tabWalksDownTheForm()
    {
        line(*form_, "name")->setFocus();
        QStringList walked;
        for (int i = 0; i < 9; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            walked += QApplication::focusWidget()->objectName();
        }
        QCOMPARE(walked.join(QLatin1Char(' ')),
                 QStringLiteral("seed model hidden train_per_task method kind training epochs learning_rate"));
    }

    void nothingIsClippedWhenNarrow()
    {
        choose(kindBox(*form_), QStringLiteral("Connect"));
        type(*form_, "hidden", "256, 0");
        form_->resize(280, 900);
        QCoreApplication::sendPostedEvents();
        QTest::keyClick(line(*form_, "hidden"), Qt::Key_Return);
        QTRY_VERIFY(!problemShown(*form_, "hidden").isEmpty());
        QCoreApplication::processEvents();
        const auto* area = form_->findChild<QScrollArea*>();
        QCOMPARE(area->widget()->width(), area->viewport()->width());
        QVERIFY(area->viewport()->width() < 280);
        int labels = 0;
        for (const QLabel* each : form_->findChildren<QLabel*>()) {
            if (!each->isVisible() || !each->wordWrap())
                continue;
            ++labels;
            QVERIFY2(each->height() >= each->heightForWidth(each->width()), qPrintable(each->text()));
            const int right = each->mapTo(area->viewport(), QPoint(each->width(), 0)).x();
            QVERIFY2(right <= area->viewport()->width(), qPrintable(each->text()));
        }
        QVERIFY(labels >= 9);  // a label for each visible field, the kind's help, the problem
    }

private:
    std::unique_ptr<ExperimentForm> form_;
};

QTEST_MAIN(TestExperimentForm)
#include "tst_experiment_form.moc"
