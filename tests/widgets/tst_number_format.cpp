#include "widgets/theme/number_format.h"

#include <QtTest>

#include <limits>

using namespace isthmus::widgets;

class TestNumberFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accuracy_data();
    void accuracy();
    void loss_data();
    void loss();
    void count_data();
    void count();
    void duration_data();
    void duration();
    void rate_data();
    void rate();

private:
    /// A row in which "_" stands for the narrow no-break space and "~" for the minus sign.
    template <typename Number>
    static void row(Number value, const char* text)
    {
        QString expected = QString::fromUtf8(text);
        expected.replace(u'_', QChar(0x202f)).replace(u'~', QChar(0x2212));
        QTest::addRow("%g -> %s", static_cast<double>(value), text) << value << expected;
    }
    static void columns()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("expected");
    }
};

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

void TestNumberFormat::accuracy_data()
{
    columns();
    row(0.9312, "93.1_%");
    row(0.0, "0.0_%");
    row(1.0, "100.0_%");
    row(0.99951, "100.0_%");
    row(-0.0213, "~2.1_%");
    row(-0.0001, "0.0_%");
    row(notANumber, "NaN");
}

void TestNumberFormat::accuracy()
{
    QFETCH(double, value);
    QTEST(accuracyText(value), "expected");
    QCOMPARE(percentText(value), accuracyText(value).remove(QStringLiteral("\u202f%")));
}

void TestNumberFormat::loss_data()
{
    columns();
    row(2.30259, "2.30");
    row(0.0, "0");
    row(0.12345, "0.123");
    row(0.00123, "0.00123");
    row(0.000123, "1.23e~4");
    row(0.9996, "1.00");
    row(0.0009996, "0.00100");
    row(9.996, "10.0");
    row(12.34, "12.3");
    row(148.4, "148");
    row(999.6, "1_000");
    row(12345.0, "12_300");
    row(1234567.0, "1.23e6");
    row(-0.5, "~0.500");
    row(-2.5e-7, "~2.50e~7");
    row(notANumber, "NaN");
    row(infinite, "∞");
    row(-infinite, "~∞");
}

void TestNumberFormat::loss()
{
    QFETCH(double, value);
    QTEST(lossText(value), "expected");
}

void TestNumberFormat::count_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("expected");
    row<qint64>(0, "0");
    row<qint64>(999, "999");
    row<qint64>(1000, "1_000");
    row<qint64>(12345, "12_345");
    row<qint64>(1234567, "1_234_567");
    row<qint64>(-123, "~123");
    row<qint64>(-1234, "~1_234");
}

void TestNumberFormat::count()
{
    QFETCH(qint64, value);
    QTEST(countText(value), "expected");
}

void TestNumberFormat::duration_data()
{
    columns();
    row(0.0, "0_s");
    row(45.0, "45_s");
    row(59.6, "1_min 00_s");
    row(125.0, "2_min 05_s");
    row(3599.4, "59_min 59_s");
    row(3599.6, "1_h 00_min");
    row(3840.0, "1_h 04_min");
    row(86399.0, "1_d 00_h");
    row(97200.0, "1_d 03_h");
    row(-1.0, "–");
    row(notANumber, "–");
    row(infinite, "–");
}

void TestNumberFormat::duration()
{
    QFETCH(double, value);
    QTEST(durationText(value), "expected");
}

void TestNumberFormat::rate_data()
{
    columns();
    row(3480.2, "3_480_steps/s");
    row(61.4, "61_steps/s");
    row(9.97, "10_steps/s");
    row(2.46, "2.5_steps/s");
    row(0.0, "–");
    row(notANumber, "–");
}

void TestNumberFormat::rate()
{
    QFETCH(double, value);
    QTEST(rateText(value), "expected");
}

QTEST_MAIN(TestNumberFormat)
#include "tst_number_format.moc"
