#include "engine/error.h"
#include "engine/options/validation.h"
#include "engine/runs/experiment.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

QString text(const std::string& words) { return QString::fromStdString(words); }

}  // namespace

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nearestWords_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("same") << "epochs"
                              << "epochs";
        QTest::newRow("missing letter") << "epoch"
                                        << "epochs";
        QTest::newRow("swapped neighbours") << "sdg"
                                            << "sgd";
        QTest::newRow("case") << "SGD"
                              << "sgd";
        QTest::newRow("hyphen") << "learning-rate"
                                << "learning_rate";
        QTest::newRow("three wrong in thirteen") << "lerning_ratee"
                                                 << "learning_rate";
        QTest::newRow("nearer of two") << "learning_rate_deca"
                                       << "learning_rate_decay";
        QTest::newRow("another word") << "colour"
                                      << "";
        QTest::newRow("short words must be near") << "xyd"
                                                  << "";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("endless") << QString(100000, 'e') << "";
    }

    void nearestWords()
    {
        QFETCH(QString, word);
        QFETCH(QString, nearest);
        const std::vector<std::string> words{"learning_rate", "learning_rate_decay", "epochs", "sgd"};
        QCOMPARE(text(nearestWord(word.toStdString(), words)), nearest);
    }

    void settings_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("after");
        QTest::newRow("number") << "training.epochs=2"
                                << R"({"training":{"epochs":2}})";
        QTest::newRow("new beside old") << "training.momentum=0.9"
                                        << R"({"training":{"epochs":1,"momentum":0.9}})";
        QTest::newRow("text") << "method.kind=sgd"
                              << R"({"training":{"epochs":1},"method":{"kind":"sgd"}})";
        QTest::newRow("list") << "model.hidden=[8, 4]"
                              << R"({"training":{"epochs":1},"model":{"hidden":[8,4]}})";
        QTest::newRow("second equals sign") << "name=a=b"
                                            << R"({"training":{"epochs":1},"name":"a=b"})";
        QTest::newRow("empty text") << "name="
                                    << R"({"training":{"epochs":1},"name":""})";
        QTest::newRow("not JSON's number") << "training.epochs=NaN"
                                           << R"({"training":{"epochs":"NaN"}})";
        QTest::newRow("deep") << "a.b.c=true"
                              << R"({"training":{"epochs":1},"a":{"b":{"c":true}}})";
    }

    void settings()
    {
        QFETCH(QString, setting);
        QFETCH(QString, after);
        Json experiment = Json::parse(R"({"training": {"epochs": 1}})");
        applySetting(experiment, setting.toStdString());
        QCOMPARE(text(experiment.dump()), after);
    }

    void settingsOfAnEmptyExperiment()
    {
        Json experiment;
        applySetting(experiment, "training.epochs=2");
        QCOMPARE(text(experiment.dump()), QStringLiteral(R"({"training":{"epochs":2}})"));
    }

    /// What the path means decides what becomes of the rest of the file.
    void settingsOfAnExperiment_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("after");
        QTest::newRow("an option of a kind in one word") << R"({"method": "er"})"
                                                         << "method.replay_batch_size=5"
                                                         << R"({"method":{"kind":"er","replay_batch_size":5}})";
        QTest::newRow("another kind for a word") << R"({"method": "er"})"
                                                 << "method.kind=sgd"
                                                 << R"({"method":{"kind":"sgd"}})";
        QTest::newRow("an option of a part in one word")
            << R"({"method": {"kind": "vanilla_ensemble", "base": "ewc"}})"
            << "method.base.strength=3"
            << R"({"method":{"kind":"vanilla_ensemble","base":{"kind":"ewc","strength":3}}})";
        QTest::newRow("options of the kind before") << R"({"method": {"kind": "ewc", "strength": 3}})"
                                                    << "method.kind=sgd"
                                                    << R"({"method":{"kind":"sgd"}})";
        QTest::newRow("one seed instead of several") << R"({"seeds": [1, 2]})"
                                                     << "seed=7"
                                                     << R"({"seed":7})";
    }

    void settingsOfAnExperiment()
    {
        QFETCH(QString, given);
        QFETCH(QString, setting);
        QFETCH(QString, after);
        Json experiment = Json::parse(given.toStdString());
        changeGiven(experiment, setting.toStdString());
        QCOMPARE(text(experiment.dump()), after);
    }

    void badSettings_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("message");
        const QString write = QStringLiteral(": write path=value, such as training.epochs=2");
        QTest::newRow("no equals sign") << "training.epochs"
                                        << R"(setting "training.epochs" has no "=")" + write;
        QTest::newRow("no path") << "=2"
                                 << R"(setting "=2" has an empty name before "=")" + write;
        QTest::newRow("empty part") << "training..epochs=2"
                                    << R"(setting "training..epochs=2" has an empty name before "=")" + write;
        QTest::newRow("through a number")
            << "training.epochs.x=2"
            << R"(setting "training.epochs.x=2" cannot be made: "training.epochs" is 1, not an object)";
    }

    void badSettings()
    {
        QFETCH(QString, setting);
        QFETCH(QString, message);
        Json experiment = Json::parse(R"({"training": {"epochs": 1}})");
        try {
            applySetting(experiment, setting.toStdString());
            QFAIL("no error");
        } catch (const Error& error) {
            QCOMPARE(QString::fromUtf8(error.what()), message);
            QVERIFY(error.kind() == Error::Kind::BadInput);
        }
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
