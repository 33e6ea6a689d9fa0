// Options inside options, options that depend on another, and defaults that a kind brings along.
#include "engine/options/validation.h"
#include "engine/runs/experiment.h"

#include <QtTest>

using namespace isthmus::engine;

namespace {

OptionSpec real(const char* key, double fallback)
{
    return {.key = key, .label = key, .help = {}, .fallback = fallback, .min = 0.0, .max = 100.0};
}

/// A method that is plain, one that brings defaults along, one with a choice, and an ensemble of any of them.
ExperimentSchema schema()
{
    const OptionGroup plain{"plain", "Plain", {}, {}, {real("strength", 1.0)}};
    const OptionGroup steady{.id = "steady",
                             .label = "Steady",
                             .help = {},
                             .source = {},
                             .options = {},
                             .defaults = {{"training.rate", 0.5}, {"model.dropout", 0.25}}};
    OptionSpec decay = real("decay", 0.9);
    decay.when = OptionCondition{"form", "online"};
    const OptionGroup formed{
        "formed",
        "Formed",
        {},
        {},
        {{.key = "form", .label = "Form", .help = {}, .fallback = "each", .choices = {{"each", "Each"}, {"online", "Online"}}},
         decay}};
    const OptionSection base{
        .key = "base", .label = "Base", .help = {}, .kinds = {plain, steady, formed}, .defaultKind = "plain", .options = {}};
    const OptionGroup many{
        .id = "many", .label = "Many", .help = {}, .source = {}, .options = {real("members", 3.0)}, .parts = {base}};
    return {.options = {},
            .sections = {
                {.key = "model", .label = "Model", .help = {}, .kinds = {}, .defaultKind = {}, .options = {real("dropout", 0.0)}},
                {.key = "method",
                 .label = "Method",
                 .help = {},
                 .kinds = {plain, steady, formed, many},
                 .defaultKind = "plain",
                 .options = {}},
                {.key = "training",
                 .label = "Training",
                 .help = {},
                 .kinds = {},
                 .defaultKind = {},
                 .options = {real("rate", 0.1)}}}};
}

QString text(const std::string& words) { return QString::fromStdString(words); }

}  // namespace

class NestedOptionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resolves_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("resolved");
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("dropout");
        const auto row = [](const char* name, const char* method, const char* resolved, double rate = 0.1, double dropout = 0.0) {
            QTest::newRow(name) << method << resolved << rate << dropout;
        };
        row("a part with its defaults", R"({"kind": "many"})",
            R"({"kind":"many","members":3.0,"base":{"kind":"plain","strength":1.0}})");
        row("a part as given", R"({"kind": "many", "base": {"kind": "plain", "strength": 2}})",
            R"({"kind":"many","members":3.0,"base":{"kind":"plain","strength":2.0}})");
        row("a word stands for its kind", R"({"kind": "many", "base": "steady"})",
            R"({"kind":"many","members":3.0,"base":{"kind":"steady"}})", 0.5, 0.25);
        row("a word for a section", R"("steady")", R"({"kind":"steady"})", 0.5, 0.25);
        row("defaults that a kind brings along", R"({"kind": "steady"})", R"({"kind":"steady"})", 0.5, 0.25);
        row("an option that does not apply", R"({"kind": "formed"})", R"({"kind":"formed","form":"each"})");
        row("one that does", R"({"kind": "formed", "form": "online"})", R"({"kind":"formed","form":"online","decay":0.9})");
        row("in a part", R"({"kind": "many", "base": {"kind": "formed", "form": "online", "decay": 0.5}})",
            R"({"kind":"many","members":3.0,"base":{"kind":"formed","form":"online","decay":0.5}})");
    }

    void resolves()
    {
        QFETCH(QString, method);
        QFETCH(QString, resolved);
        QFETCH(double, rate);
        QFETCH(double, dropout);
        const Json given{{"method", Json::parse(method.toStdString())}};
        const ResolvedExperiment result = resolve(schema(), given);
        QVERIFY2(result.problems.empty(), result.problems.empty() ? "" : result.problems[0].message.c_str());
        QCOMPARE(text(result.values.at("method").dump()), resolved);
        QCOMPARE(result.values.at("training").at("rate").get<double>(), rate);
        QCOMPARE(result.values.at("model").at("dropout").get<double>(), dropout);
        QCOMPARE(text(resolve(schema(), result.values).values.dump()), text(result.values.dump()));
    }

    void whatIsGivenWinsOverWhatAKindBrings()
    {
        const Json given = Json::parse(R"({"method": "steady", "training": {"rate": 0.1}})");
        QCOMPARE(resolve(schema(), given).values.at("training").at("rate").get<double>(), 0.1);
    }

    void problems_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("message");
        QTest::newRow("unknown in a part") << R"({"kind": "many", "base": {"strenght": 2}})"
                                           << "method.base.strenght"
                                           << R"("strenght" is not an option of plain; did you mean "strength"?)";
        QTest::newRow("out of range in a part") << R"({"kind": "many", "base": {"strength": -1}})"
                                                << "method.base.strength"
                                                << "must be between 0 and 100, not -1";
        QTest::newRow("unknown kind of a part") << R"({"kind": "many", "base": "plan"})"
                                                << "method.base.kind"
                                                << R"(must be one of plain, steady, formed, not "plan"; did you mean "plain"?)";
        QTest::newRow("a part that is none") << R"({"kind": "many", "base": 3})"
                                             << "method.base"
                                             << "must be an object in braces, not 3";
        QTest::newRow("a part of another kind") << R"({"kind": "plain", "base": "plain"})"
                                                << "method.base"
                                                << R"("base" is an option of many, not of plain)";
        QTest::newRow("does not apply here") << R"({"kind": "formed", "decay": 0.5})"
                                             << "method.decay"
                                             << R"("decay" is an option of formed only where form is online)";
    }

    void problems()
    {
        QFETCH(QString, method);
        QFETCH(QString, path);
        QFETCH(QString, message);
        const ResolvedExperiment result = resolve(schema(), {{"method", Json::parse(method.toStdString())}});
        QCOMPARE(result.problems.size(), std::size_t{1});
        QCOMPARE(text(result.problems[0].path), path);
        QCOMPARE(text(result.problems[0].message), message);
    }

    void optionsAreFoundByPath()
    {
        const ExperimentSchema all = schema();
        const Json many = Json::parse(R"({"method": {"kind": "many", "base": {"kind": "formed", "form": "online"}}})");
        const OptionSection& base = all.sections[1].kinds[3].parts[0];
        QVERIFY(findOption(all, many, "method.base.decay") == &base.kinds[2].options[1]);
        QVERIFY(findOption(all, many, "method.members") == &all.sections[1].kinds[3].options[0]);
        QVERIFY(findOption(all, many, "method.base.strength") == nullptr);
        QVERIFY(findOption(all, Json::object(), "method.base.strength") == nullptr);
    }

    /// On the command line a setting may take the meaning from what the file says beside it.
    void settingsDropWhatLosesItsMeaning()
    {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("e.json").toStdString();
        const auto read = [&](const char* json, const std::vector<std::string>& settings) {
            QFile out(QString::fromStdString(file));
            if (!out.open(QIODevice::WriteOnly))
                return Json();
            out.write(json);
            out.close();
            return Experiment::fromFile(file, settings).section("method");
        };
        const char* ewc = R"({"method": {"kind": "ewc", "form": "online", "forgetting_factor": 0.5}})";
        QVERIFY(!read(ewc, {"method.form=per_task"}).contains("forgetting_factor"));
        QVERIFY(!read(ewc, {"method.kind=sgd"}).contains("form"));
        const char* ensemble = R"({"method": {"kind": "vanilla_ensemble", "base": {"kind": "ewc", "strength": 5}}})";
        QCOMPARE(read(ensemble, {"method.base.kind=er"}).at("base").at("kind").get<std::string>(), std::string("er"));
        QCOMPARE(read(ensemble, {"method.base.strength=7"}).at("base").at("strength").get<double>(), 7.0);
        QVERIFY(!read(ensemble, {"method.kind=sgd"}).contains("base"));
        // A mistake of the file stays one.
        QVERIFY_EXCEPTION_THROWN(read(R"({"method": {"kind": "sgd", "vertices": 3}})", {"method.kind=sgd"}), std::exception);
    }

    void seedsOfEachConcern()
    {
        const Seeds same = Experiment(Json{{"seed", 7}}).seeds();
        QVERIFY(same.tasks == 7 && same.order == 7 && same.initialisation == 7 && same.memory == 7 && same.run == 7);
        const Seeds apart =
            Experiment(Json{{"seed", 7}, {"task_seed", 1}, {"order_seed", 2}, {"initialisation_seed", 3}, {"memory_seed", 4}})
                .seeds();
        QVERIFY(apart.tasks == 1 && apart.order == 2 && apart.initialisation == 3 && apart.memory == 4 && apart.run == 7);
        const Seeds second = apart.member(1);
        QVERIFY(second.tasks == 1 && second.order == 2 && second.memory == 4);
        QVERIFY(second.initialisation != 3 && second.run != 7);
        QVERIFY(apart.member(0).initialisation == 3);
    }

    void severalSeedsAreSeveralExperiments()
    {
        const auto each = Experiment(Json{{"seeds", {4, 9}}}).eachSeed();
        QCOMPARE(each.size(), std::size_t{2});
        QCOMPARE(each[1].seed(), std::uint64_t{9});
        QVERIFY(each[1].values().at("seeds").empty());
        QCOMPARE(Experiment(Json{{"seed", 3}}).eachSeed().at(0).seed(), std::uint64_t{3});
        try {
            Experiment(Json{{"seeds", {4, 4}}});
            QFAIL("accepted");
        } catch (const std::exception& error) {
            QVERIFY2(QString::fromUtf8(error.what()).startsWith("seeds: 4 is there twice"), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(NestedOptionsTest)
#include "tst_nested_options.moc"
