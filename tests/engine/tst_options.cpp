#include "engine/options/validation.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

OptionSpec whole(const char* key, int fallback, double min, double max)
{
    return {.key = key, .label = key, .help = {}, .fallback = fallback, .min = min, .max = max};
}

OptionSpec real(const char* key, double fallback, double min, double max)
{
    return {.key = key, .label = key, .help = {}, .fallback = fallback, .min = min, .max = max};
}

OptionSpec dataset()
{
    return {.key = "dataset",
            .label = "Data set",
            .help = {},
            .fallback = "glyphs",
            .choices = {{"glyphs", "Glyphs"}, {"mnist", "MNIST"}, {"cifar10", "CIFAR-10"}}};
}

ExperimentSchema schema()
{
    OptionSpec perTask = whole("train_per_task", 0, 0, 60000);
    perTask.unit = "images";
    perTask.zeroMeans = "all";
    OptionSpec hidden = whole("hidden", 0, 1, 4096);
    hidden.fallback = Json::array({256, 256});
    const OptionSpec shared{.key = "shared", .label = "Shared", .help = {}, .fallback = true};
    const OptionSection benchmark{
        .key = "benchmark",
        .label = "Benchmark",
        .help = {},
        .kinds = {{"permuted", "Permuted", {}, {}, {}}, {"rotated", "Rotated", {}, {}, {real("step_degrees", 9.0, 0.0, 360.0)}}},
        .defaultKind = "permuted",
        .options = {whole("tasks", 5, 1, 100), dataset(), perTask}};
    const OptionSection model{.key = "model", .label = "Model", .help = {}, .kinds = {}, .defaultKind = {}, .options = {hidden}};
    const OptionSection method{.key = "method",
                               .label = "Method",
                               .help = {},
                               .kinds = {{"sgd", "SGD", {}, {}, {}},
                                         {"ensemble", "Ensemble", {}, {}, {whole("vertices", 3, 1, 64)}},
                                         {"connect", "Connect", {}, {}, {whole("vertices", 3, 1, 64), shared}}},
                               .defaultKind = "sgd",
                               .options = {}};
    const OptionSection training{.key = "training",
                                 .label = "Training",
                                 .help = {},
                                 .kinds = {},
                                 .defaultKind = {},
                                 .options = {whole("epochs", 1, 1, 1000), real("learning_rate", 0.05, 1e-8, 100.0)}};
    const OptionSpec name{.key = "name", .label = "Name", .help = {}, .fallback = "experiment"};
    return {.options = {name, whole("seed", 1, 0, 9007199254740992.0)}, .sections = {benchmark, model, method, training}};
}

QString text(const std::string& words) { return QString::fromStdString(words); }

}  // namespace

class TestOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaultsFillEverythingInDeclaredOrder()
    {
        const ResolvedExperiment resolved = resolve(schema(), Json::object());
        QCOMPARE(resolved.problems.size(), std::size_t{0});
        QCOMPARE(text(resolved.values.dump()),
                 QStringLiteral(R"({"name":"experiment","seed":1,)"
                                R"("benchmark":{"kind":"permuted","tasks":5,"dataset":"glyphs","train_per_task":0},)"
                                R"("model":{"hidden":[256,256]},"method":{"kind":"sgd"},)"
                                R"("training":{"epochs":1,"learning_rate":0.05}})"));
    }

    void givenValuesAreKeptAndPutInOrder()
    {
        const Json given = Json::parse(R"({"training": {"learning_rate": 1, "epochs": 3.0},
            "method": {"shared": false, "kind": "connect"}, "seed": 7,
            "benchmark": {"train_per_task": 0, "step_degrees": 18, "kind": "rotated"}, "model": {"hidden": [64, 32.0]}})");
        const ResolvedExperiment resolved = resolve(schema(), given);
        QVERIFY(resolved.problems.empty());
        QCOMPARE(text(resolved.values.dump()),
                 QStringLiteral(R"({"name":"experiment","seed":7,"benchmark":{"kind":"rotated","step_degrees":18.0,)"
                                R"("tasks":5,"dataset":"glyphs","train_per_task":0},"model":{"hidden":[64,32]},)"
                                R"("method":{"kind":"connect","vertices":3,"shared":false},)"
                                R"("training":{"epochs":3,"learning_rate":1.0}})"));
        QVERIFY(resolved.values["training"]["epochs"].is_number_integer());
        QVERIFY(resolved.values["training"]["learning_rate"].is_number_float());
        QVERIFY(resolved.values["model"]["hidden"][1].is_number_integer());
    }

    void resolvingTwiceChangesNothing_data()
    {
        QTest::addColumn<QString>("given");
        QTest::newRow("empty") << "{}";
        QTest::newRow("sparse") << R"({"benchmark": {"kind": "rotated", "tasks": 20}, "model": {"hidden": []}})";
        QTest::newRow("bad") << R"({"training": {"epochs": "x"}, "method": {"kind": "none", "vertices": 2}, "y": 1})";
        QTest::newRow("not an object") << "[1, 2]";
    }

    void resolvingTwiceChangesNothing()
    {
        QFETCH(QString, given);
        const Json once = resolve(schema(), Json::parse(given.toStdString())).values;
        const ResolvedExperiment twice = resolve(schema(), once);
        QCOMPARE(text(twice.values.dump()), text(once.dump()));
        QVERIFY(twice.problems.empty());
    }

    void problems_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* given, const char* path, const char* message) {
            QTest::newRow(name) << QString::fromUtf8(given) << QString::fromUtf8(path) << QString::fromUtf8(message);
        };
        row("misspelt key", R"({"training": {"learning_rat": 1}})", "training.learning_rat",
            R"("learning_rat" is not an option of training; did you mean "learning_rate"?)");
        row("unknown key", R"({"training": {"colour": 1}})", "training.colour",
            R"("colour" is not an option of training, which has epochs and learning_rate)");
        row("kind where there are none", R"({"training": {"kind": "adam"}})", "training.kind",
            R"("kind" is not an option of training, which has epochs and learning_rate)");
        row("of other kinds", R"({"method": {"kind": "sgd", "vertices": 3}})", "method.vertices",
            R"("vertices" is an option of ensemble and connect, not of sgd)");
        row("of one other kind", R"({"method": {"kind": "ensemble", "shared": true}})", "method.shared",
            R"("shared" is an option of connect, not of ensemble)");
        row("of another section", R"({"method": {"epochs": 2}})", "method.epochs",
            R"("epochs" is an option of training, not of sgd)");
        row("misspelt with a kind", R"({"benchmark": {"kind": "rotated", "step_degree": 2}})", "benchmark.step_degree",
            R"("step_degree" is not an option of rotated; did you mean "step_degrees"?)");
        row("misspelt section", R"({"modle": {}})", "modle", R"("modle" is not part of an experiment; did you mean "model"?)");
        row("unknown section", R"({"extra": {}})", "extra",
            R"("extra" is not part of an experiment, which has name, seed, benchmark, model, method and training)");
        row("option at the top", R"({"epochs": 2})", "epochs", R"("epochs" is an option of training, and goes into that object)");
        row("unknown kind", R"({"method": {"kind": "sdg"}})", "method.kind",
            R"(must be one of sgd, ensemble, connect, not "sdg"; did you mean "sgd"?)");
        row("kind of a wrong type", R"({"method": {"kind": 3}})", "method.kind", "must be one of sgd, ensemble, connect, not 3");
        row("its options may be meant", R"({"method": {"kind": "conect", "vertices": 5}})", "method.kind",
            R"(must be one of sgd, ensemble, connect, not "conect"; did you mean "connect"?)");
        row("word for a whole number", R"({"training": {"epochs": "ten"}})", "training.epochs",
            R"(must be a whole number, not "ten")");
        row("fraction for a whole number", R"({"training": {"epochs": 2.5}})", "training.epochs",
            "must be a whole number, not 2.5");
        row("null", R"({"training": {"epochs": null}})", "training.epochs", "must be a whole number, not null");
        row("below", R"({"training": {"epochs": 0}})", "training.epochs", "must be between 1 and 1000, not 0");
        row("above", R"({"training": {"epochs": 1001}})", "training.epochs", "must be between 1 and 1000, not 1001");
        row("far above", R"({"training": {"epochs": 18446744073709551615}})", "training.epochs",
            "must be between 1 and 1000, not 18446744073709551615");
        row("real too small", R"({"training": {"learning_rate": 0}})", "training.learning_rate",
            "must be between 1e-8 and 100, not 0");
        row("word for a real", R"({"training": {"learning_rate": "0.1"}})", "training.learning_rate",
            R"(must be a number, not "0.1")");
        row("number for text", R"({"name": 5})", "name", "must be text, not 5");
        row("number for true or false", R"({"method": {"kind": "connect", "shared": 1}})", "method.shared",
            "must be true or false, not 1");
        row("no such choice", R"({"benchmark": {"dataset": "mnits"}})", "benchmark.dataset",
            R"(must be one of glyphs, mnist, cifar10, not "mnits"; did you mean "mnist"?)");
        row("number for a list", R"({"model": {"hidden": 256}})", "model.hidden",
            "must be a list of whole numbers such as [256, 256], not 256");
        row("item of a list", R"({"model": {"hidden": [64, 0]}})", "model.hidden[1]", "must be between 1 and 4096, not 0");
        row("word in a list", R"({"model": {"hidden": ["a"]}})", "model.hidden[0]", R"(must be a whole number, not "a")");
        row("section is no object", R"({"training": 5})", "training", "must be an object in braces, not 5");
        row("file is no object", "[1, 2]", "",
            "must be an object with name, seed, benchmark, model, method and training, not [1, 2]");
    }

    void problems()
    {
        QFETCH(QString, given);
        QFETCH(QString, path);
        QFETCH(QString, message);
        const ResolvedExperiment resolved = resolve(schema(), Json::parse(given.toStdString()));
        QCOMPARE(resolved.problems.size(), std::size_t{1});
        QCOMPARE(text(resolved.problems[0].path), path);
        QCOMPARE(text(resolved.problems[0].message), message);
    }

    void everyProblemIsListedAndTheDefaultStandsIn()
    {
        const ResolvedExperiment resolved =
            resolve(schema(), Json::parse(R"({"name": 1, "training": {"epochs": 0, "learning_rate": 0.5, "x": 1}})"));
        QCOMPARE(resolved.problems.size(), std::size_t{3});
        QCOMPARE(text(resolved.values["training"].dump()), QStringLiteral(R"({"epochs":1,"learning_rate":0.5})"));
        QCOMPARE(text(resolved.values["name"].get<std::string>()), QStringLiteral("experiment"));
    }

    void underAnUnknownKindOnlyKeysOfNoKindAreUnknown()
    {
        const ResolvedExperiment resolved =
            resolve(schema(), Json::parse(R"({"method": {"kind": "none", "vertices": 2, "nothing": 1}})"));
        QCOMPARE(resolved.problems.size(), std::size_t{2});
        QCOMPARE(text(resolved.problems[0].path), QStringLiteral("method.kind"));
        QCOMPARE(text(resolved.problems[1].path), QStringLiteral("method.nothing"));
    }

    void longValuesAreCutBetweenCharacters()
    {
        std::string word = "x";
        for (int i = 0; i < 100; ++i)
            word += "°";
        const QString message = text(problemWith(whole("epochs", 1, 1, 9), Json(word)));
        QVERIFY2(message.endsWith(QStringLiteral("°…")), qPrintable(message));
        QVERIFY(!message.contains(QChar::ReplacementCharacter));
        QCOMPARE(message.count(QStringLiteral("°")), 29);  // 60 bytes: a quote, an x, 29 signs of two bytes
    }

    void problemWithOneValue()
    {
        QCOMPARE(text(problemWith(whole("epochs", 1, 1, 9), Json(9))), QString());
        OptionSpec atLeast = whole("epochs", 1, 1, 9);
        atLeast.max = std::numeric_limits<double>::max();
        QCOMPARE(text(problemWith(atLeast, Json(0))), QStringLiteral("must be at least 1, not 0"));
        QCOMPARE(text(problemWith(atLeast, Json(1e300))),
                 QStringLiteral("must be a whole number of at most 63 bits, not 1e+300"));
        atLeast.zeroMeans = "all";
        QCOMPARE(text(problemWith(atLeast, Json(0))), QString());
        QCOMPARE(text(problemWith(atLeast, Json(-1))), QStringLiteral("must be at least 1, or 0 for all, not -1"));
        OptionSpec hidden = whole("hidden", 1, 1, 9);
        hidden.fallback = Json::array({4});
        QCOMPARE(text(problemWith(hidden, Json::array({1, 12}))), QStringLiteral("item 2 must be between 1 and 9, not 12"));
        QCOMPARE(text(problemWith(hidden, Json::array())), QString());
    }

    void allowedValuesInWords()
    {
        OptionSpec images = whole("n", 0, 0, 1000);
        QCOMPARE(text(allowedValues(images)), QStringLiteral("0 to 1000"));
        images.unit = "images";
        images.zeroMeans = "all";
        QCOMPARE(text(allowedValues(images)), QStringLiteral("1 to 1000 images (0 = all)"));
        OptionSpec degrees = real("d", 9.0, -180.0, 180.0);
        degrees.unit = "°";
        QCOMPARE(text(allowedValues(degrees)), QStringLiteral("-180 to 180°"));
        QCOMPARE(text(allowedValues(whole("seed", 1, 0, 9007199254740992.0))), QStringLiteral("0 to 9007199254740992"));
        QCOMPARE(text(allowedValues(real("rate", 0.05, 1e-8, 0.5))), QStringLiteral("1e-8 to 0.5"));
        QCOMPARE(text(allowedValues(real("rate", 0.05, 0, std::numeric_limits<double>::max()))), QStringLiteral("at least 0"));
        QCOMPARE(text(allowedValues({.key = {}, .label = {}, .help = {}, .fallback = 2})), QStringLiteral("any whole number"));
        QCOMPARE(text(allowedValues({.key = {}, .label = {}, .help = {}, .fallback = true})), QStringLiteral("true or false"));
        QCOMPARE(text(allowedValues({.key = {}, .label = {}, .help = {}, .fallback = ""})), QStringLiteral("any text"));
        QCOMPARE(text(allowedValues(dataset())), QStringLiteral("one of glyphs, mnist, cifar10"));
        OptionSpec hidden = whole("hidden", 0, 1, 4096);
        hidden.fallback = Json::array();
        QCOMPARE(text(allowedValues(hidden)), QStringLiteral("a list of whole numbers, each 1 to 4096"));
    }

    void displayTextAsInTheFile()
    {
        QCOMPARE(text(displayText(0.05)), QStringLiteral("0.05"));
        QCOMPARE(text(displayText(Json::array({256, 256}))), QStringLiteral("[256, 256]"));
        QCOMPARE(text(displayText("auto")), QStringLiteral("auto"));
        QCOMPARE(text(displayText(true)), QStringLiteral("true"));
        QCOMPARE(text(displayText("\xff")).size(), 1);  // not UTF-8: shown, not thrown
        QCOMPARE(text(displayText(Json::array({"\xff"}))).size(), 5);
    }

    void findsTheOptionOfTheKindInUse()
    {
        const ExperimentSchema all = schema();
        const Json connect = Json::parse(R"({"method": {"kind": "connect"}})");
        QVERIFY(findOption(all, Json::object(), "method.shared") == nullptr);
        QVERIFY(findOption(all, connect, "method.shared") == &all.sections[2].kinds[2].options[1]);
        QVERIFY(findOption(all, connect, "seed") == &all.options[1]);
        QVERIFY(findOption(all, Json(3), "training.epochs") == &all.sections[3].options[0]);
        for (const char* path : {"", ".", "training", "training.", "training.epochs.x", "method.kind", "nothing.here"})
            QVERIFY2(findOption(all, connect, path) == nullptr, path);
    }
};

QTEST_APPLESS_MAIN(TestOptions)
#include "tst_options.moc"
