#include "widgets/theme/color_maps.h"

#include <QtTest>

#include <cmath>

using namespace isthmus;
using widgets::ColorMap;
using widgets::mapColor;

namespace {

/// CIE L*, 0 to 100.
double lightness(const QColor& colour)
{
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    const double y = 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    return y > 0.008856 ? 116.0 * std::cbrt(y) - 16.0 : 903.3 * y;
}

}  // namespace

class TestColorMaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sequentialMapsGrowLighterEvenly();
    void divergingIsSymmetrical();
    void outsideIsClamped();
    void everyMapHasAName();
};

void TestColorMaps::sequentialMapsGrowLighterEvenly()
{
    for (const ColorMap map : {ColorMap::Viridis, ColorMap::Cividis}) {
        const double whole = lightness(mapColor(map, 1.0)) - lightness(mapColor(map, 0.0));
        QVERIFY(whole > 70.0);
        for (int k = 1; k <= 100; ++k)
            QVERIFY(lightness(mapColor(map, k / 100.0)) > lightness(mapColor(map, (k - 1) / 100.0)));
        for (int tenth = 0; tenth < 10; ++tenth) {
            const double step = lightness(mapColor(map, (tenth + 1) / 10.0)) - lightness(mapColor(map, tenth / 10.0));
            QVERIFY2(step > 0.07 * whole && step < 0.13 * whole,
                     qPrintable(QStringLiteral("%1 from %2: %3").arg(colorMapName(map)).arg(tenth / 10.0).arg(step / whole)));
        }
    }
}

void TestColorMaps::divergingIsSymmetrical()
{
    const QColor middle = mapColor(ColorMap::Diverging, 0.5);
    QVERIFY(lightness(middle) > 92.0 && middle.hsvSaturationF() < 0.05F);
    double before = lightness(middle);
    for (int k = 1; k <= 50; ++k) {
        const double below = lightness(mapColor(ColorMap::Diverging, 0.5 - k / 100.0));
        const double above = lightness(mapColor(ColorMap::Diverging, 0.5 + k / 100.0));
        QVERIFY2(std::abs(below - above) < 4.0, qPrintable(QStringLiteral("%1: %2 and %3").arg(k).arg(below).arg(above)));
        QVERIFY(below < before);
        before = below;
    }
}

void TestColorMaps::outsideIsClamped()
{
    for (const ColorMap map : widgets::allColorMaps) {
        QCOMPARE(mapColor(map, -1.0), mapColor(map, 0.0));
        QCOMPARE(mapColor(map, 2.0), mapColor(map, 1.0));
        QCOMPARE(mapColor(map, std::nan("")).alpha(), 0);
        QCOMPARE(mapColor(map, 0.5).alpha(), 255);
        QVERIFY(mapColor(map, 0.0) != mapColor(map, 1.0));
    }
}

void TestColorMaps::everyMapHasAName()
{
    QSet<QString> names;
    for (const ColorMap map : widgets::allColorMaps)
        names << colorMapName(map);
    QCOMPARE(names.size(), 3);
    QVERIFY(!names.contains(QString()));
}

QTEST_MAIN(TestColorMaps)
#include "tst_color_maps.moc"
