#include "engine/data/picture.h"
#include "engine/error.h"
#include "tests/support/picture_files.h"

#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

#include <algorithm>
#include <numeric>

#include <sys/stat.h>

using namespace isthmus::engine;
using namespace isthmus::tests;

namespace {

/// The same value in every byte of `count`.
Bytes all(std::size_t count, std::uint8_t value) { return Bytes(count, value); }

/// The PNG with another size in its header, whose checksum is right.
Bytes withPngSize(Bytes png, std::uint32_t width, std::uint32_t height)
{
    const auto put = [&](std::size_t at, std::uint32_t value) {
        for (std::size_t i = 0; i < 4; ++i)
            png.at(at + i) = static_cast<std::uint8_t>(value >> (24 - 8 * i));
    };
    put(16, width);
    put(20, height);
    put(29, static_cast<std::uint32_t>(crc32(0, png.data() + 12, 17)));
    return png;
}

/// The JPEG with another size in its frame header.
Bytes withJpegSize(Bytes jpeg, std::uint16_t width, std::uint16_t height)
{
    const Bytes frame{0xFF, 0xC0, 0x00, 0x11, 0x08};
    const auto at = static_cast<std::size_t>(std::search(jpeg.begin(), jpeg.end(), frame.begin(), frame.end()) - jpeg.begin());
    jpeg.at(at + 5) = static_cast<std::uint8_t>(height >> 8);
    jpeg.at(at + 6) = static_cast<std::uint8_t>(height & 0xFF);
    jpeg.at(at + 7) = static_cast<std::uint8_t>(width >> 8);
    jpeg.at(at + 8) = static_cast<std::uint8_t>(width & 0xFF);
    return jpeg;
}

/// Bytes without pattern.
Bytes noise(std::size_t count)
{
    Bytes bytes;
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        bytes.push_back(static_cast<std::uint8_t>(state >> 24));
    }
    return bytes;
}

}  // namespace

class TestPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindOfPngBecomesRgb_data()
    {
        QTest::addColumn<int>("colour");
        QTest::addColumn<int>("bits");
        QTest::addColumn<Bytes>("row");
        QTest::addColumn<Bytes>("rgb");
        QTest::newRow("rgb") << PNG_COLOR_TYPE_RGB << 8 << Bytes{1, 2, 3, 250, 5, 6} << Bytes{1, 2, 3, 250, 5, 6};
        QTest::newRow("grey") << PNG_COLOR_TYPE_GRAY << 8 << Bytes{0, 77} << Bytes{0, 0, 0, 77, 77, 77};
        QTest::newRow("grey, 1 bit") << PNG_COLOR_TYPE_GRAY << 1 << Bytes{0b01000000} << Bytes{0, 0, 0, 255, 255, 255};
        QTest::newRow("grey, 2 bits") << PNG_COLOR_TYPE_GRAY << 2 << Bytes{0b10010000} << Bytes{170, 170, 170, 85, 85, 85};
        // 0x01FF / 257 = 1.99, whose higher byte is 1; 0xFE00 / 257 = 253.01, whose higher byte is 254
        QTest::newRow("grey, 16 bits") << PNG_COLOR_TYPE_GRAY << 16 << Bytes{0x01, 0xFF, 0xFE, 0x00}
                                       << Bytes{2, 2, 2, 253, 253, 253};
        QTest::newRow("rgb, 16 bits") << PNG_COLOR_TYPE_RGB << 16
                                      << Bytes{0x01, 0xFF, 0xFE, 0x00, 0xFF, 0xFF, 0x00, 0x00, 0x01, 0x01, 0x80, 0x80}
                                      << Bytes{2, 253, 255, 0, 1, 128};
        QTest::newRow("alpha is dropped") << PNG_COLOR_TYPE_RGB_ALPHA << 8 << Bytes{200, 100, 50, 0, 1, 2, 3, 128}
                                          << Bytes{200, 100, 50, 1, 2, 3};
        QTest::newRow("grey with alpha") << PNG_COLOR_TYPE_GRAY_ALPHA << 8 << Bytes{200, 0, 9, 255}
                                         << Bytes{200, 200, 200, 9, 9, 9};
        QTest::newRow("palette") << PNG_COLOR_TYPE_PALETTE << 8 << Bytes{2, 1} << Bytes{70, 80, 90, 40, 50, 60};
        QTest::newRow("palette, 2 bits") << PNG_COLOR_TYPE_PALETTE << 2 << Bytes{0b00100000} << Bytes{10, 20, 30, 70, 80, 90};
    }

    void everyKindOfPngBecomesRgb()
    {
        QFETCH(int, colour);
        QFETCH(int, bits);
        QFETCH(Bytes, row);
        QFETCH(Bytes, rgb);
        PngKind kind{.colour = colour, .bits = bits};
        if (colour == PNG_COLOR_TYPE_PALETTE)
            kind.palette = {{10, 20, 30}, {40, 50, 60}, {70, 80, 90}};
        for (const Bytes& alpha :
             colour == PNG_COLOR_TYPE_PALETTE ? std::vector<Bytes>{{}, {0, 128, 3}} : std::vector<Bytes>{{}}) {
            kind.alpha = alpha;
            writePng(file("a.png"), 2, 1, row, kind);
            const Picture picture = readPicture(file("a.png"), {});
            QCOMPARE(picture.width, 2);
            QCOMPARE(picture.height, 1);
            QCOMPARE(picture.rgb, rgb);
        }
    }

    void interlacedPngIsTheSamePicture()
    {
        const Bytes pixels = noise(3 * 19 * 11);
        writePng(file("a.png"), 19, 11, pixels, {.interlaced = true});
        const Picture picture = readPicture(file("a.png"), {});
        QCOMPARE(picture.width, 19);
        QCOMPARE(picture.height, 11);
        QVERIFY(picture.rgb == pixels);
    }

    /// One value everywhere survives JPEG's transform at the best quality.
    void everyKindOfJpegBecomesRgb()
    {
        writeJpeg(file("a.jpg"), 9, 5, all(9 * 5, 77), JCS_GRAYSCALE);
        QVERIFY(readPicture(file("a.jpg"), {}).rgb == all(3 * 9 * 5, 77));
        writeJpeg(file("a.jpg"), 9, 5, all(3 * 9 * 5, 100));
        QVERIFY(readPicture(file("a.jpg"), {}).rgb == all(3 * 9 * 5, 100));
        Bytes inks;
        for (int i = 0; i < 9 * 5; ++i)
            inks.insert(inks.end(), {200, 100, 50, 100});
        writeJpeg(file("a.jpg"), 9, 5, inks, JCS_CMYK);
        const Picture picture = readPicture(file("a.jpg"), {});
        QCOMPARE(picture.width, 9);
        QCOMPARE(picture.height, 5);
        for (std::size_t i = 0; i < 9 * 5; ++i)  // 200 × 100 / 255 = 78.4, 100 × 100 / 255 = 39.2, 50 × 100 / 255 = 19.6
            QCOMPARE(Bytes(picture.rgb.begin() + std::ptrdiff_t(3 * i), picture.rgb.begin() + std::ptrdiff_t(3 * i + 3)),
                     (Bytes{78, 39, 20}));
    }

    void jpegKeepsColoursAndPlaces()
    {
        Bytes rows;  // left half red, right half blue
        for (int i = 0; i < 16 * 32; ++i)
            rows.insert(rows.end(), {std::uint8_t(i % 32 < 16 ? 200 : 20), 30, std::uint8_t(i % 32 < 16 ? 20 : 200)});
        for (const bool progressive : {false, true}) {
            writeJpeg(file("a.jpeg"), 32, 16, rows, JCS_RGB, progressive);
            const Picture picture = readPicture(file("a.jpeg"), {});
            QCOMPARE(picture.width, 32);
            QCOMPARE(picture.height, 16);
            QCOMPARE(picture.rgb.size(), rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i)
                QVERIFY(std::abs(picture.rgb[i] - rows[i]) <= 3);
        }
    }

    void theContentDecidesNotTheName()
    {
        writePng(file("b.jpg"), 1, 1, {1, 2, 3});
        QCOMPARE(readPicture(file("b.jpg"), {}).rgb, (Bytes{1, 2, 3}));
    }

    void everyCutIsRefused()
    {
        writePng(file("whole.png"), 5, 3, noise(3 * 5 * 3));
        writePng(file("woven.png"), 5, 3, noise(3 * 5 * 3), {.interlaced = true});
        writeJpeg(file("whole.jpg"), 5, 3, noise(3 * 5 * 3));
        writeJpeg(file("passes.jpg"), 5, 3, noise(3 * 5 * 3), JCS_RGB, true);
        for (const char* name : {"whole.png", "woven.png", "whole.jpg", "passes.jpg"}) {
            const Bytes whole = bytesOf(file(name));
            for (std::size_t length = 0; length < whole.size(); ++length) {
                writeBytes(file("cut"), Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)));
                const bool begun = length >= (whole[0] == 0xFF ? 3U : 8U);
                refuses({length == 0 ? "is empty" : begun ? "damaged or cut off" : "neither", path("cut")}, file("cut"));
            }
        }
    }

    /// Every byte of a PNG is under a checksum. A JPEG has none: what matters is that nothing worse than an error happens.
    void noWrongByteDoesHarm()
    {
        writePng(file("whole.png"), 5, 3, noise(3 * 5 * 3));
        const Bytes png = bytesOf(file("whole.png"));
        for (std::size_t at = 0; at < png.size(); ++at) {
            Bytes wrong = png;
            wrong[at] ^= 0xFF;
            writeBytes(file("wrong"), wrong);
            refuses({path("wrong")}, file("wrong"));
        }
        int refused = 0;
        for (const bool progressive : {false, true}) {
            writeJpeg(file("whole.jpg"), 20, 20, noise(3 * 20 * 20), JCS_RGB, progressive);
            Bytes jpeg = bytesOf(file("whole.jpg"));
            for (std::uint8_t& byte : jpeg) {
                byte ^= 0xFF;
                std::FILE* memory = ::fmemopen(jpeg.data(), jpeg.size(), "rb");
                try {
                    const Picture picture = decodeJpeg(memory, "wrong", {});
                    QCOMPARE(picture.rgb.size(), 3 * std::size_t(picture.width) * std::size_t(picture.height));
                } catch (const Error& error) {
                    QVERIFY(error.kind() == Error::Kind::BadInput);
                    ++refused;
                }
                std::fclose(memory);
                byte ^= 0xFF;
            }
        }
        QVERIFY(refused > 100);
    }

    void aHeaderThatClaimsTooMuchIsRefused()
    {
        writePng(file("a.png"), 2, 2, noise(12));
        const Bytes png = bytesOf(file("a.png"));
        writeBytes(file("a.png"), withPngSize(png, 65535, 65535));
        refuses({"65535 × 65535", "64 megapixels", path("a.png")}, file("a.png"));
        writeBytes(file("a.png"), withPngSize(png, 8000, 8001));
        refuses({"8000 × 8001", "64 megapixels"}, file("a.png"));
        writeBytes(file("a.png"), withPngSize(png, 8000, 8000));  // allowed, but not there
        refuses({"cut off", path("a.png")}, file("a.png"));
        writeBytes(file("a.png"), withPngSize(png, 1, 65536));
        refuses({"1 × 65536", "65535 pixels a side"}, file("a.png"));
        writeBytes(file("a.png"), withPngSize(png, 0x7FFFFFFF, 0x7FFFFFFF));
        refuses({"2147483647 × 2147483647", "64 megapixels"}, file("a.png"));
        writeBytes(file("a.png"), withPngSize(png, 0xFFFFFFFF, 0xFFFFFFFF));
        refuses({path("a.png")}, file("a.png"));
        writeBytes(file("a.png"), withPngSize(png, 0, 2));
        refuses({path("a.png")}, file("a.png"));
        writeJpeg(file("a.jpg"), 2, 2, noise(12));
        const Bytes jpeg = bytesOf(file("a.jpg"));
        writeBytes(file("a.jpg"), withJpegSize(jpeg, 65000, 65000));
        refuses({"65000 × 65000", "64 megapixels", path("a.jpg")}, file("a.jpg"));
        writeBytes(file("a.jpg"), withJpegSize(jpeg, 65535, 65535));
        refuses({path("a.jpg")}, file("a.jpg"));
        writeBytes(file("a.jpg"), withJpegSize(jpeg, 7000, 7000));
        refuses({"cut off", path("a.jpg")}, file("a.jpg"));
    }

    void whatIsNoPictureIsRefused()
    {
        writeBytes(file("text.png"), {'h', 'e', 'l', 'l', 'o', ' ', 't', 'h', 'e', 'r', 'e'});
        refuses({"neither a PNG nor a JPEG", path("text.png")}, file("text.png"));
        refuses({"cannot be opened", path("absent.png")}, file("absent.png"));
        std::filesystem::create_directory(file("folder.png"));
        refuses({"is not a file", path("folder.png")}, file("folder.png"));
        QCOMPARE(::mkfifo(file("pipe.png").c_str(), 0600), 0);
        refuses({"is not a file", path("pipe.png")}, file("pipe.png"));
    }

    void aStopRequestEndsDecodingAndResizing()
    {
        std::stop_source source;
        source.request_stop();
        writePng(file("1"), 40, 40, noise(3 * 40 * 40));
        writePng(file("2"), 40, 40, noise(3 * 40 * 40), {.interlaced = true});
        writeJpeg(file("3"), 40, 40, noise(3 * 40 * 40));
        writeJpeg(file("4"), 40, 40, noise(3 * 40 * 40), JCS_RGB, true);
        const auto interrupted = [&](const auto& work) {
            try {
                work();
            } catch (const Error& error) {
                return error.kind() == Error::Kind::Interrupted;
            }
            return false;
        };
        Bytes planes(12);
        for (const char* name : {"1", "2", "3", "4"}) {
            const Picture picture = readPicture(file(name), {});
            std::filesystem::resize_file(file(name), 1500);  // that it is cut off would be found out later
            QVERIFY(interrupted([&] { readPicture(file(name), source.get_token()); }));
            QVERIFY(interrupted([&] { resizePicture(picture, 2, planes, source.get_token()); }));
        }
        const std::vector<std::filesystem::path> files(100, file("1"));
        QVERIFY(interrupted([&] { readPictures(files, 2, source.get_token()); }));
    }

    void aPictureOfThatSizeIsNotChanged()
    {
        const Picture picture{2, 2, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255}};
        QCOMPARE(resized(picture, 2), (Bytes{1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 255}));
    }

    void oneColourStaysOneColour()
    {
        for (const auto& [width, height] : {std::pair{5, 9}, {400, 3}, {1, 1}, {2, 777}}) {
            Picture picture{height, width, {}};
            for (int i = 0; i < width * height; ++i)
                picture.rgb.insert(picture.rgb.end(), {37, 255, 0});
            Bytes expected = all(16, 37);
            expected.insert(expected.end(), 16, 255);
            expected.insert(expected.end(), 16, 0);
            QCOMPARE(resized(picture, 4), expected);
        }
    }

    /// Half the size: a pixel is 1/8, 3/8, 3/8, 1/8 of the four before and behind its centre. 255 × 3/8 = 95.6,
    /// 255 / 8 = 31.9; without the wider filter it would be one pixel of 255 / 2.
    void shrinkingBlursFirst()
    {
        Picture picture{16, 16, Bytes(3 * 16 * 16)};
        for (std::size_t row = 0; row < 16; ++row)
            picture.rgb[3 * (row * 16 + 5)] = 255;
        const Bytes planes = resized(picture, 8);
        for (std::size_t row = 0; row < 8; ++row)
            QCOMPARE(Bytes(planes.begin() + std::ptrdiff_t(8 * row), planes.begin() + std::ptrdiff_t(8 * row + 8)),
                     (Bytes{0, 0, 96, 32, 0, 0, 0, 0}));
        QVERIFY(Bytes(planes.begin() + 64, planes.end()) == all(128, 0));
    }

    /// Two pixels become four: 0, 1/4, 3/4 and all of the way.
    void growingInterpolates()
    {
        const Picture picture{1, 2, {0, 0, 0, 255, 255, 255}};
        const Bytes planes = resized(picture, 4);
        for (std::size_t row = 0; row < 12; ++row)
            QCOMPARE(Bytes(planes.begin() + std::ptrdiff_t(4 * row), planes.begin() + std::ptrdiff_t(4 * row + 4)),
                     (Bytes{0, 64, 191, 255}));
    }

    /// More rows than are resized at once: those at the seams, too, must be like one that is far from them.
    void largePicturesHaveNoSeams()
    {
        Picture picture{3000, 1500, {}};
        for (std::size_t i = 0; i < 3000; ++i)
            for (std::size_t j = 0; j < 1500; ++j)
                picture.rgb.insert(picture.rgb.end(), {std::uint8_t(j / 6), std::uint8_t(i / 12), 9});
        const Bytes planes = resized(picture, 10);
        for (std::size_t i = 0; i < 10; ++i) {
            for (std::size_t j = 0; j < 10; ++j) {
                QCOMPARE(planes[10 * i + j], planes[j]);                   // red changes along a row, not down
                QCOMPARE(planes[100 + 10 * i + j], planes[100 + 10 * i]);  // green the other way round, by the same amounts
                QCOMPARE(planes[100 + 10 * j], planes[j]);
                QCOMPARE(planes[200 + 10 * i + j], std::uint8_t{9});
            }
        }
        // Pixels 600 to 749 are the fifth of ten, values 100 to 124; the filter is symmetric, so it is their mean, 112.
        QCOMPARE(planes[4], std::uint8_t{112});
    }

    void aGradientKeepsItsMean()
    {
        Picture picture{64, 64, {}};
        for (int i = 0; i < 64 * 64; ++i)  // from 0 to 252 down the rows
            picture.rgb.insert(picture.rgb.end(), 3, static_cast<std::uint8_t>(4 * (i / 64)));
        for (const int side : {16, 21, 63, 100}) {
            const Bytes planes = resized(picture, side);
            const double sum = std::accumulate(planes.begin(), planes.end(), 0.0);
            QVERIFY(std::abs(sum / static_cast<double>(planes.size()) - 126.0) < 0.5);
            QVERIFY(std::is_sorted(planes.begin(), planes.begin() + std::ptrdiff_t(side) * side));
        }
    }

    /// As one after the other.
    void severalThreadsReadInOrder()
    {
        std::vector<std::filesystem::path> files;
        Bytes expected;
        for (int i = 0; i < 40; ++i) {
            files.push_back(file(("p" + std::to_string(i)).c_str()));
            const int width = 1 + i * 7 % 30;
            const int height = 1 + i * 11 % 40;
            Bytes pixels = noise(3 * std::size_t(width) * std::size_t(height));
            pixels[0] = static_cast<std::uint8_t>(i);
            i % 2 == 0 ? writePng(files.back(), width, height, pixels) : writeJpeg(files.back(), width, height, pixels);
            const Bytes planes = resized(readPicture(files.back(), {}), 8);
            expected.insert(expected.end(), planes.begin(), planes.end());
        }
        QVERIFY(readPictures(files, 8, {}) == expected);
    }

    void theFirstBadFileIsNamed()
    {
        writePng(file("good"), 1, 1, {1, 2, 3});
        std::vector<std::filesystem::path> files(50, file("good"));
        for (const char* name : {"bad-a", "bad-b", "bad-c", "bad-d"}) {
            writeBytes(file(name), {1, 2, 3});
            files.push_back(file(name));
        }
        for (int i = 0; i < 30; ++i) {
            try {
                readPictures(files, 2, {});
                QFAIL("accepted");
            } catch (const Error& error) {
                QVERIFY2(QString::fromUtf8(error.what()).contains(path("bad-a")), error.what());
            }
        }
    }

private:
    std::filesystem::path file(const char* name) const { return std::filesystem::path(dir_.path().toStdString()) / name; }
    QString path(const char* name) const { return QString::fromStdString(file(name).string()); }

    static Bytes resized(const Picture& picture, int side)
    {
        Bytes planes(3 * std::size_t(side) * std::size_t(side), 99);
        resizePicture(picture, side, planes, {});
        return planes;
    }

    static void refuses(const QStringList& words, const std::filesystem::path& which)
    {
        try {
            readPicture(which, {});
            QFAIL(qPrintable("accepted, not " + words.join(", ")));
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

QTEST_APPLESS_MAIN(TestPictures)
#include "tst_pictures.moc"
