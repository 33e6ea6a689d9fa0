#include "engine/random.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace isthmus::engine;

namespace {

constexpr int draws = 200'000;

/// Mean and variance of `draws` calls.
template <typename Draw>
std::array<double, 2> momentsOf(Draw draw)
{
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < draws; ++i) {
        const double value = draw();
        sum += value;
        squares += value * value;
    }
    const double mean = sum / draws;
    return {mean, squares / draws - mean * mean};
}

}  // namespace

class TestRandom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The published first outputs of SplitMix64, and values worked out by a second implementation in Python.
    // A change of any of them changes every benchmark and every run.
    void firstValuesNeverChange()
    {
        Random plain(1234567);
        QCOMPARE(plain.bits(), 6457827717110365317ULL);
        QCOMPARE(plain.bits(), 3203168211198807973ULL);
        QCOMPARE(plain.bits(), 9817491932198370423ULL);
        QCOMPARE(Random(1, "permutation", 2).bits(), 17583061428759701144ULL);
        QCOMPARE(Random(7, "step", 1, 2, 3).bits(), 17476256583101684925ULL);
        QVERIFY(Random(1, "permutation", 2).uniform() == 0.9531796700003672);
        QVERIFY(std::abs(Random(1, "permutation", 2).exponential() - 3.0614377686820835) < 1e-12);
        QVERIFY(std::abs(Random(1, "permutation", 2).normal() - -0.6504275650554168) < 1e-12);
    }

    void permutationsNeverChange()
    {
        const std::vector<std::int64_t> order{4, 5, 8, 0, 1, 3, 6, 9, 7, 2};
        QCOMPARE(Random(1, "permutation", 2).permutation(10), order);
        const std::vector<std::int64_t> some{62, 68, 25, 53};
        QCOMPARE(Random(1, "memory", 3).sample(4, 100), some);
    }

    void streamsDifferInEveryPartOfTheirName()
    {
        std::set<std::uint64_t> first;
        first.insert(Random(1, "step", 1, 1, 1).bits());
        first.insert(Random(2, "step", 1, 1, 1).bits());
        first.insert(Random(1, "steps", 1, 1, 1).bits());
        first.insert(Random(1, "step", 2, 1, 1).bits());
        first.insert(Random(1, "step", 1, 2, 1).bits());
        first.insert(Random(1, "step", 1, 1, 2).bits());
        QCOMPARE(first.size(), std::size_t{6});
        QCOMPARE(Random(1, "step").bits(), Random(1, "step", 0, 0, 0).bits());
    }

    void neighbouringStreamsAreUnrelated()
    {
        std::uint64_t position = 0;
        const auto [mean, variance] = momentsOf([&] { return Random(1, "step", 1, 1, position++).uniform(); });
        QVERIFY(std::abs(mean - 0.5) < 5.0 * std::sqrt(1.0 / 12.0 / draws));
        QVERIFY(std::abs(variance - 1.0 / 12.0) < 5.0 * std::sqrt(1.0 / 180.0 / draws));
    }

    void moments_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("variance");
        QTest::addColumn<double>("fourth");  // central moment: the variance estimate varies by sqrt((fourth - variance^2) / n)
        QTest::newRow("uniform in [0, 1)") << 0 << 0.5 << 1.0 / 12.0 << 1.0 / 80.0;
        QTest::newRow("uniform in [-3, 1)") << 1 << -1.0 << 16.0 / 12.0 << 256.0 / 80.0;
        QTest::newRow("normal") << 2 << 0.0 << 1.0 << 3.0;
        QTest::newRow("exponential") << 3 << 1.0 << 1.0 << 9.0;
    }

    void moments()
    {
        QFETCH(int, kind);
        QFETCH(double, mean);
        QFETCH(double, variance);
        QFETCH(double, fourth);
        Random random(3, "moments", static_cast<std::uint64_t>(kind));
        const auto [seenMean, seenVariance] = momentsOf([&] {
            switch (kind) {
            case 0:
                return random.uniform();
            case 1:
                return random.uniform(-3.0, 1.0);
            case 2:
                return random.normal();
            default:
                return random.exponential();
            }
        });
        QVERIFY(std::abs(seenMean - mean) < 5.0 * std::sqrt(variance / draws));
        QVERIFY(std::abs(seenVariance - variance) < 5.0 * std::sqrt((fourth - variance * variance) / draws));
    }

    void uniformStaysInItsInterval()
    {
        Random random(4);
        for (int i = 0; i < draws; ++i) {
            const double value = random.uniform(-3.0, 1.0);
            QVERIFY(value >= -3.0 && value < 1.0);
        }
    }

    /// Chi-square with 6 degrees of freedom: above 27.9 once in ten thousand seeds. The seed is fixed.
    void coinsFallAsUniformSays()
    {
        for (const double probability : {0.0, 0x1.0p-53, 0.25, 1.0 / 3.0, 0.9, 1.0 - 0x1.0p-53, 1.0}) {
            Random one(7);
            Random other(7);
            const Coin coin(probability);
            for (int i = 0; i < 10'000; ++i)
                QCOMPARE(coin.toss(one), other.uniform() < probability);
        }
        // A number that is drawn is no longer below itself.
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            const double drawn = Random(seed).uniform();
            Random same(seed);
            QVERIFY(!Coin(drawn).toss(same));
            Random again(seed);
            QVERIFY(Coin(std::nextafter(drawn, 2.0)).toss(again));
        }
    }

    void belowGivesEveryNumberEquallyOften()
    {
        Random random(5);
        std::array<int, 7> counts{};
        for (int i = 0; i < draws; ++i)
            ++counts.at(random.below(7));
        double chiSquare = 0.0;
        for (const int count : counts)
            chiSquare += (count - draws / 7.0) * (count - draws / 7.0) / (draws / 7.0);
        QVERIFY2(chiSquare < 27.9, qPrintable(QString::number(chiSquare)));
    }

    /// With a bound of 3/4 of the range a bare remainder would make the lowest third twice as likely: 2/3 instead of 1/2
    /// of all draws would fall into the lower half.
    void belowHasNoBiasNearTheTopOfTheRange()
    {
        Random random(6);
        const std::uint64_t bound = 3ULL << 62;
        int low = 0;
        for (int i = 0; i < draws; ++i) {
            const std::uint64_t value = random.below(bound);
            QVERIFY(value < bound);
            low += value < bound / 2;
        }
        QVERIFY(std::abs(low - draws / 2.0) < 5.0 * std::sqrt(draws / 4.0));
        QCOMPARE(random.below(1), 0ULL);
    }

    void permutationHoldsEveryNumberOnce()
    {
        auto order = Random(8).permutation(784);
        QVERIFY(!std::is_sorted(order.begin(), order.end()));
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < order.size(); ++i)
            QCOMPARE(order[i], static_cast<std::int64_t>(i));
        QCOMPARE(order.size(), std::size_t{784});
    }

    void sampleHoldsDistinctNumbers()
    {
        const auto some = Random(9).sample(50, 60);
        QCOMPARE(some.size(), std::size_t{50});
        const std::set<std::int64_t> distinct(some.begin(), some.end());
        QCOMPARE(distinct.size(), std::size_t{50});
        QVERIFY(*distinct.begin() >= 0 && *distinct.rbegin() < 60);
        QVERIFY(Random(9).sample(0, 60).empty());
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
