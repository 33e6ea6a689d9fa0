#include "widgets/theme/task_colors.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QtTest>

#include <cmath>

using namespace isthmus::widgets;

class TestTaskColors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrastOfKnownPairs();
    void viridisEndsAndMiddle();
    void textOnTheEndsOfTheMap();
    void everyTaskStandsOutFromThePanel_data();
    void everyTaskStandsOutFromThePanel();
    void neighboursDifferEvenly_data();
    void neighboursDifferEvenly();
    void rolesReadWell_data();
    void rolesReadWell();

private:
    static void schemes()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }
};

Q_DECLARE_METATYPE(isthmus::widgets::Scheme)

namespace {

/// CIE 1976 L*a*b* (D65), an independent measure of how different two colours look.
std::array<double, 3> cieLab(const QColor& colour)
{
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    const double r = linear(colour.redF()), g = linear(colour.greenF()), b = linear(colour.blueF());
    const auto f = [](double v) { return v > 0.008856 ? std::cbrt(v) : 7.787 * v + 16.0 / 116.0; };
    const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

}  // namespace

void TestTaskColors::contrastOfKnownPairs()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    QVERIFY(std::abs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.478) < 0.001);
}

void TestTaskColors::viridisEndsAndMiddle()
{
    QCOMPARE(sequentialColor(0.0).rgb(), qRgb(0x44, 0x01, 0x54));
    QCOMPARE(sequentialColor(1.0).rgb(), qRgb(0xfd, 0xe7, 0x25));
    QCOMPARE(sequentialColor(-3.0).rgb(), sequentialColor(0.0).rgb());
    QCOMPARE(sequentialColor(7.0).rgb(), sequentialColor(1.0).rgb());
    // The middle of the original map is #21918c.
    const QColor middle = sequentialColor(0.5);
    QVERIFY(std::abs(middle.red() - 0x21) <= 1 && std::abs(middle.green() - 0x91) <= 1 && std::abs(middle.blue() - 0x8c) <= 1);
}

void TestTaskColors::textOnTheEndsOfTheMap()
{
    QCOMPARE(textOn(sequentialColor(0.0)), QColor(Qt::white));
    QCOMPARE(textOn(sequentialColor(1.0)), QColor(Qt::black));
    for (int k = 0; k <= 100; ++k)
        QVERIFY(contrastRatio(textOn(sequentialColor(k / 100.0)), sequentialColor(k / 100.0)) >= 4.5);
}

void TestTaskColors::everyTaskStandsOutFromThePanel_data() { schemes(); }

void TestTaskColors::everyTaskStandsOutFromThePanel()
{
    QFETCH(Scheme, scheme);
    applyTheme(*qApp, scheme);
    for (const int tasks : {1, 2, 5, 20})
        for (int task = 1; task <= tasks; ++task)
            QVERIFY2(contrastRatio(taskColor(task, tasks), color(Role::Panel)) >= 3.0, qPrintable(taskColor(task, tasks).name()));
}

void TestTaskColors::neighboursDifferEvenly_data() { schemes(); }

void TestTaskColors::neighboursDifferEvenly()
{
    QFETCH(Scheme, scheme);
    applyTheme(*qApp, scheme);
    double least = 1e9, most = 0.0;
    for (int task = 1; task < 9; ++task) {
        const auto a = cieLab(taskColor(task, 9)), b = cieLab(taskColor(task + 1, 9));
        const double step = std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        QVERIFY2(b[0] > a[0] - 0.5, "lightness never falls from the first task to the last");
        least = std::min(least, step);
        most = std::max(most, step);
    }
    QVERIFY2(least > 10.0 && most < 3.0 * least, qPrintable(QStringLiteral("%1 to %2").arg(least).arg(most)));
}

void TestTaskColors::rolesReadWell_data() { schemes(); }

void TestTaskColors::rolesReadWell()
{
    QFETCH(Scheme, scheme);
    applyTheme(*qApp, scheme);
    QCOMPARE(currentScheme(), scheme);
    for (const Role ground : {Role::Window, Role::Panel})
        for (const Role role : {Role::Text, Role::Muted, Role::Accent, Role::Good, Role::Warning, Role::Bad})
            QVERIFY2(contrastRatio(color(role), color(ground)) >= 4.5, qPrintable(color(role).name()));
    const QPalette palette = QApplication::palette();
    QCOMPARE(palette.color(QPalette::Window), color(Role::Window));
    QVERIFY(contrastRatio(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
    QVERIFY(palette.color(QPalette::Disabled, QPalette::Text) != palette.color(QPalette::Active, QPalette::Text));
}

QTEST_MAIN(TestTaskColors)
#include "tst_task_colors.moc"
