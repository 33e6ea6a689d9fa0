#include "widgets/run/choice_card.h"
#include "widgets/run/path_button.h"
#include "widgets/run/welcome_page.h"

#include <QLabel>
#include <QSignalSpy>
#include <QtTest>

using namespace isthmus;
using widgets::ChoiceCard;
using widgets::PathButton;
using widgets::WelcomePage;

class TestWelcomePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        page_ = std::make_unique<WelcomePage>();
        page_->resize(700, 700);
        page_->show();
        QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
        page_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page_.get()));
    }

    void cleanup() { page_.reset(); }

    void clicksAskForWhatTheCardSays()
    {
        QSignalSpy demonstration(page_.get(), &WelcomePage::demonstrationRequested);
        QSignalSpy open(page_.get(), &WelcomePage::openRunRequested);
        QSignalSpy fresh(page_.get(), &WelcomePage::newExperimentRequested);
        QTest::mouseClick(card("Run the demonstration"), Qt::LeftButton);
        QCOMPARE(demonstration.count(), 1);
        QTest::mouseClick(card("Open a run"), Qt::LeftButton);
        QCOMPARE(open.count(), 1);
        QTest::mouseClick(card("New experiment"), Qt::LeftButton);
        QCOMPARE(fresh.count(), 1);
        QCOMPARE(demonstration.count(), 1);
    }

    void theKeyboardReachesEverything()
    {
        QSignalSpy demonstration(page_.get(), &WelcomePage::demonstrationRequested);
        QSignalSpy recent(page_.get(), &WelcomePage::recentRequested);
        page_->setRecent({QStringLiteral("/runs/a"), QStringLiteral("/runs/b")});
        card("Run the demonstration")->setFocus();
        QStringList walked;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            walked += QApplication::focusWidget()->accessibleName();
        }
        QCOMPARE(walked.join(QLatin1Char(';')), QStringLiteral("Open a run;New experiment;Open a;Open b"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(recent.count(), 1);
        QCOMPARE(recent.at(0).at(0).toString(), QStringLiteral("/runs/b"));
        card("Run the demonstration")->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(demonstration.count(), 1);
    }

    void recentRunsAreReplacedAndAtMostSix()
    {
        QVERIFY(page_->findChildren<PathButton*>().isEmpty());
        QStringList paths;
        for (int i = 0; i < 9; ++i)
            paths += QStringLiteral("/runs/run-%1").arg(i);
        page_->setRecent(paths);
        QCOMPARE(page_->findChildren<PathButton*>().size(), 6);
        QCOMPARE(page_->findChildren<PathButton*>().first()->text(), QStringLiteral("run-0"));
        page_->setRecent({QStringLiteral("/elsewhere/x/")});
        const auto buttons = page_->findChildren<PathButton*>();
        QCOMPARE(buttons.size(), 1);
        QCOMPARE(buttons.first()->text(), QStringLiteral("x"));
        QSignalSpy recent(page_.get(), &WelcomePage::recentRequested);
        QTRY_VERIFY(buttons.first()->isVisible());
        QTest::mouseClick(buttons.first(), Qt::LeftButton);
        QCOMPARE(recent.at(0).at(0).toString(), QStringLiteral("/elsewhere/x/"));  // as it was given
        page_->setRecent({});
        QVERIFY(page_->findChildren<PathButton*>().isEmpty());
        QVERIFY(!visibleText().contains(QStringLiteral("Recent runs")));
    }

    void dataSetsSayWhetherTheyWereFound()
    {
        QVERIFY(!visibleText().contains(QStringLiteral("Data sets")));
        page_->setDatasets({{QStringLiteral("Glyphs"), true, QStringLiteral("built in")},
                            {QStringLiteral("MNIST"), false, QStringLiteral("looked in /data")}});
        QCoreApplication::processEvents();
        const QStringList texts = visibleText();
        for (const char* text : {"Data sets", "Glyphs", "built in", "MNIST", "not found: looked in /data"})
            QVERIFY2(texts.contains(QString::fromLatin1(text)), text);
        page_->setDatasets({{QStringLiteral("MNIST"), true, QStringLiteral("/data")}});
        QVERIFY(!visibleText().contains(QStringLiteral("Glyphs")));
    }

    void sentencesAreWhole()
    {
        page_->resize(360, 700);
        QCoreApplication::processEvents();
        for (const ChoiceCard* each : page_->findChildren<ChoiceCard*>()) {
            QVERIFY(each->width() <= 360);
            QVERIFY2(each->height() >= each->heightForWidth(each->width()), qPrintable(each->text()));
            QVERIFY(!each->accessibleDescription().isEmpty());
        }
    }

private:
    ChoiceCard* card(const char* title) const
    {
        for (ChoiceCard* each : page_->findChildren<ChoiceCard*>()) {
            if (each->text() == QString::fromLatin1(title))
                return each;
        }
        return nullptr;
    }

    QStringList visibleText() const
    {
        QStringList texts;
        for (const QLabel* each : page_->findChildren<QLabel*>()) {
            if (each->isVisible())
                texts += each->text();
        }
        return texts;
    }

    std::unique_ptr<WelcomePage> page_;
};

QTEST_MAIN(TestWelcomePage)
#include "tst_welcome_page.moc"
