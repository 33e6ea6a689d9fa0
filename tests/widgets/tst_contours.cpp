#include "widgets/scene3d/contours.h"

#include "tests/widgets/sample_grids.h"

#include <QtTest>

using namespace isthmus;
using tests::evenPoints;
using widgets::Contour;
using widgets::contourLevels;
using widgets::contourLines;
using Scale = widgets::GridShowing::Scale;

namespace {

std::vector<double> valuesOf(const std::vector<double>& x, const std::vector<double>& y, const tests::Surface& surface)
{
    std::vector<double> values;
    for (const double b : y)
        for (const double a : x)
            values.push_back(surface(a, b));
    return values;
}

double bowl(double x, double y) { return x * x + y * y; }

}  // namespace

class TestContours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bowlHasCircles();
    void linesAreLinearBetweenPoints();
    void unevenAxes();
    void holesAreNotCrossed();
    void simplexIsReachedToItsEdge();
    void nothingToDraw();
    void linearLevels_data();
    void linearLevels();
    void logarithmicLevels_data();
    void logarithmicLevels();
};

void TestContours::bowlHasCircles()
{
    const std::vector<double> x = evenPoints(-2.0, 2.0, 41), y = evenPoints(-2.0, 2.0, 41);
    const std::vector<Contour> lines = contourLines(x, y, valuesOf(x, y, bowl), {0.5, 1.0, 2.0});
    QCOMPARE(lines.size(), std::size_t(3));  // one whole line each
    for (const Contour& contour : lines) {
        QVERIFY(contour.line.size() > 20);
        QCOMPARE(contour.line.first(), contour.line.last());
        double around = 0.0;
        for (qsizetype k = 0; k < contour.line.size(); ++k) {
            const QPointF p = contour.line[k];
            // Between neighbours h apart a parabola is at most h² / 4 from its chord.
            QVERIFY2(std::abs(bowl(p.x(), p.y()) - contour.level) <= 0.25 * 0.1 * 0.1 + 1e-9,
                     qPrintable(QString::number(bowl(p.x(), p.y()))));
            if (k > 0)
                around += QLineF(contour.line[k - 1], p).length();
        }
        const double circumference = 2.0 * M_PI * std::sqrt(contour.level);
        QVERIFY(std::abs(around - circumference) < 0.01 * circumference);
    }
}

void TestContours::linesAreLinearBetweenPoints()
{
    const std::vector<double> x = evenPoints(0.0, 4.0, 5), y = evenPoints(0.0, 3.0, 4);
    const std::vector<Contour> lines = contourLines(x, y, valuesOf(x, y, [](double a, double b) { return a + b / 3.0; }), {2.25});
    QCOMPARE(lines.size(), std::size_t(1));
    for (const QPointF& p : lines[0].line)
        QVERIFY(std::abs(p.x() + p.y() / 3.0 - 2.25) < 1e-7);
    const QRectF reached = lines[0].line.boundingRect();
    QVERIFY(std::abs(reached.height() - 3.0) < 1e-7);  // from edge to edge, in one piece
    QCOMPARE(lines[0].level, 2.25);
}

void TestContours::unevenAxes()
{
    const std::vector<double> x{0.0, 1.0, 4.0}, y{-1.0, 0.0, 10.0};
    const std::vector<Contour> lines = contourLines(x, y, valuesOf(x, y, [](double a, double) { return a; }), {2.5});
    QCOMPARE(lines.size(), std::size_t(1));
    for (const QPointF& p : lines[0].line)
        QVERIFY(std::abs(p.x() - 2.5) < 1e-7);
}

void TestContours::holesAreNotCrossed()
{
    const std::vector<double> x = evenPoints(-2.0, 2.0, 41), y = evenPoints(-2.0, 2.0, 41);
    const QRectF hole(0.45, -0.55, 1.1, 1.1);
    const auto holed = [&hole](double a, double b) { return hole.contains(a, b) ? tests::nan : bowl(a, b); };
    const std::vector<Contour> lines = contourLines(x, y, valuesOf(x, y, holed), {1.0});
    double length = 0.0;
    for (const Contour& contour : lines)
        for (qsizetype k = 0; k < contour.line.size(); ++k) {
            QVERIFY(std::isfinite(contour.line[k].x()) && std::isfinite(contour.line[k].y()));
            QVERIFY(!hole.contains(contour.line[k]));
            if (k > 0) {
                const QLineF piece(contour.line[k - 1], contour.line[k]);
                QVERIFY(piece.length() < 0.15);  // no jump over the hole
                length += piece.length();
            }
        }
    // The circle of radius 1 less its part within |y| < 0.55 on the right.
    const double expected = 2.0 * M_PI - 2.0 * std::asin(0.55);
    QVERIFY2(std::abs(length - expected) < 0.25, qPrintable(QString::number(length)));
}

void TestContours::simplexIsReachedToItsEdge()
{
    const engine::LandscapeGrid grid = tests::simplex(11);
    const std::vector<Contour> lines = contourLines(grid.axes[0].points, grid.axes[1].points, grid.tasks[0].loss, {0.75});
    QCOMPARE(lines.size(), std::size_t(1));
    // x + 2 y = 0.75 from (0.75, 0) to (0, 0.375); never outside.
    for (const QPointF& p : lines[0].line)
        QVERIFY(p.x() + p.y() <= 1.0 + 1e-7 && std::abs(p.x() + 2.0 * p.y() - 0.75) < 1e-7);
    // Where grid points lie on the line itself, too, it is one line.
    const engine::LandscapeGrid fine = tests::simplex(31);
    const std::vector<double> levels{0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8};
    const std::vector<Contour> whole = contourLines(fine.axes[0].points, fine.axes[1].points, fine.tasks[0].loss, levels);
    QCOMPARE(whole.size(), levels.size());
    for (const Contour& one : whole) {
        double length = 0.0;
        for (qsizetype k = 1; k < one.line.size(); ++k)
            length += QLineF(one.line[k - 1], one.line[k]).length();
        QVERIFY(std::abs(length - QLineF(one.line.first(), one.line.last()).length()) < 1e-6);  // not to and fro
    }
    const std::vector<Contour> slanted = contourLines(grid.axes[0].points, grid.axes[1].points, grid.tasks[0].loss, {1.25});
    QCOMPARE(slanted.size(), std::size_t(1));
    // x + 2 y = 1.25 ends on x + y = 1, at (0.75, 0.25).
    QVERIFY(std::abs(slanted[0].line.boundingRect().right() - 0.75) < 1e-7);
}

void TestContours::nothingToDraw()
{
    const std::vector<double> x = evenPoints(0.0, 1.0, 3);
    QVERIFY(contourLines(x, x, std::vector<double>(9, tests::nan), {0.5}).empty());
    QVERIFY(contourLines(x, x, std::vector<double>(9, 1.0), {0.5}).empty());
    QVERIFY(contourLines(x, x, std::vector<double>(8, 1.0), {0.5}).empty());
    QVERIFY(contourLines({}, {}, {}, {0.5}).empty());
    QVERIFY(contourLines(x, x, valuesOf(x, x, bowl), {}).empty());
}

void TestContours::linearLevels_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("losses") << 0.037 << 2.61;
    QTest::newRow("around zero") << -1.3 << 0.9;
    QTest::newRow("tiny") << 1e-6 << 3e-6;
    QTest::newRow("large") << 1200.0 << 98000.0;
    QTest::newRow("narrow") << 0.931 << 0.934;
}

void TestContours::linearLevels()
{
    QFETCH(double, low);
    QFETCH(double, high);
    for (const Scale scale : {Scale::Linear, Scale::Clipped}) {
        const std::vector<double> levels = contourLevels({low, high}, scale);
        QVERIFY2(levels.size() >= 7 && levels.size() <= 18, qPrintable(QString::number(levels.size())));
        QVERIFY(levels.front() > low && levels.back() < high);
        const double step = levels[1] - levels[0];
        const double mantissa = step / std::pow(10.0, std::floor(std::log10(step) + 1e-6));
        QVERIFY(std::abs(mantissa - 1.0) < 1e-6 || std::abs(mantissa - 2.0) < 1e-6 || std::abs(mantissa - 5.0) < 1e-6);
        for (std::size_t k = 0; k < levels.size(); ++k) {
            QVERIFY(std::abs(levels[k] / step - std::round(levels[k] / step)) < 1e-6);
            QVERIFY(k == 0 || std::abs(levels[k] - levels[k - 1] - step) < 1e-6 * step);
        }
    }
}

void TestContours::logarithmicLevels_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("unevenness");
    QTest::newRow("one decade") << 0.21 << 2.3 << 1.3;
    QTest::newRow("two decades") << 0.03 << 3.1 << 1.1;
    QTest::newRow("four decades") << 1e-4 << 2.0 << 1.4;
    QTest::newRow("ten decades") << 1e-8 << 90.0 << 1.2;
    QTest::newRow("hardly any") << 1.00 << 1.05 << 1.2;
}

void TestContours::logarithmicLevels()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, unevenness);
    const std::vector<double> levels = contourLevels({low, high}, Scale::Logarithmic);
    QVERIFY2(levels.size() >= 7 && levels.size() <= 26, qPrintable(QString::number(levels.size())));
    QVERIFY(levels.front() > low && levels.back() < high);
    double least = 1e9, most = 0.0;
    for (std::size_t k = 1; k < levels.size(); ++k) {
        const double factor = std::log(levels[k] / levels[k - 1]);
        least = std::min(least, factor);
        most = std::max(most, factor);
    }
    QVERIFY2(least > 0.0 && most / least <= unevenness, qPrintable(QString::number(most / least)));
}

QTEST_MAIN(TestContours)
#include "tst_contours.moc"
