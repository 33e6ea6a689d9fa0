#include "engine/data/checksum.h"
#include "engine/data/datasets.h"
#include "engine/error.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace isthmus::engine;

namespace {

constexpr std::size_t side = 28;
constexpr std::size_t area = side * side;

Dataset glyphs() { return findDataset("glyphs").load({}, {}); }

}  // namespace

class TestGlyphs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { data_ = glyphs(); }

    void hasItsShape()
    {
        QCOMPARE(QString::fromStdString(data_.id), QStringLiteral("glyphs"));
        QCOMPARE(data_.classes, 10);
        QCOMPARE(data_.train.count, 12'000);
        QCOMPARE(data_.test.count, 2'000);
        for (const ImageSet* set : {&data_.train, &data_.test}) {
            QCOMPARE(set->channels, 1);
            QCOMPARE(set->height, 28);
            QCOMPARE(set->width, 28);
            QCOMPARE(set->pixels.size(), area * static_cast<std::size_t>(set->count));
            QCOMPARE(set->labels.size(), static_cast<std::size_t>(set->count));
        }
    }

    /// Drawn with operations that every machine rounds alike, so the bytes are part of the product: results on Glyphs
    /// of any two versions and machines can be compared as long as this holds.
    void isTheSameEverywhere()
    {
        QCOMPARE(QString::fromStdString(sha256(data_.train.pixels)),
                 QStringLiteral("0ba033b9b551675095b4b997d46c121c458937c0f9b8160e3017c33f7d319fad"));
        QCOMPARE(QString::fromStdString(sha256(data_.train.labels)),
                 QStringLiteral("26bdbb9e460c82f975029cd60bf0cf2e091f2d6435f54294d8c526b3dd1a2203"));
        QCOMPARE(QString::fromStdString(sha256(data_.test.pixels)),
                 QStringLiteral("ad3454fa7a7b4c8d0ff47a7cac7679d81b8b4b57ee2c97c25811e8fb25c022fb"));
        QCOMPARE(QString::fromStdString(sha256(data_.test.labels)),
                 QStringLiteral("973b93de1e3cf8a196e24a68688f3a2848c9f8c2ecc6342f4fa297586d17d9f3"));
    }

    void isTheSameTwice()
    {
        const Dataset again = glyphs();
        QVERIFY(again.train.pixels == data_.train.pixels && again.train.labels == data_.train.labels);
        QVERIFY(again.test.pixels == data_.test.pixels && again.test.labels == data_.test.labels);
    }

    void classesAreBalancedAndShuffled()
    {
        for (const ImageSet* set : {&data_.train, &data_.test}) {
            for (std::uint8_t digit = 0; digit < 10; ++digit)
                QCOMPARE(std::count(set->labels.begin(), set->labels.end(), digit), set->count / 10);
            // Equal neighbours: one in ten expected, 0.003 or 0.007 its deviation.
            int alike = 0;
            for (std::size_t i = 1; i < set->labels.size(); ++i)
                alike += set->labels[i] == set->labels[i - 1];
            QVERIFY(std::abs(alike / static_cast<double>(set->count) - 0.1) < 0.035);
            // "The first N" of every sensible size holds every class.
            const std::set<std::uint8_t> early(set->labels.begin(), set->labels.begin() + 100);
            QCOMPARE(early.size(), std::size_t{10});
        }
    }

    void everyImageHasItsInkNearTheMiddle()
    {
        for (const ImageSet* set : {&data_.train, &data_.test}) {
            for (std::size_t i = 0; i < set->labels.size(); ++i) {
                double ink = 0.0, x = 0.0, y = 0.0;
                int bright = 0;
                for (std::size_t p = 0; p < area; ++p) {
                    const std::uint8_t pixel = set->pixels[i * area + p];
                    if (pixel < 64)
                        continue;
                    ++bright;
                    ink += pixel;
                    x += pixel * static_cast<double>(p % side);
                    y += pixel * static_cast<double>(p / side);
                }
                QVERIFY2(bright >= 20 && bright <= 400, qPrintable(QString::number(i)));
                QVERIFY2(std::abs(x / ink - 13.5) < 6.0 && std::abs(y / ink - 13.5) < 6.0, qPrintable(QString::number(i)));
            }
        }
    }

    void noDigitIsCutOffAtTheBorder()
    {
        for (std::size_t i = 0; i < data_.train.labels.size(); ++i) {
            int touching = 0;
            for (std::size_t k = 0; k < side; ++k) {
                for (const std::size_t p : {k, area - side + k, k * side, k * side + side - 1})
                    touching += data_.train.pixels[i * area + p] > 220;
            }
            QVERIFY2(touching == 0, qPrintable(QString::number(i)));
        }
    }

    void noImageIsThereTwice()
    {
        std::set<std::vector<std::uint8_t>> seen;
        for (const ImageSet* set : {&data_.train, &data_.test}) {
            for (auto image = set->pixels.begin(); image != set->pixels.end(); image += area)
                seen.emplace(image, image + area);
        }
        QCOMPARE(seen.size(), std::size_t{14'000});
    }

    void meanAndDeviationAreThoseOfTheTrainingPixels()
    {
        double sum = 0.0;
        for (const std::uint8_t pixel : data_.train.pixels)
            sum += pixel / 255.0;
        const double mean = sum / static_cast<double>(data_.train.pixels.size());
        double squares = 0.0;
        for (const std::uint8_t pixel : data_.train.pixels)
            squares += (pixel / 255.0 - mean) * (pixel / 255.0 - mean);
        QVERIFY(std::abs(data_.mean.at(0) - mean) < 1e-9);
        QVERIFY(std::abs(data_.deviation.at(0) - std::sqrt(squares / static_cast<double>(data_.train.pixels.size()))) < 1e-9);
    }

    void aStopRequestEndsIt()
    {
        std::stop_source source;
        source.request_stop();
        try {
            findDataset("glyphs").load({}, source.get_token());
            QFAIL("not stopped");
        } catch (const Error& error) {
            QVERIFY(error.kind() == Error::Kind::Interrupted);
        }
    }

private:
    Dataset data_;
};

QTEST_APPLESS_MAIN(TestGlyphs)
#include "tst_glyphs.moc"
