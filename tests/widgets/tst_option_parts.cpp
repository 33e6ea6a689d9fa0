// Objects within objects, options that exist beside others, and defaults that a kind brings along, as a person meets them in
// the form.
#include "tests/widgets/form_fixture.h"
#include "tests/widgets/parts_schema.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/forms/fold_button.h"
#include "widgets/forms/icon_label.h"
#include "widgets/forms/object_fields.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isthmus;
using namespace isthmus::tests;
using engine::Json;
using widgets::ExperimentForm;
using widgets::FoldButton;

class TestOptionParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        form_ = std::make_unique<ExperimentForm>(partsSchema());
        form_->resize(320, 900);
        form_->show();
        QVERIFY(QTest::qWaitForWindowExposed(form_.get()));
        form_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(form_.get()));
    }

    void cleanup() { form_.reset(); }

    void aPartStandsUnderItsKind()
    {
        QVERIFY(!base().isVisible());
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        QVERIFY(base().isVisible());
        QCOMPARE(dump(form_->experiment()["method"]), QStringLiteral(R"({"kind":"ensemble","base":{"kind":"sgd"}})"));
        const auto* help = base().findChild<QLabel*>(QStringLiteral("kindHelp"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        QCOMPARE(help->text(), QStringLiteral("Holds weights that matter."));
        QVERIFY(help->isVisible());
        type(*form_, "members", "4");
        type(base(), "strength", "5");
        QCOMPARE(dump(form_->experiment()["method"]),
                 QStringLiteral(R"({"kind":"ensemble","members":4,"base":{"kind":"ewc","strength":5}})"));
        QVERIFY(resetButton(base(), "strength")->isVisible());
        QTest::mouseClick(resetButton(base(), "strength"), Qt::LeftButton);
        QCOMPARE(dump(form_->experiment()["method"]["base"]), QStringLiteral(R"({"kind":"ewc"})"));
        choose(kindBox(*form_), QStringLiteral("SGD"));
        QVERIFY(!base().isVisible());
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":{"kind":"sgd"}})"));
    }

    void whatWasTypedComesBackWithItsKind()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        type(base(), "strength", "5");
        choose(kindBox(base()), QStringLiteral("Stable SGD"));
        QVERIFY(field(base(), "strength") == nullptr);
        QVERIFY(field(base(), "smallest")->isVisible());
        choose(kindBox(*form_), QStringLiteral("SGD"));
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        QCOMPARE(kindBox(base())->currentText(), QStringLiteral("Stable SGD"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        QCOMPARE(line(base(), "strength")->text(), QStringLiteral("5"));
    }

    void anExperimentGoesInAndComesOut_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("method");
        QTest::newRow("sparse") << R"({"kind": "ensemble", "base": {"kind": "ewc", "strength": 2.5}})"
                                << R"({"kind":"ensemble","base":{"kind":"ewc","strength":2.5}})";
        QTest::newRow("a word alone") << R"({"kind": "ensemble", "base": "ewc"})"
                                      << R"({"kind":"ensemble","base":{"kind":"ewc"}})";
        QTest::newRow("nothing of the part") << R"({"kind": "ensemble"})"
                                             << R"({"kind":"ensemble","base":{"kind":"sgd"}})";
        QTest::newRow("the condition after what hangs on it")
            << R"({"kind": "ensemble", "base": {"decay": 0.5, "form": "online", "kind": "ewc"}})"
            << R"({"kind":"ensemble","base":{"kind":"ewc","decay":0.5,"form":"online"}})";
        QTest::newRow("a word alone at the top") << R"("stable_sgd")"
                                                 << R"({"kind":"stable_sgd"})";
    }

    void anExperimentGoesInAndComesOut()
    {
        QFETCH(QString, given);
        QFETCH(QString, method);
        const Json sparse{{"method", Json::parse(given.toStdString())}};
        const Json resolved = engine::resolve(partsSchema(), sparse).values;
        for (const Json& each : {sparse, resolved}) {
            form_->setExperiment(Json::object());
            form_->setExperiment(each);
            QVERIFY2(form_->valid(), qPrintable(form_->whyNot()));
            QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":%1})").arg(method));
            QCOMPARE(dump(engine::resolve(partsSchema(), form_->experiment()).values), dump(resolved));
        }
    }

    void contentWithoutAFieldIsNamedAndCanBeLeftOut_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("why");
        QTest::addColumn<QString>("left");
        const QString ensemble = QStringLiteral(R"({"kind":"ensemble","base":{"kind":"ewc"}})");
        QTest::newRow("unknown key") << R"({"kind": "ensemble", "base": {"kind": "ewc", "strenght": 5}})"
                                     << R"(Method, Base: "strenght" is not an option of ewc; did you mean "strength"?)"
                                     << ensemble;
        QTest::newRow("of another kind") << R"({"kind": "ensemble", "base": {"kind": "ewc", "smallest": 1}})"
                                         << R"(Method, Base: "smallest" is an option of stable_sgd, not of ewc)" << ensemble;
        QTest::newRow("without its condition")
            << R"({"kind": "ensemble", "base": {"kind": "ewc", "decay": 1}})"
            << R"(Method, Base: "decay" is an option of ewc only where form is online)" << ensemble;
        QTest::newRow("no object") << R"({"kind": "ensemble", "base": 5})"
                                   << "Method, Base: must be an object in braces, not 5"
                                   << R"({"kind":"ensemble","base":{"kind":"sgd"}})";
        QTest::newRow("null") << R"({"kind": "ensemble", "base": null})"
                              << "Method, Base: must be an object in braces, not null"
                              << R"({"kind":"ensemble","base":{"kind":"sgd"}})";
        QTest::newRow("no object of the part's kinds") << R"({"kind": "ensemble", "base": ["ewc"]})"
                                                       << "Method, Base: must be an object in braces, not [\"ewc\"]"
                                                       << R"({"kind":"ensemble","base":{"kind":"sgd"}})";
        QTest::newRow("part of another kind") << R"({"kind": "sgd", "base": "ewc"})"
                                              << R"(Method: "base" is an option of ensemble, not of sgd)"
                                              << R"({"kind":"sgd"})";
    }

    void contentWithoutAFieldIsNamedAndCanBeLeftOut()
    {
        QFETCH(QString, given);
        QFETCH(QString, why);
        QFETCH(QString, left);
        form_->setExperiment({{"method", Json::parse(given.toStdString())}});
        QCOMPARE(form_->whyNot(), why);
        auto* button = form_->findChild<QPushButton*>();
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY2(form_->valid(), qPrintable(form_->whyNot()));
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":%1})").arg(left));
    }

    void aPathIsNoKey()
    {
        form_->setExperiment(Json::parse(R"({"method": "ensemble", "method.base": "ewc", "training.learning_rate": 1})"));
        QCOMPARE(kindBox(base())->currentText(), QStringLiteral("SGD"));
        QVERIFY(!form_->valid());
        auto* button = form_->findChild<QPushButton*>();
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":{"kind":"ensemble","base":{"kind":"sgd"}}})"));
    }

    void whatHadNoFieldFindsOneWhenItsKindIsChosen()
    {
        form_->setExperiment(Json::parse(R"({"method": {"kind": "sgd", "members": 7, "base": "ewc"}})"));
        QVERIFY(!form_->valid());
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        QVERIFY2(form_->valid(), qPrintable(form_->whyNot()));
        QCOMPARE(line(*form_, "members")->text(), QStringLiteral("7"));
        QCOMPARE(kindBox(base())->currentText(), QStringLiteral("EWC"));
        type(*form_, "members", "8");
        QCOMPARE(dump(form_->experiment()["method"]), QStringLiteral(R"({"kind":"ensemble","members":8,"base":{"kind":"ewc"}})"));
        choose(kindBox(*form_), QStringLiteral("SGD"));
        QVERIFY2(form_->valid(), qPrintable(form_->whyNot()));
    }

    void anUnknownKindOfAPartStaysVisibleUntilMended()
    {
        form_->setExperiment(Json::parse(R"({"method": {"kind": "ensemble", "base": "ewk"}})"));
        QCOMPARE(kindBox(base())->currentText(), QStringLiteral("ewk"));
        QCOMPARE(form_->whyNot(),
                 QStringLiteral(R"(Method, Base: must be one of sgd, stable_sgd, ewc, not "ewk"; did you mean "ewc"?)"));
        QVERIFY(!problemShown(base(), "kind").isEmpty());
        choose(kindBox(base()), QStringLiteral("EWC"));
        QVERIFY(form_->valid());
    }

    void problemsStandWhereTheyBelong()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        type(base(), "strength", "-2");
        QTest::keyClick(line(base(), "strength"), Qt::Key_Return);
        QCOMPARE(problemShown(base(), "strength"), QStringLiteral("Must be between 0 and 1000, not -2"));
        QCOMPARE(form_->whyNot(), QStringLiteral("Method, Base, Strength of the penalty: must be between 0 and 1000, not -2"));
        auto* heading = form_->findChild<FoldButton*>(QStringLiteral("method"));
        QTest::mouseClick(heading, Qt::LeftButton);
        QVERIFY(heading->findChild<widgets::IconLabel*>(QStringLiteral("sign"))->isVisible());
        form_->setExperiment(form_->experiment());
        QVERIFY(line(base(), "strength")->isVisible());  // unfolded, for it holds an error

        type(base(), "strength", "2");
        form_->setExtraChecks([](const Json& resolved) -> std::vector<engine::OptionProblem> {
            if (resolved["method"]["base"]["strength"] != 13)
                return {};
            return {{"method.base.strength", "must not be 13"}, {"method.base", "is unlucky"}};
        });
        QVERIFY(form_->valid());
        type(base(), "strength", "13");
        QTest::keyClick(line(base(), "strength"), Qt::Key_Return);
        QCOMPARE(problemShown(base(), "strength"), QStringLiteral("Must not be 13"));
        int ofThePart = 0;
        for (const QLabel* label : base().findChildren<QLabel*>(QStringLiteral("problem")))
            ofThePart += label->isVisible() && label->text() == QStringLiteral("Is unlucky") ? 1 : 0;
        QCOMPARE(ofThePart, 1);
    }

    void rareOptionsOfAPartAreFoldedInIt()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        auto* more = base().findChild<FoldButton*>(QStringLiteral("more"));
        QVERIFY(!more->isVisible());  // SGD has none
        choose(kindBox(base()), QStringLiteral("EWC"));
        QVERIFY(more->isVisible());
        QVERIFY(field(base(), "samples") == nullptr);
        QTest::mouseClick(more, Qt::LeftButton);
        type(base(), "samples", "50");
        QCOMPARE(dump(form_->experiment()["method"]["base"]), QStringLiteral(R"({"kind":"ewc","samples":50})"));
        QTest::mouseClick(more, Qt::LeftButton);
        QCOMPARE(more->findChild<QLabel*>()->text(), QStringLiteral("1 changed"));
        form_->setExperiment(Json::parse(R"({"method": {"kind": "ensemble", "base": {"kind": "ewc", "samples": -1}}})"));
        QVERIFY(field(base(), "samples") != nullptr);  // unfolded, for it holds an error
    }

    void anOptionExistsOnlyBesideItsCondition()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        QVERIFY(field(base(), "decay") == nullptr);
        auto* box = qobject_cast<QComboBox*>(control(base(), "form"));
        choose(box, QStringLiteral("Online"));
        QVERIFY(field(base(), "decay")->isVisible());
        type(base(), "decay", "0.9");
        QCOMPARE(dump(form_->experiment()["method"]["base"]), QStringLiteral(R"({"kind":"ewc","decay":0.9,"form":"online"})"));
        choose(box, QStringLiteral("One a task"));
        QVERIFY(field(base(), "decay") == nullptr);
        QCOMPARE(dump(form_->experiment()["method"]["base"]), QStringLiteral(R"({"kind":"ewc"})"));
        QVERIFY(form_->valid());
        QTest::mouseClick(box, Qt::LeftButton);
        choose(box, QStringLiteral("Online"));
        QCOMPARE(line(base(), "decay")->text(), QStringLiteral("0.9"));
        QTest::mouseClick(resetButton(base(), "form"), Qt::LeftButton);  // a reset is a change like any other
        QVERIFY(field(base(), "decay") == nullptr);
    }

    void whileRunningOnlyLiveOptionsOfAPartChange()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        QSignalSpy live(form_.get(), &ExperimentForm::liveOptionChanged);
        form_->setRunning(true);
        QVERIFY(!kindBox(base())->isEnabled());
        QVERIFY(!control(base(), "form")->isEnabled());
        QVERIFY(line(*form_, "members")->isReadOnly());
        QVERIFY(!line(base(), "strength")->isReadOnly());
        QCOMPARE(hint(base(), "strength"), QStringLiteral("from the next step"));
        QTest::keyClick(line(base(), "strength"), Qt::Key_Return);
        QCOMPARE(live.count(), 0);  // the run has it
        type(base(), "strength", "3");
        QTest::keyClick(line(base(), "strength"), Qt::Key_Return);
        QCOMPARE(live.count(), 1);
        QCOMPARE(live.at(0).at(0).toString(), QStringLiteral("method.base.strength"));
        QVERIFY(live.at(0).at(1).value<Json>().is_number_float());
        QCOMPARE(live.at(0).at(1).value<Json>().get<double>(), 3.0);
        form_->setRunning(false);
        QVERIFY(kindBox(base())->isEnabled());
    }

    void aValueThatNobodySetFollowsTheMethod()
    {
        choose(kindBox(*form_), QStringLiteral("Stable SGD"));
        QCOMPARE(line(*form_, "dropout")->text(), QStringLiteral("0.25"));
        QCOMPARE(line(*form_, "learning_rate")->text(), QStringLiteral("0.1"));
        QVERIFY(!field(*form_, "dropout")->changed());
        QVERIFY(!resetButton(*form_, "dropout")->isVisible());
        QCOMPARE(hint(*form_, "dropout"), QStringLiteral("default of Stable SGD"));
        QVERIFY(control(*form_, "dropout")->toolTip().endsWith(QStringLiteral("Default of Stable SGD: 0.25.")));
        QVERIFY(control(*form_, "dropout")->accessibleDescription().endsWith(QStringLiteral("Default of Stable SGD: 0.25.")));
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":{"kind":"stable_sgd"}})"));
        type(*form_, "dropout", "0");
        QCOMPARE(dump(form_->experiment()["model"]), QStringLiteral(R"({"dropout":0})"));
        QCOMPARE(hint(*form_, "dropout"), QStringLiteral("default of Stable SGD: 0.25"));
        QCOMPARE(resetButton(*form_, "dropout")->toolTip(), QStringLiteral("Reset to 0.25, the default of Stable SGD"));
        QTest::mouseClick(resetButton(*form_, "dropout"), Qt::LeftButton);
        QCOMPARE(line(*form_, "dropout")->text(), QStringLiteral("0.25"));
        choose(kindBox(*form_), QStringLiteral("SGD"));
        QCOMPARE(line(*form_, "dropout")->text(), QStringLiteral("0.0"));
        QCOMPARE(hint(*form_, "dropout"), QString());
        QVERIFY(control(*form_, "dropout")->toolTip().endsWith(QStringLiteral("Default: 0.0.")));
        QCOMPARE(resetButton(*form_, "dropout")->toolTip(), QStringLiteral("Reset to 0.0"));
    }

    void aValueThatSomebodySetStays()
    {
        type(*form_, "dropout", "0.5");
        type(*form_, "learning_rate", "0.1");
        choose(kindBox(*form_), QStringLiteral("Stable SGD"));
        QCOMPARE(line(*form_, "dropout")->text(), QStringLiteral("0.5"));
        QVERIFY(field(*form_, "dropout")->changed());
        QVERIFY(!field(*form_, "learning_rate")->changed());  // it is the default now
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"model":{"dropout":0.5},"method":{"kind":"stable_sgd"}})"));
        choose(kindBox(*form_), QStringLiteral("SGD"));
        QCOMPARE(line(*form_, "learning_rate")->text(), QStringLiteral("0.1"));  // and still what was typed
        QCOMPARE(dump(form_->experiment()),
                 QStringLiteral(R"({"model":{"dropout":0.5},"method":{"kind":"sgd"},"training":{"learning_rate":0.1}})"));
    }

    void defaultsComeThroughAPart()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        QCOMPARE(line(*form_, "dropout")->text(), QStringLiteral("0.0"));
        choose(kindBox(base()), QStringLiteral("Stable SGD"));
        QCOMPARE(line(*form_, "dropout")->text(), QStringLiteral("0.25"));
        QCOMPARE(hint(*form_, "dropout"), QStringLiteral("default of Stable SGD"));
        choose(kindBox(*form_), QStringLiteral("SGD"));
        QCOMPARE(line(*form_, "dropout")->text(), QStringLiteral("0.0"));
    }

    void anOpenedExperimentFollowsToo()
    {
        const Json given =
            Json::parse(R"({"method": {"kind": "ensemble", "base": "stable_sgd"}, "training": {"learning_rate": 2}})");
        form_->setExperiment(engine::resolve(partsSchema(), given).values);
        QCOMPARE(dump(form_->experiment()), QStringLiteral(R"({"method":{"kind":"ensemble","base":{"kind":"stable_sgd"}},)"
                                                           R"("training":{"learning_rate":2.0}})"));
        QVERIFY(!field(*form_, "dropout")->changed());
        choose(kindBox(*form_), QStringLiteral("SGD"));
        QCOMPARE(line(*form_, "dropout")->text(), QStringLiteral("0.0"));
        QCOMPARE(line(*form_, "learning_rate")->text(), QStringLiteral("2.0"));
        form_->setExperiment(Json::object());
        QCOMPARE(line(*form_, "learning_rate")->text(), QStringLiteral("0.05"));
    }

    void controlsStandInOneColumn()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        QCoreApplication::processEvents();
        const auto left = [this](const QWidget* each) { return each->mapTo(form_.get(), QPoint()).x(); };
        const int column = left(control(*form_, "members"));
        QCOMPARE(left(control(base(), "strength")), column);
        QCOMPARE(left(kindBox(base())), column);
        const auto* label = field(base(), "strength")->findChild<QLabel*>();
        QCOMPARE(label->contentsMargins().left(), 16);  // set in under the base
        QCOMPARE(field(base(), "kind")->findChild<QLabel*>()->contentsMargins().left(), 0);
        form_->resize(280, 900);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QVERIFY(label->height() >= label->heightForWidth(label->width()));
    }

    void tabWalksThroughAPart()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        kindBox(*form_)->setFocus();
        QStringList walked;
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const QString name = QApplication::focusWidget()->objectName();
            walked += name.isEmpty() ? QStringLiteral("reset") : name;
        }
        QCOMPARE(walked.join(QLatin1Char(' ')), QStringLiteral("reset members kind reset strength form more training"));
    }

    void aFormThatGoesWhileAFieldHasTheFocus()
    {
        choose(kindBox(*form_), QStringLiteral("Ensemble"));
        choose(kindBox(base()), QStringLiteral("EWC"));
        form_->setRunning(true);
        type(base(), "strength", "3");
        QSignalSpy live(form_.get(), &ExperimentForm::liveOptionChanged);
        form_.reset();
        QCOMPARE(live.count(), 0);
    }

private:
    widgets::ObjectFields& base() const { return *form_->findChild<widgets::ObjectFields*>(QStringLiteral("base")); }

    static QString hint(const QWidget& form, const char* key)
    {
        const auto* label = field(form, key)->findChild<QLabel*>(QStringLiteral("hint"));
        return label->isVisible() ? label->text() : QString();
    }

    std::unique_ptr<ExperimentForm> form_;
};

QTEST_MAIN(TestOptionParts)
#include "tst_option_parts.moc"
