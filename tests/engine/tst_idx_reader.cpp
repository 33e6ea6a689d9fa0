#include "engine/data/idx_reader.h"
#include "engine/data/plain_or_gz.h"
#include "engine/error.h"

#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

#include <fstream>

using namespace isthmus::engine;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// An IDX file: the magic number, the sizes, the content.
Bytes idx(std::uint32_t magic, const std::vector<std::uint32_t>& sizes, const Bytes& content)
{
    Bytes bytes;
    const auto add = [&](std::uint32_t number) {
        for (const int shift : {24, 16, 8, 0})
            bytes.push_back(static_cast<std::uint8_t>(number >> shift));
    };
    add(magic);
    for (const std::uint32_t size : sizes)
        add(size);
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

Bytes packed(const Bytes& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);  // + 16: gzip, not zlib
    Bytes result(deflateBound(&stream, bytes.size()) + 64);
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = result.data();
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
}

Bytes withoutLast(Bytes bytes, std::size_t count)
{
    bytes.resize(bytes.size() - count);
    return bytes;
}

Bytes changedAt(Bytes bytes, std::size_t position)
{
    bytes.at(position) ^= 0xFF;
    return bytes;
}

/// Bytes that do not compress to nothing, so that a cut falls into the middle of them.
Bytes content(std::size_t count)
{
    Bytes bytes;
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        bytes.push_back(static_cast<std::uint8_t>(state >> 24));
    }
    return bytes;
}

const Bytes goodImages = idx(2051, {3, 2, 4}, content(24));
const Bytes goodLabels = idx(2049, {3}, {9, 0, 4});

void write(const std::filesystem::path& path, const Bytes& bytes)
{
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

class TestIdxReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAPair_data()
    {
        QTest::addColumn<bool>("packImages");
        QTest::addColumn<bool>("packLabels");
        QTest::newRow("plain") << false << false;
        QTest::newRow("gzip") << true << true;
        QTest::newRow("mixed") << true << false;
    }

    void readsAPair()
    {
        QFETCH(bool, packImages);
        QFETCH(bool, packLabels);
        write(images(), packImages ? packed(goodImages) : goodImages);
        write(labels(), packLabels ? packed(goodLabels) : goodLabels);
        const ImageSet set = readIdx(images(), labels(), 10, {});
        QCOMPARE(set.count, 3);
        QCOMPARE(set.channels, 1);
        QCOMPARE(set.height, 2);
        QCOMPARE(set.width, 4);
        QCOMPARE(set.pixels, content(24));
        QCOMPARE(set.labels, (std::vector<std::uint16_t>{9, 0, 4}));
    }

    /// More than one block of reading, so that the blocks are put together in order.
    void readsALargeFile()
    {
        const Bytes pixels = content(3 * 1000 * 1000);
        write(images(), packed(idx(2051, {3, 1000, 1000}, pixels)));
        write(labels(), goodLabels);
        QVERIFY(readIdx(images(), labels(), 10, {}).pixels == pixels);
    }

    void refusesBadImages_data()
    {
        QTest::addColumn<Bytes>("bytes");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("empty") << Bytes{} << QStringList{"truncated", "0 bytes", "16"};
        QTest::newRow("cut in the header") << Bytes(goodImages.begin(), goodImages.begin() + 9)
                                           << QStringList{"truncated", "9 bytes"};
        QTest::newRow("labels instead") << goodLabels << QStringList{"magic number", "2049", "2051"};
        QTest::newRow("not IDX at all") << Bytes{'<', 'h', 't', 'm', 'l', '>'} << QStringList{"magic number", "2051"};
        QTest::newRow("cut in the pixels") << withoutLast(goodImages, 1)
                                           << QStringList{"truncated", "3 × 2 × 4", "24 bytes", "only 23"};
        QTest::newRow("a byte too many") << idx(2051, {3, 2, 4}, content(25)) << QStringList{"too long", "24 bytes"};
        QTest::newRow("no images") << idx(2051, {0, 2, 4}, {}) << QStringList{"holds no images"};
        QTest::newRow("no rows") << idx(2051, {3, 0, 4}, {}) << QStringList{"without pixels", "3 × 0 × 4"};
        QTest::newRow("no columns") << idx(2051, {3, 2, 0}, {}) << QStringList{"without pixels"};
        QTest::newRow("a header for 2^31 bytes") << idx(2051, {1U << 11, 1U << 10, 1U << 10}, {}) << QStringList{"2^31"};
        QTest::newRow("a header that overflows") << idx(2051, {1U << 31, 1U << 31, 4}, {}) << QStringList{"2^31"};
        QTest::newRow("2^31 - 1 bytes promised")
            << idx(2051, {0x7FFFFFFF, 1, 1}, content(10)) << QStringList{"truncated", "only 10"};
        QTest::newRow("another count") << idx(2051, {2, 2, 4}, content(16)) << QStringList{"2 images", "3 labels"};
        const Bytes gz = packed(goodImages);
        QTest::newRow("gzip cut in the data") << withoutLast(gz, 20) << QStringList{"truncated"};
        QTest::newRow("gzip cut in the checksum") << withoutLast(gz, 6) << QStringList{"truncated", "gzip"};
        QTest::newRow("gzip with a wrong checksum") << changedAt(gz, gz.size() - 8) << QStringList{"damaged", "gzip"};
        QTest::newRow("gzip with a wrong length") << changedAt(gz, gz.size() - 4) << QStringList{"damaged", "gzip"};
        QTest::newRow("gzip of a cut file") << packed(withoutLast(goodImages, 5)) << QStringList{"truncated", "only 19"};
        QTest::newRow("gzip of too long a file") << packed(idx(2051, {3, 2, 4}, content(25))) << QStringList{"too long"};
    }

    void refusesBadImages()
    {
        QFETCH(Bytes, bytes);
        QFETCH(QStringList, words);
        write(images(), bytes);
        write(labels(), goodLabels);
        refuses(words << QString::fromStdString(images().string()));
    }

    void refusesBadLabels_data()
    {
        QTest::addColumn<Bytes>("bytes");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("empty") << Bytes{} << QStringList{"truncated", "0 bytes", "8"};
        QTest::newRow("images instead") << goodImages << QStringList{"magic number", "2051", "2049"};
        QTest::newRow("cut") << withoutLast(goodLabels, 2) << QStringList{"truncated", "3 labels", "only 1"};
        QTest::newRow("too long") << idx(2049, {3}, {1, 2, 3, 4}) << QStringList{"too long"};
        QTest::newRow("none") << idx(2049, {0}, {}) << QStringList{"holds no labels"};
        QTest::newRow("a label too high") << idx(2049, {3}, {9, 10, 4}) << QStringList{"label 10", "position 1", "0 to 9"};
        QTest::newRow("another count") << idx(2049, {4}, {1, 2, 3, 4}) << QStringList{"3 images", "4 labels"};
        QTest::newRow("a header for 2^31 labels") << idx(2049, {1U << 31}, {}) << QStringList{"2^31"};
    }

    void refusesBadLabels()
    {
        QFETCH(Bytes, bytes);
        QFETCH(QStringList, words);
        write(images(), goodImages);
        write(labels(), bytes);
        refuses(words << QString::fromStdString(labels().string()));
    }

    void refusesAnAbsentFileAndAFolder()
    {
        write(labels(), goodLabels);
        std::filesystem::remove(images());
        refuses({"cannot be opened", QString::fromStdString(images().string())});
        std::filesystem::create_directory(images());
        refuses({"cannot be read", QString::fromStdString(images().string())});
        std::filesystem::remove(images());
    }

    void findsThePlainFileThenThePackedOne()
    {
        const auto path = folder() / "found";
        auto gz = path;
        gz += ".gz";
        QVERIFY(!findPlainOrGz(path));
        write(gz, packed(goodImages));
        QVERIFY(findPlainOrGz(path) == gz);
        write(path, goodImages);
        QVERIFY(findPlainOrGz(path) == path);
    }

    void aStopRequestEndsIt()
    {
        write(images(), goodImages);
        write(labels(), goodLabels);
        std::stop_source source;
        source.request_stop();
        try {
            readIdx(images(), labels(), 10, source.get_token());
            QFAIL("not stopped");
        } catch (const Error& error) {
            QVERIFY(error.kind() == Error::Kind::Interrupted);
        }
    }

private:
    std::filesystem::path folder() const { return folder_.path().toStdString(); }
    std::filesystem::path images() const { return folder() / "images"; }
    std::filesystem::path labels() const { return folder() / "labels"; }

    void refuses(const QStringList& words)
    {
        try {
            readIdx(images(), labels(), 10, {});
            QFAIL("accepted");
        } catch (const Error& error) {
            const QString message = QString::fromUtf8(error.what());
            QVERIFY(error.kind() == Error::Kind::BadInput);
            QVERIFY2(!message.contains('\n'), qPrintable(message));
            for (const QString& word : words)
                QVERIFY2(message.contains(word), qPrintable(message));
        }
    }

    QTemporaryDir folder_;
};

QTEST_APPLESS_MAIN(TestIdxReader)
#include "tst_idx_reader.moc"
