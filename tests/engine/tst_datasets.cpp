#include "engine/data/checksum.h"
#include "engine/data/datasets.h"
#include "engine/error.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <set>

using namespace isthmus::engine;

namespace {

/// Writes an IDX file whose sizes all fit one byte.
void writeIdx(const std::filesystem::path& path, const std::vector<std::uint8_t>& sizes, const std::vector<std::uint8_t>& content)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    const auto put = [&](std::uint8_t byte) { file.put(static_cast<char>(byte)); };
    for (const std::uint8_t byte : {std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{8}, static_cast<std::uint8_t>(sizes.size())})
        put(byte);
    for (const std::uint8_t size : sizes) {
        for (const std::uint8_t byte : {std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{0}, size})
            put(byte);
    }
    for (const std::uint8_t byte : content)
        put(byte);
}

/// Two training images and one test image of 1 x 2 pixels.
void writeTinyDataset(const std::filesystem::path& raw)
{
    writeIdx(raw / "train-images-idx3-ubyte", {2, 1, 2}, {0, 255, 255, 255});
    writeIdx(raw / "train-labels-idx1-ubyte", {2}, {3, 1});
    writeIdx(raw / "t10k-images-idx3-ubyte", {1, 1, 2}, {7, 8});
    writeIdx(raw / "t10k-labels-idx1-ubyte", {1}, {2});
}

}  // namespace

class TestDatasets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowDescribesItself()
    {
        std::set<std::string> ids;
        for (const DatasetInfo& row : datasetTable()) {
            QVERIFY(ids.insert(row.id).second);
            QVERIFY(!QString::fromUtf8(row.label).isEmpty() && QString::fromUtf8(row.help).endsWith('.'));
            QCOMPARE(&findDataset(row.id), &row);
        }
        QCOMPARE(ids, (std::set<std::string>{"glyphs", "mnist", "fashion_mnist", "cifar10", "cifar100", "image_folder"}));
    }

    void anUnknownRowIsRefusedWithTheKnownOnes()
    {
        try {
            findDataset("mnits");
            QFAIL("accepted");
        } catch (const Error& error) {
            const QString message = QString::fromUtf8(error.what());
            QVERIFY(error.kind() == Error::Kind::BadInput);
            for (const char* word : {"mnits", "glyphs", "mnist", "fashion_mnist", "cifar10", "cifar100", "image_folder"})
                QVERIFY2(message.contains(word), qPrintable(message));
        }
    }

    void glyphsNeedNoFiles() { QVERIFY(findDataset("glyphs").missing({"/nowhere"}).empty()); }

    void filesOnDisk_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("folder");
        QTest::newRow("mnist") << "mnist"
                               << "MNIST/raw";
        QTest::newRow("fashion_mnist") << "fashion_mnist"
                                       << "FashionMNIST/raw";
    }

    void filesOnDisk()
    {
        QFETCH(QString, id);
        QFETCH(QString, folder);
        const QTemporaryDir dir;
        const std::filesystem::path dataDir = dir.path().toStdString();
        const auto raw = dataDir / folder.toStdString();
        const DatasetInfo& row = findDataset(id.toStdString());
        const auto missing = [&] { return QString::fromStdString(row.missing({dataDir})); };
        QVERIFY2(missing().contains("train-images-idx3-ubyte") && missing().contains(QString::fromStdString(raw.string())),
                 qPrintable(missing()));
        writeTinyDataset(raw);
        QCOMPARE(missing(), QString());
        const Dataset data = row.load({dataDir}, {});
        QCOMPARE(QString::fromStdString(data.id), id);
        QCOMPARE(data.classes, 10);
        QCOMPARE(data.train.pixels, (std::vector<std::uint8_t>{0, 255, 255, 255}));
        QCOMPARE(data.train.labels, (std::vector<std::uint16_t>{3, 1}));
        QCOMPARE(data.test.pixels, (std::vector<std::uint8_t>{7, 8}));
        QCOMPARE(data.test.labels, (std::vector<std::uint16_t>{2}));
        QCOMPARE(data.mean, std::vector<double>{0.75});
        QCOMPARE(data.deviation, std::vector<double>{std::sqrt(0.75 - 0.75 * 0.75)});
        std::filesystem::remove(raw / "t10k-labels-idx1-ubyte");
        QVERIFY2(missing().contains("t10k-labels-idx1-ubyte"), qPrintable(missing()));
        QVERIFY(refusal(row, dataDir).contains("t10k-labels-idx1-ubyte"));
    }

    void splitsOfDifferentSizesAreRefused()
    {
        const QTemporaryDir dir;
        const std::filesystem::path dataDir = dir.path().toStdString();
        writeTinyDataset(dataDir / "MNIST/raw");
        writeIdx(dataDir / "MNIST/raw/t10k-images-idx3-ubyte", {1, 2, 1}, {7, 8});
        const QString message = refusal(findDataset("mnist"), dataDir);
        QVERIFY2(message.contains("1 × 2") && message.contains("2 × 1"), qPrintable(message));
    }

    void imagesAllOfOneGreyCanBeNormalised()
    {
        const QTemporaryDir dir;
        const std::filesystem::path dataDir = dir.path().toStdString();
        writeTinyDataset(dataDir / "MNIST/raw");
        writeIdx(dataDir / "MNIST/raw/train-images-idx3-ubyte", {2, 1, 2}, {51, 51, 51, 51});
        const Dataset data = findDataset("mnist").load({dataDir}, {});
        QCOMPARE(data.mean, std::vector<double>{0.2});
        QCOMPARE(data.deviation, std::vector<double>{1.0});
    }

    void dataFolderFollowsTheEnvironment()
    {
        const QByteArray xdg = qgetenv("XDG_DATA_HOME");
        const QByteArray home = qgetenv("HOME");
        qputenv("HOME", "/home/ada");
        qunsetenv("XDG_DATA_HOME");
        const auto fromHome = defaultDataDir();
        qputenv("XDG_DATA_HOME", "relative");
        const auto fromRelative = defaultDataDir();
        qputenv("XDG_DATA_HOME", "/srv/share");
        const auto fromXdg = defaultDataDir();
        qputenv("HOME", home);
        xdg.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", xdg);
        QCOMPARE(QString::fromStdString(fromHome.string()), QStringLiteral("/home/ada/.local/share/isthmus/data"));
        QCOMPARE(QString::fromStdString(fromRelative.string()), QStringLiteral("/home/ada/.local/share/isthmus/data"));
        QCOMPARE(QString::fromStdString(fromXdg.string()), QStringLiteral("/srv/share/isthmus/data"));
    }

    /// The two examples of the standard FIPS 180-2.
    void checksumIsSha256()
    {
        QCOMPARE(QString::fromStdString(sha256(std::vector<std::uint8_t>())),
                 QStringLiteral("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(QString::fromStdString(sha256(std::vector<std::uint8_t>{'a', 'b', 'c'})),
                 QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        const auto of = [](std::vector<std::uint16_t> labels) { return sha256(labels); };
        QCOMPARE(of({'a', 'b', 'c'}), sha256(std::vector<std::uint8_t>{'a', 'b', 'c'}));
        QCOMPARE(of({1, 258}), sha256(std::vector<std::uint8_t>{1, 0, 2, 1}));
    }

    void realMnistIsReadByteForByte()
    {
        const QByteArray dataDir = qgetenv("ISTHMUS_TEST_DATA");
        if (dataDir.isEmpty())
            QSKIP("set ISTHMUS_TEST_DATA to a folder that holds MNIST/raw to test the real files");
        const Dataset data = findDataset("mnist").load({dataDir.toStdString()}, {});
        QCOMPARE(data.train.count, 60'000);
        QCOMPARE(data.test.count, 10'000);
        QCOMPARE(data.train.labels.front(), std::uint16_t{5});
        QCOMPARE(data.test.labels.front(), std::uint16_t{7});
        QVERIFY(std::abs(data.mean.at(0) - 0.1307) < 5e-5
                && std::abs(data.deviation.at(0) - 0.3081) < 5e-5);  // as published everywhere
        QCOMPARE(QString::fromStdString(sha256(data.train.pixels)),
                 QStringLiteral("741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757"));
        QCOMPARE(QString::fromStdString(sha256(data.train.labels)),
                 QStringLiteral("1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13"));
        QCOMPARE(QString::fromStdString(sha256(data.test.pixels)),
                 QStringLiteral("6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161"));
        QCOMPARE(QString::fromStdString(sha256(data.test.labels)),
                 QStringLiteral("ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5"));
    }

private:
    /// The message with which loading is refused; empty when it is not.
    static QString refusal(const DatasetInfo& row, const std::filesystem::path& dataDir)
    {
        try {
            row.load({dataDir}, {});
        } catch (const Error& error) {
            return error.kind() == Error::Kind::BadInput ? QString::fromUtf8(error.what()) : QString();
        }
        return {};
    }
};

QTEST_APPLESS_MAIN(TestDatasets)
#include "tst_datasets.moc"
