#include "engine/data/pixel_map.h"
#include "engine/error.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace isthmus::engine;

namespace {

ImageSet noise(int count, int channels, int height, int width)
{
    ImageSet images{count, channels, height, width, {}, {}};
    Random random(11);
    images.pixels.resize(static_cast<std::size_t>(count * images.pixelsPerImage()));
    for (std::uint8_t& pixel : images.pixels)
        pixel = static_cast<std::uint8_t>(random.below(256));
    images.labels.resize(static_cast<std::size_t>(count));
    return images;
}

std::vector<float> mapped(const PixelMap& map, const ImageSet& images, int first, int count)
{
    std::vector<float> out(static_cast<std::size_t>(count * images.pixelsPerImage()), -1.0F);
    std::vector<std::int32_t> which(static_cast<std::size_t>(count));
    std::iota(which.begin(), which.end(), first);
    applyMap(map, images, which, out.data());
    return out;
}

double pixelAt(const ImageSet& images, int row, int column)
{
    if (row < 0 || row >= images.height || column < 0 || column >= images.width)
        return 0.0;
    return images.pixels[static_cast<std::size_t>(row * images.width + column)] / 255.0;
}

/// The first image turned, from the definition: in an ordinary picture plane with y upwards the output at a point is
/// the input at that point turned back clockwise, read as a sum of tent functions over all pixels.
std::vector<double> slowlyTurned(const ImageSet& images, double degrees)
{
    const double angle = degrees * std::numbers::pi / 180.0;
    std::vector<double> out;
    for (int row = 0; row < images.height; ++row) {
        for (int column = 0; column < images.width; ++column) {
            const double x = column + 0.5 - images.width / 2.0;
            const double y = images.height / 2.0 - (row + 0.5);
            const double fromX = x * std::cos(-angle) - y * std::sin(-angle);
            const double fromY = x * std::sin(-angle) + y * std::cos(-angle);
            double sum = 0.0;
            for (int r = 0; r < images.height; ++r) {
                for (int c = 0; c < images.width; ++c) {
                    const double acrossGap = std::abs(fromX - (c + 0.5 - images.width / 2.0));
                    const double downGap = std::abs(fromY - (images.height / 2.0 - (r + 0.5)));
                    sum += std::max(0.0, 1.0 - acrossGap) * std::max(0.0, 1.0 - downGap) * pixelAt(images, r, c);
                }
            }
            out.push_back(sum);
        }
    }
    return out;
}

}  // namespace

class TestPixelMap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theIdentityOnlyScalesToOne()
    {
        const ImageSet images = noise(3, 2, 5, 4);
        const auto out = mapped(identityMap(5, 4), images, 0, 3);
        QCOMPARE(out.size(), images.pixels.size());
        for (std::size_t i = 0; i < out.size(); ++i)
            QVERIFY(out[i] == static_cast<float>(images.pixels[i]) / 255.0F);
    }

    void onlyTheImagesAskedForAreMapped()
    {
        const ImageSet images = noise(5, 2, 3, 3);
        const auto all = mapped(identityMap(3, 3), images, 0, 5);
        const auto some = mapped(identityMap(3, 3), images, 2, 2);
        QVERIFY(std::equal(some.begin(), some.end(), all.begin() + 2 * 18));
    }

    void aPermutationMovesEveryChannelAlike()
    {
        ImageSet images{1, 2, 1, 3, {10, 20, 30, 40, 50, 60}, {0}};
        const auto out = mapped(permutationMap({2, 0, 1}), images, 0, 1);
        const std::vector<float> expected{30 / 255.F, 10 / 255.F, 20 / 255.F, 60 / 255.F, 40 / 255.F, 50 / 255.F};
        QCOMPARE(out, expected);
    }

    void quarterTurnsMovePixelsExactly_data()
    {
        QTest::addColumn<double>("degrees");
        QTest::addColumn<QList<int>>("order");
        // 0 1 2        2 5 8
        // 3 4 5  left: 1 4 7
        // 6 7 8        0 3 6
        QTest::newRow("0") << 0.0 << QList<int>{0, 1, 2, 3, 4, 5, 6, 7, 8};
        QTest::newRow("90, counter-clockwise") << 90.0 << QList<int>{2, 5, 8, 1, 4, 7, 0, 3, 6};
        QTest::newRow("180") << 180.0 << QList<int>{8, 7, 6, 5, 4, 3, 2, 1, 0};
        QTest::newRow("-180") << -180.0 << QList<int>{8, 7, 6, 5, 4, 3, 2, 1, 0};
        QTest::newRow("270") << 270.0 << QList<int>{6, 3, 0, 7, 4, 1, 8, 5, 2};
        QTest::newRow("-90") << -90.0 << QList<int>{6, 3, 0, 7, 4, 1, 8, 5, 2};
        QTest::newRow("360") << 360.0 << QList<int>{0, 1, 2, 3, 4, 5, 6, 7, 8};
        QTest::newRow("-810") << -810.0 << QList<int>{6, 3, 0, 7, 4, 1, 8, 5, 2};
    }

    void quarterTurnsMovePixelsExactly()
    {
        QFETCH(double, degrees);
        QFETCH(QList<int>, order);
        const ImageSet images{1, 1, 3, 3, {0, 30, 60, 90, 120, 150, 180, 210, 240}, {0}};
        const auto out = mapped(rotationMap(3, 3, degrees), images, 0, 1);
        for (std::size_t i = 0; i < out.size(); ++i)
            QVERIFY(out[i] == static_cast<float>(30 * order[static_cast<qsizetype>(i)]) / 255.0F);
    }

    void rotationAgreesWithItsDefinition_data()
    {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("degrees");
        for (const double degrees : {9.0, -9.0, 27.0, 45.0, 90.0, 133.7, 171.0, -120.0, 350.0})
            QTest::addRow("28 x 28 by %g", degrees) << 28 << 28 << degrees;
        QTest::newRow("odd and not square") << 7 << 12 << 30.0;
        QTest::newRow("one pixel") << 1 << 1 << 45.0;
    }

    void rotationAgreesWithItsDefinition()
    {
        QFETCH(int, height);
        QFETCH(int, width);
        QFETCH(double, degrees);
        const ImageSet images = noise(1, 1, height, width);
        const auto out = mapped(rotationMap(height, width, degrees), images, 0, 1);
        const auto expected = slowlyTurned(images, degrees);
        for (std::size_t i = 0; i < out.size(); ++i)
            QVERIFY2(std::abs(out[i] - expected[i]) < 1e-6, qPrintable(QString::number(i)));
    }

    void tapsOutsideTheImageWeighNothing()
    {
        const PixelMap map = rotationMap(28, 28, 45.0);
        QCOMPARE(map.pixels, 784);
        QCOMPARE(map.source.size(), std::size_t{784 * 4});
        QCOMPARE(map.weight.size(), map.source.size());
        for (std::size_t i = 0; i < map.source.size(); ++i) {
            QVERIFY(map.source[i] >= 0 && map.source[i] < 784);
            QVERIFY(map.weight[i] >= 0.0F && map.weight[i] <= 1.0F);
            if (map.weight[i] == 0.0F)
                QCOMPARE(map.source[i], 0);
        }
        for (std::size_t tap = 0; tap < 4; ++tap)
            QCOMPARE(map.weight[784 * tap], 0.0F);  // the corner comes from outside
    }

    void aStopRequestEndsIt()
    {
        const ImageSet images = noise(2, 1, 3, 3);
        std::vector<float> out(18);
        std::stop_source source;
        source.request_stop();
        try {
            applyMap(identityMap(3, 3), images, std::vector<std::int32_t>{0, 1}, out.data(), source.get_token());
            QFAIL("not stopped");
        } catch (const Error& error) {
            QVERIFY(error.kind() == Error::Kind::Interrupted);
        }
    }
};

QTEST_APPLESS_MAIN(TestPixelMap)
#include "tst_pixel_map.moc"
