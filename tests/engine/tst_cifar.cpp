#include "engine/data/datasets.h"
#include "engine/error.h"

#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace isthmus::engine;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t plane = 32 * 32;

/// A record: the label bytes, then one value for each colour.
Bytes record(const Bytes& labels, std::uint8_t red, std::uint8_t green, std::uint8_t blue)
{
    Bytes bytes = labels;
    for (const std::uint8_t value : {red, green, blue})
        bytes.insert(bytes.end(), plane, value);
    return bytes;
}

Bytes joined(const std::vector<Bytes>& parts)
{
    Bytes all;
    for (const Bytes& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// The first byte of every image's red plane: which records these are.
Bytes firstPixels(const ImageSet& set)
{
    Bytes first;
    for (std::size_t i = 0; i < set.pixels.size(); i += 3 * plane)
        first.push_back(set.pixels[i]);
    return first;
}

}  // namespace

class TestCifar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        std::filesystem::remove_all(ten());
        std::filesystem::remove_all(hundred());
        std::filesystem::create_directories(ten());
        std::filesystem::create_directories(hundred());
    }

    void pixelsAndLabelsAreReadInOrder()
    {
        Bytes first = record({7}, 10, 20, 30);
        first[1 + 5] = 11;           // red, row 0, column 5
        first[1 + plane + 32] = 21;  // green, row 1, column 0
        write(ten() / "data_batch_1.bin", joined({first, record({0}, 40, 50, 60)}));
        write(ten() / "test_batch.bin", record({9}, 1, 2, 3));
        const Dataset data = load("cifar10");
        QCOMPARE(data.id, std::string("cifar10"));
        QCOMPARE(data.classes, 10);
        QCOMPARE(data.train.count, 2);
        QCOMPARE(data.train.channels, 3);
        QCOMPARE(data.train.height, 32);
        QCOMPARE(data.train.width, 32);
        QCOMPARE(data.train.labels, (std::vector<std::uint16_t>{7, 0}));
        QVERIFY(data.train.pixels == joined({Bytes(first.begin() + 1, first.end()), record({}, 40, 50, 60)}));
        QCOMPARE(data.test.labels, (std::vector<std::uint16_t>{9}));
        QVERIFY(data.test.pixels == record({}, 1, 2, 3));
        QVERIFY(data.classNames.empty());
        QVERIFY(std::abs(data.mean.at(2) - 45.0 / 255.0) < 1e-12);  // of 30 and 60
        QVERIFY(std::abs(data.deviation.at(2) - 15.0 / 255.0) < 1e-12);
    }

    /// A file of more records than are read at once, and of no multiple of that number.
    void manyRecordsStayInOrder()
    {
        std::vector<Bytes> records;
        Bytes first;
        for (int i = 0; i < 1300; ++i) {
            first.push_back(static_cast<std::uint8_t>(i % 251));
            records.push_back(record({static_cast<std::uint8_t>(i % 10)}, first.back(), 0, 0));
        }
        writePacked(ten() / "data_batch_1.bin.gz", joined(records));
        records.resize(512);
        write(ten() / "test_batch.bin", joined(records));
        const Dataset data = load("cifar10");
        QCOMPARE(data.train.count, 1300);
        QCOMPARE(data.test.count, 512);
        QVERIFY(firstPixels(data.train) == first);
        QCOMPARE(data.train.labels.at(1299), std::uint16_t{9});
    }

    void batchesFollowEachOtherPlainOrPacked()
    {
        write(ten() / "data_batch_1.bin", joined({record({1}, 11, 0, 0), record({2}, 12, 0, 0)}));
        writePacked(ten() / "data_batch_2.bin.gz", record({3}, 13, 0, 0));
        write(ten() / "data_batch_3.bin", record({4}, 14, 0, 0));
        writePacked(ten() / "test_batch.bin.gz", record({5}, 15, 0, 0));
        QCOMPARE(missing("cifar10"), QString());
        const Dataset data = load("cifar10");
        QCOMPARE(firstPixels(data.train), (Bytes{11, 12, 13, 14}));
        QCOMPARE(data.train.labels, (std::vector<std::uint16_t>{1, 2, 3, 4}));
        QCOMPARE(firstPixels(data.test), Bytes{15});
    }

    void allFiveBatchesAreRead()
    {
        writeTen(5);
        write(ten() / "data_batch_6.bin", record({0}, 6, 0, 0));  // there is no such batch
        QCOMPARE(firstPixels(load("cifar10").train), (Bytes{1, 2, 3, 4, 5}));
    }

    void aMissingFileIsNamed_data()
    {
        QTest::addColumn<QStringList>("there");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("nothing") << QStringList{} << QStringList{"data_batch_1.bin (plain or .gz) is missing"};
        QTest::newRow("no test batch") << QStringList{"data_batch_1.bin", "data_batch_2.bin"}
                                       << QStringList{"test_batch.bin (plain or .gz) is missing"};
        QTest::newRow("no first batch") << QStringList{"data_batch_2.bin", "test_batch.bin"}
                                        << QStringList{"data_batch_1.bin (plain or .gz) is missing", "data_batch_2.bin is there"};
        QTest::newRow("a gap") << QStringList{"data_batch_1.bin", "data_batch_3.bin", "test_batch.bin"}
                               << QStringList{"data_batch_2.bin (plain or .gz) is missing", "data_batch_3.bin is there"};
        QTest::newRow("a wide gap") << QStringList{"data_batch_1.bin", "data_batch_2.bin", "data_batch_5.bin", "test_batch.bin"}
                                    << QStringList{"data_batch_3.bin (plain or .gz) is missing", "data_batch_5.bin is there"};
    }

    void aMissingFileIsNamed()
    {
        QFETCH(QStringList, there);
        QFETCH(QStringList, words);
        for (const QString& name : there)
            write(ten() / name.toStdString(), record({0}, 0, 0, 0));
        words << QString::fromStdString(ten().string());
        for (const QString& word : words)
            QVERIFY2(missing("cifar10").contains(word), qPrintable(missing("cifar10")));
        refuses("cifar10", words << "--data-dir");
    }

    void damagedFilesAreRefused_data()
    {
        QTest::addColumn<Bytes>("bytes");
        QTest::addColumn<QStringList>("words");
        const Bytes good = record({3}, 1, 2, 3);
        const auto cut = [](Bytes bytes, std::size_t count) {
            bytes.resize(bytes.size() - count);
            return bytes;
        };
        QTest::newRow("empty") << Bytes{} << QStringList{"is empty"};
        QTest::newRow("a byte short") << cut(joined({good, good}), 1) << QStringList{"truncated", "6145 bytes", "3073"};
        QTest::newRow("a byte too many") << joined({good, {0}}) << QStringList{"truncated", "3074 bytes", "3073"};
        QTest::newRow("less than a record") << Bytes(100, 0) << QStringList{"truncated", "100 bytes"};
        QTest::newRow("a label too high") << joined({good, record({10}, 0, 0, 0)})
                                          << QStringList{"label 10", "record 2", "0 to 9"};
        Bytes late(600 * 3073, 0);
        late[599 * 3073] = 255;
        QTest::newRow("a label too high far in the file") << late << QStringList{"label 255", "record 600"};
    }

    void damagedFilesAreRefused()
    {
        QFETCH(Bytes, bytes);
        QFETCH(QStringList, words);
        writeTen(2);
        write(ten() / "data_batch_2.bin", bytes);
        refuses("cifar10", QStringList(words) << QString::fromStdString((ten() / "data_batch_2.bin").string()));
        writeTen(2);
        std::filesystem::remove(ten() / "test_batch.bin");
        writePacked(ten() / "test_batch.bin.gz", bytes);
        refuses("cifar10", QStringList(words) << QString::fromStdString((ten() / "test_batch.bin.gz").string()));
    }

    void aCutGzipFileIsRefused()
    {
        writeTen(1);
        const auto packed = ten() / "test_batch.bin.gz";
        std::filesystem::remove(ten() / "test_batch.bin");
        writePacked(packed, joined({record({1}, 1, 2, 3), record({1}, 4, 5, 6)}));
        std::filesystem::resize_file(packed, std::filesystem::file_size(packed) - 6);
        refuses("cifar10", {"truncated", "gzip", QString::fromStdString(packed.string())});
    }

    void namesAreReadWhereTheyAreGood_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        const QByteArray names = "zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine";
        QTest::newRow("as published, blank lines at the end") << names + "\n\n" << true;
        QTest::newRow("no line end") << names << true;
        QTest::newRow("carriage returns") << QByteArray(names + "\n").replace("\n", "\r\n") << true;
        QTest::newRow("too few") << QByteArray("zero\none\n") << false;
        QTest::newRow("too many") << names + "\nten\n" << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("bytes of any kind") << QByteArray(names).replace("two", QByteArray("\x00\xff\x02", 3)) << false;
        QTest::newRow("a long line") << names + QByteArray(100'000, 'x') << false;
    }

    void namesAreReadWhereTheyAreGood()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        writeTen(1);
        write(ten() / "batches.meta.txt", Bytes(text.begin(), text.end()));
        const Dataset data = load("cifar10");
        QCOMPARE(data.train.count, 1);
        const std::vector<std::string> names{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
        QCOMPARE(data.classNames, good ? names : std::vector<std::string>());
    }

    void aFolderOfNamesIsNoNames()
    {
        writeTen(1);
        std::filesystem::create_directory(ten() / "batches.meta.txt");
        QVERIFY(load("cifar10").classNames.empty());
    }

    void cifar100TakesTheFineLabels()
    {
        QVERIFY(missing("cifar100").contains("train.bin (plain or .gz) is missing in"));
        refuses("cifar100", {"train.bin (plain or .gz) is missing in", QString::fromStdString(hundred().string())});
        write(hundred() / "train.bin", joined({record({19, 99}, 1, 2, 3), record({0, 42}, 4, 5, 6)}));
        QVERIFY(missing("cifar100").startsWith("test.bin (plain or .gz) is missing in"));
        writePacked(hundred() / "test.bin.gz", record({4, 0}, 7, 8, 9));
        QCOMPARE(missing("cifar100"), QString());
        std::string names;
        for (int i = 0; i < 100; ++i)
            names += "name_" + std::to_string(i) + "\n";
        write(hundred() / "fine_label_names.txt", Bytes(names.begin(), names.end()));
        const Dataset data = load("cifar100");
        QCOMPARE(data.id, std::string("cifar100"));
        QCOMPARE(data.classes, 100);
        QCOMPARE(data.train.labels, (std::vector<std::uint16_t>{99, 42}));
        QCOMPARE(data.test.labels, (std::vector<std::uint16_t>{0}));
        QVERIFY(data.train.pixels == joined({record({}, 1, 2, 3), record({}, 4, 5, 6)}));
        QVERIFY(data.test.pixels == record({}, 7, 8, 9));
        QCOMPARE(data.classNames.size(), std::size_t{100});
        QCOMPARE(data.classNames.at(99), std::string("name_99"));
    }

    void cifar100RefusesWrongLabelsAndSizes()
    {
        const QString train = QString::fromStdString((hundred() / "train.bin").string());
        write(hundred() / "test.bin", record({0, 0}, 0, 0, 0));
        write(hundred() / "train.bin", record({0, 100}, 0, 0, 0));
        refuses("cifar100", {train, "label 100", "record 1", "0 to 99"});
        write(hundred() / "train.bin", record({20, 99}, 0, 0, 0));
        refuses("cifar100", {train, "label 20", "record 1", "0 to 19"});
        write(hundred() / "train.bin", record({9}, 0, 0, 0));  // of CIFAR-10
        refuses("cifar100", {train, "truncated", "3073 bytes", "3074"});
    }

    void aStopRequestEndsIt()
    {
        writeTen(1);
        std::stop_source source;
        source.request_stop();
        try {
            findDataset("cifar10").load({dataDir()}, source.get_token());
            QFAIL("not stopped");
        } catch (const Error& error) {
            QVERIFY(error.kind() == Error::Kind::Interrupted);
        }
    }

    void theRealSubsetIsRead()
    {
        const QByteArray folder = qgetenv("ISTHMUS_TEST_DATA");
        if (folder.isEmpty())
            QSKIP("set ISTHMUS_TEST_DATA to a folder that holds cifar-10-batches-bin to test the real files");
        const DataPlace place{folder.toStdString()};
        const DatasetInfo& row = findDataset("cifar10");
        if (const std::string absent = row.missing(place); !absent.empty())
            QSKIP(qPrintable("ISTHMUS_TEST_DATA has no CIFAR-10: " + QString::fromStdString(absent)));
        const Dataset data = row.load(place, {});
        QCOMPARE(data.train.count, 10'000);
        QCOMPARE(data.test.count, 2'000);
        QCOMPARE(std::ranges::count(data.train.labels, std::uint16_t{3}), 1000);  // balanced, as its README says
        QCOMPARE(data.classNames.at(0), std::string("airplane"));
        QCOMPARE(data.classNames.at(9), std::string("truck"));
        QVERIFY(std::abs(data.mean.at(0) - 0.4914) < 0.005);  // of the whole data set, as published everywhere
        QVERIFY(std::abs(data.mean.at(1) - 0.4822) < 0.005);
        QVERIFY(std::abs(data.mean.at(2) - 0.4465) < 0.005);
    }

private:
    std::filesystem::path dataDir() const { return dir_.path().toStdString(); }
    std::filesystem::path ten() const { return dataDir() / "cifar-10-batches-bin"; }
    std::filesystem::path hundred() const { return dataDir() / "cifar-100-binary"; }

    static void write(const std::filesystem::path& path, const Bytes& bytes)
    {
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }

    static void writePacked(const std::filesystem::path& path, const Bytes& bytes)
    {
        const gzFile file = gzopen(path.c_str(), "wb1");
        gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
        gzclose(file);
    }

    /// That many training batches of one record each, its red the batch's number, and a test batch.
    void writeTen(int batches) const
    {
        for (int i = 1; i <= batches; ++i)
            write(ten() / ("data_batch_" + std::to_string(i) + ".bin"), record({0}, static_cast<std::uint8_t>(i), 0, 0));
        write(ten() / "test_batch.bin", record({0}, 0, 0, 0));
    }

    Dataset load(const std::string& id) const { return findDataset(id).load({dataDir()}, {}); }

    QString missing(const std::string& id) const { return QString::fromStdString(findDataset(id).missing({dataDir()})); }

    void refuses(const std::string& id, const QStringList& words) const
    {
        try {
            load(id);
            QFAIL("accepted");
        } catch (const Error& error) {
            const QString message = QString::fromUtf8(error.what());
            QVERIFY(error.kind() == Error::Kind::BadInput);
            QVERIFY2(!message.contains('\n'), qPrintable(message));
            for (const QString& word : words)
                QVERIFY2(message.contains(word), qPrintable(message));
        }
    }

    QTemporaryDir dir_;
};

QTEST_APPLESS_MAIN(TestCifar)
#include "tst_cifar.moc"
