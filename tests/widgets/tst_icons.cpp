#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QLineEdit>
#include <QPalette>
#include <QRadioButton>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

using namespace isthmus;

namespace {

/// The most opaque pixel's colour: that of the middle of a line.
QColor ink(const QPixmap& pixmap)
{
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    QRgb most = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            most = qAlpha(image.pixel(x, y)) > qAlpha(most) ? image.pixel(x, y) : most;
    }
    return QColor::fromRgba(most);
}

bool near(const QColor& a, const QColor& b)
{
    return qAbs(a.red() - b.red()) < 6 && qAbs(a.green() - b.green()) < 6 && qAbs(a.blue() - b.blue()) < 6;
}

}  // namespace

class TestIcons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDrawingTakesTheTextColour_data()
    {
        QTest::addColumn<QString>("name");
        widgets::applicationIcon();  // makes the resources known
        const QStringList files = QDir(QStringLiteral(":/isthmus/icons")).entryList();
        QVERIFY(files.size() >= 24);
        for (const QString& file : files) {
            if (file != QStringLiteral("isthmus.svg"))
                QTest::newRow(qPrintable(file)) << file.chopped(4);
        }
    }

    void everyDrawingTakesTheTextColour()
    {
        QFETCH(QString, name);
        const QIcon icon = widgets::icon(name);
        for (const auto scheme : {widgets::Scheme::Light, widgets::Scheme::Dark}) {
            widgets::applyTheme(*qApp, scheme);
            const QPalette palette = QApplication::palette();
            QVERIFY(near(ink(icon.pixmap(24, 24)), palette.color(QPalette::WindowText)));
            QVERIFY(near(ink(icon.pixmap(24, 24, QIcon::Disabled)), palette.color(QPalette::Disabled, QPalette::WindowText)));
        }
        const QIcon red = widgets::icon(name, Qt::red);
        QVERIFY(near(ink(red.pixmap(24, 24)), Qt::red));
        QVERIFY(near(ink(red.pixmap(24, 24, QIcon::Selected)), QApplication::palette().color(QPalette::HighlightedText)));
    }

    void isSharpOnFineScreens()
    {
        const QPixmap fine = widgets::icon(QStringLiteral("start")).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(fine.size(), QSize(32, 32));
        QCOMPARE(fine.devicePixelRatio(), 2.0);
    }

    void aRadioButtonIsSeenInBothSchemes()
    {
        for (const auto scheme : {widgets::Scheme::Light, widgets::Scheme::Dark}) {
            widgets::applyTheme(*qApp, scheme);
            QRadioButton button(QStringLiteral(" "));
            const QImage image = button.grab().toImage();
            const int ground = qGray(QApplication::palette().color(QPalette::Window).rgb());
            int most = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    most = std::max(most, std::abs(qGray(image.pixel(x, y)) - ground));
            QVERIFY2(most > 70, qPrintable(QString::number(most)));
        }
    }

    void fieldsHaveAnEdgeInBothSchemes()
    {
        for (const auto scheme : {widgets::Scheme::Light, widgets::Scheme::Dark}) {
            widgets::applyTheme(*qApp, scheme);
            const int ground = qGray(QApplication::palette().color(QPalette::Window).rgb());
            QLineEdit line;
            QSpinBox spin;
            for (QWidget* field : {static_cast<QWidget*>(&line), static_cast<QWidget*>(&spin)}) {
                const QImage image = field->grab().toImage();
                const int edge = qGray(image.pixel(0, image.height() / 2));
                QVERIFY2(std::abs(edge - ground) > 50, qPrintable(QStringLiteral("%1 on %2").arg(edge).arg(ground)));
            }
        }
    }

    void aChosenButtonIsSeenInBothSchemes()
    {
        for (const auto scheme : {widgets::Scheme::Light, widgets::Scheme::Dark}) {
            widgets::applyTheme(*qApp, scheme);
            QToolButton button;
            button.setText(QStringLiteral("Points"));
            button.setCheckable(true);
            const auto ground = [&] { return button.grab().toImage().pixelColor(3, button.height() / 2); };
            const QColor free = ground();
            button.setChecked(true);
            QVERIFY2(std::abs(ground().blue() - free.blue()) > 25,
                     qPrintable(free.name() + QStringLiteral(" and ") + ground().name()));
        }
    }

    void theProgramsIconKeepsItsColours()
    {
        const QImage image = widgets::applicationIcon().pixmap(64, 64).toImage();
        QVERIFY(near(image.pixelColor(32, 5), QColor(0x17, 0x40, 0x6d)));
        QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
    }
};

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
