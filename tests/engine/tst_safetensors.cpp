#include "engine/error.h"
#include "engine/models/mlp.h"
#include "engine/runs/files.h"
#include "engine/runs/network_file.h"
#include "engine/runs/safetensors.h"
#include "engine/runs/stored_networks.h"

#include <QtTest>

#include <cstring>

using namespace isthmus::engine;

namespace {

QByteArray fileOf(const QByteArray& header, const QByteArray& data)
{
    const auto length = static_cast<quint64>(header.size());
    return QByteArray(reinterpret_cast<const char*>(&length), 8) + header + data;
}

}  // namespace

class SafetensorsTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::filesystem::path path(const char* name) const { return folder_.filePath(QString::fromLatin1(name)).toStdString(); }

private Q_SLOTS:
    void roundTrip()
    {
        TensorFile content;
        content.tensors["floats"] = at::rand({3, 4}).t();  // not contiguous
        content.tensors["doubles"] = at::rand({2}, at::kDouble);
        content.tensors["longs"] = at::randint(1000, {5}, at::kLong);
        content.tensors["bytes"] = at::randint(255, {7}, at::kByte);
        content.tensors["empty"] = at::empty({0, 3});
        content.tensors["scalar"] = at::rand({});
        content.metadata["note"] = "with \"quotes\" and \n lines";
        writeSafetensors(path("a.safetensors"), content);
        const TensorFile read = readSafetensors(path("a.safetensors"));
        QCOMPARE(read.metadata, content.metadata);
        QCOMPARE(read.tensors.size(), content.tensors.size());
        for (const auto& [name, tensor] : content.tensors)
            QVERIFY2(at::equal(read.tensors.at(name), tensor) && read.tensors.at(name).sizes() == tensor.sizes(), name.c_str());
    }

    void bytesAreTheFormats()
    {
        TensorFile content;
        content.tensors["x"] = at::tensor(std::vector<float>{1.0F, -2.0F});
        writeSafetensors(path("b.safetensors"), content);
        const std::string bytes = readFile(path("b.safetensors"));
        std::uint64_t length = 0;
        std::memcpy(&length, bytes.data(), 8);
        QCOMPARE(length % 8, std::uint64_t{0});
        const auto header = nlohmann::json::parse(bytes.substr(8, length));
        QCOMPARE(header.at("x").at("dtype").get<std::string>(), std::string("F32"));
        QCOMPARE(header.at("x").at("shape").get<std::vector<int>>(), std::vector<int>{2});
        QCOMPARE(header.at("x").at("data_offsets").get<std::vector<int>>(), (std::vector<int>{0, 8}));
        QCOMPARE(QByteArray(bytes.data() + 8 + length, 8).toHex(), QByteArray("0000803f000000c0"));
        QCOMPARE(bytes.size(), 8 + length + 8);
    }

    void refusesDamage_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray eight(8, 'x');
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("seven bytes") << QByteArray(7, '\0');
        QTest::newRow("header past the end") << fileOf("{}", "").replace(0, 1, "\x50");
        QTest::newRow("huge header") << QByteArray(8, '\x7f') + "{}";
        QTest::newRow("not JSON") << fileOf("{not json", eight);
        QTest::newRow("not an object") << fileOf("[1,2,3]", eight);
        QTest::newRow("unknown type") << fileOf(R"({"x":{"dtype":"Q9","shape":[8],"data_offsets":[0,8]}})", eight);
        QTest::newRow("outside the file") << fileOf(R"({"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", eight);
        QTest::newRow("does not fit its shape") << fileOf(R"({"x":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})", eight);
        QTest::newRow("negative extent") << fileOf(R"({"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", eight);
        QTest::newRow("product overflows") << fileOf(
            R"({"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", eight);
        QTest::newRow("a gap") << fileOf(R"({"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", eight);
        QTest::newRow("an overlap") << fileOf(
            R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
            eight);
        QTest::newRow("data that nobody claims") << fileOf(R"({"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", eight);
        QTest::newRow("offsets as text") << fileOf(R"({"x":{"dtype":"F32","shape":[2],"data_offsets":["0","8"]}})", eight);
    }

    void refusesDamage()
    {
        QFETCH(QByteArray, bytes);
        writeFile(path("damaged.safetensors"), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        try {
            readSafetensors(path("damaged.safetensors"));
            QFAIL("was read");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::BadInput);
            QVERIFY(QByteArray(error.what()).contains("damaged.safetensors"));
            QVERIFY(!QByteArray(error.what()).contains('\n'));
        }
    }

    void networksKnowTheirModel()
    {
        const auto model = makeMlp({{"kind", "mlp"}, {"hidden", {5}}, {"parameter_multiple", 1}},
                                   {.channels = 1, .height = 2, .width = 2, .classes = 3});
        const at::Tensor weights = model->initialWeights(Random(1));
        writeNetwork(path("n.safetensors"), weights, model->layout());
        QVERIFY(at::equal(readNetwork(path("n.safetensors"), model->layout()), weights));
        QVERIFY(at::equal(readSafetensors(path("n.safetensors")).tensors.at("fc2.weight"),
                          part(weights, model->layout().shapes()[2])));
        const auto other = makeMlp({{"kind", "mlp"}, {"hidden", {6}}, {"parameter_multiple", 1}},
                                   {.channels = 1, .height = 2, .width = 2, .classes = 3});
        QVERIFY_EXCEPTION_THROWN(readNetwork(path("n.safetensors"), other->layout()), Error);
        QVERIFY_EXCEPTION_THROWN(readNetwork(path("missing.safetensors"), model->layout()), Error);
    }

    void largeFilesComeBackWhole()
    {
        std::string bytes(3'000'001, 'x');
        bytes[1 << 20] = 'y';
        const std::string_view all(bytes);
        writeFile(path("large"), std::vector<std::string_view>{all.substr(0, 1'000'000), {}, all.substr(1'000'000)});
        QVERIFY(readFile(path("large")) == bytes);
        writeFile(path("nothing"), "");
        QVERIFY(readFile(path("nothing")).empty());
    }

    void aFailedWriteLeavesTheOldFile()
    {
        writeFile(path("kept"), "old");
        std::filesystem::create_directory(path("kept.unfinished"));  // the temporary name cannot be opened
        QVERIFY_EXCEPTION_THROWN(writeFile(path("kept"), "new"), Error);
        QCOMPARE(readFile(path("kept")), std::string("old"));
    }

    void theNetworksOfAPlace()
    {
        const auto of = [](int hidden) {
            return makeMlp({{"kind", "mlp"}, {"hidden", {hidden}}, {"parameter_multiple", 1}},
                           {.channels = 1, .height = 2, .width = 2, .classes = 3});
        };
        const auto model = of(8), other = of(9);
        const auto write = [](const std::filesystem::path& file, const Model& network) {
            std::filesystem::create_directories(file.parent_path());
            writeNetwork(file, at::zeros({network.layout().size()}), network.layout());
        };
        for (const char* run : {"one", "two", "three"}) {
            std::filesystem::create_directories(path(run));
            writeFile(path(run) / "experiment.json", std::string_view("{}"));
        }
        write(path("one") / "weights" / "task-01.safetensors", *model);
        write(path("two") / "weights" / "task-02.safetensors", *model);
        write(path("two") / "weights" / "init.safetensors", *model);
        write(path("three") / "weights" / "task-01.safetensors", *other);
        write(path("good.safetensors"), *model);

        const std::vector<StoredNetwork> two = networksAt(path("two") / "");
        QCOMPARE(two.size(), std::size_t{2});
        QCOMPARE(two[0].name, std::string("two/init"));
        QCOMPARE(two[1].name, std::string("two/task-02"));
        QCOMPARE(two[1].path, path("two") / "weights" / "task-02.safetensors");
        const StoredNetwork alone = networksAt(path("good.safetensors")).front();
        QCOMPARE(QString::fromStdString(alone.name), QFileInfo(folder_.path()).fileName() + "/good");
        QCOMPARE(networksAt(path("two") / "weights").size(), std::size_t{2});  // a folder of networks

        const RunFolder one = RunFolder::open(path("one"));
        checkSuits(two[1], one);
        checkSuits(alone, one);
        const auto problem = [&](auto attempt) {
            try {
                attempt();
            } catch (const Error& error) {
                return QString::fromUtf8(error.what());
            }
            return QString();
        };
        QVERIFY(problem([&] {
                    checkSuits(networksAt(path("three")).front(), one);
                }).endsWith(QStringLiteral("task-01.safetensors: fc1.bias is [9] in F32, the run's model has [8] in F32")));
        QVERIFY(
            problem([&] { checkSuits(networksAt(path("one")).front(), one); }).contains(QStringLiteral("in the list already")));
        QVERIFY(problem([&] { networksAt(path("nowhere")); }).contains(QStringLiteral("no such file or folder")));
        QVERIFY(problem([&] { networksAt(path("two") / "experiment.json"); }).contains(QStringLiteral("is not a network")));
        writeFile(path("torn.safetensors"), std::string_view("torn"));
        QVERIFY(problem([&] {
                    checkSuits(networksAt(path("torn.safetensors")).front(), one);
                }).contains(QStringLiteral("is not a safetensors file")));
    }
};

QTEST_APPLESS_MAIN(SafetensorsTest)
#include "tst_safetensors.moc"
