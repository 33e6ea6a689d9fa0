#include "widgets/run/log_view.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>
#include <QtTest>

using namespace isthmus;
using widgets::LogView;

class TestLogView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        view_ = std::make_unique<LogView>();
        view_->resize(600, 240);
        view_->show();
        QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
        view_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(view_.get()));
    }

    void cleanup() { view_.reset(); }

    void linesHaveTimeWordAndText()
    {
        view_->append(2, QStringLiteral("14:02:11"), QStringLiteral("task 1"));
        view_->append(3, QStringLiteral("14:02:12"), QStringLiteral("old file"));
        view_->append(4, QStringLiteral("14:02:13"), QStringLiteral("disk full\nnothing saved"));
        QCOMPARE(shown(), QStringLiteral("14:02:11  info      task 1\n"
                                         "14:02:12  warning   old file\n"
                                         "14:02:13  error     disk full\n"
                                         "14:02:13  error     nothing saved"));
        QCOMPARE(colourOfLine(0), widgets::color(widgets::Role::Text));
        QCOMPARE(colourOfLine(1), widgets::color(widgets::Role::Warning));
        QCOMPARE(colourOfLine(2), widgets::color(widgets::Role::Bad));
    }

    void theLevelDecidesWhatIsShown()
    {
        for (int level = 0; level <= 6; ++level)
            view_->append(level, QStringLiteral("t"), QStringLiteral("level %1").arg(level));
        QCOMPARE(texts(), QStringLiteral("2 3 4 5"));  // from info on; 6 is spdlog's "off"
        auto* levels = view_->findChild<QComboBox*>();
        levels->setFocus();
        QTest::keyClick(levels, Qt::Key_Home);
        QCOMPARE(texts(), QStringLiteral("0 1 2 3 4 5"));
        QTest::keyClick(levels, Qt::Key_End);
        QCOMPARE(texts(), QStringLiteral("4 5"));
        view_->append(3, QStringLiteral("t"), QStringLiteral("level 3"));
        view_->append(5, QStringLiteral("t"), QStringLiteral("level 5"));
        QCOMPARE(texts(), QStringLiteral("4 5 5"));
    }

    void findShowsOnlyLinesThatContain()
    {
        for (const char* text : {"saved checkpoint", "task 2", "Saved summary"})
            view_->append(2, QStringLiteral("t"), QString::fromLatin1(text));
        auto* find = view_->findChild<QLineEdit*>();
        find->setFocus();
        QTest::keyClicks(find, QStringLiteral("SAVED"));
        QCOMPARE(page()->blockCount(), 2);
        QVERIFY(!shown().contains(QStringLiteral("task 2")));
        view_->append(2, QStringLiteral("t"), QStringLiteral("task 3"));
        QCOMPARE(page()->blockCount(), 2);
        find->selectAll();
        QTest::keyClick(find, Qt::Key_Delete);
        QCOMPARE(page()->blockCount(), 4);
    }

    void theNewestTenThousandLinesStay()
    {
        for (int i = 0; i < LogView::maxLines + 25; ++i)
            view_->append(2, QStringLiteral("t"), QString::number(i));
        QCOMPARE(page()->blockCount(), 10000);
        QVERIFY(page()->document()->firstBlock().text().endsWith(QStringLiteral(" 25")));
        QVERIFY(page()->document()->lastBlock().text().endsWith(QStringLiteral(" 10024")));
        auto* levels = view_->findChild<QComboBox*>();
        QTest::keyClick(levels, Qt::Key_Home);  // shows them anew from what is kept
        QCOMPARE(page()->blockCount(), 10000);
        QVERIFY(page()->document()->firstBlock().text().endsWith(QStringLiteral(" 25")));
    }

    void followsTheEndUnlessScrolledUp()
    {
        for (int i = 0; i < 100; ++i)
            view_->append(2, QStringLiteral("t"), QString::number(i));
        QScrollBar* bar = page()->verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        QCOMPARE(bar->value(), bar->maximum());
        QTest::keyClick(page(), Qt::Key_PageUp);
        const int place = bar->value();
        QVERIFY(place < bar->maximum());
        view_->append(2, QStringLiteral("t"), QStringLiteral("more"));
        QCOMPARE(bar->value(), place);
        bar->setValue(bar->maximum());
        view_->append(2, QStringLiteral("t"), QStringLiteral("and more"));
        QCOMPARE(bar->value(), bar->maximum());
    }

    void copiesTheSelectionOrEverything()
    {
        view_->append(2, QStringLiteral("t"), QStringLiteral("one"));
        view_->append(2, QStringLiteral("t"), QStringLiteral("two"));
        auto* copy = view_->findChild<QToolButton*>(QStringLiteral("copy"));
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("t  info      one\nt  info      two"));
        page()->moveCursor(QTextCursor::Start);
        page()->moveCursor(QTextCursor::EndOfLine, QTextCursor::KeepAnchor);
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("t  info      one"));
    }

    void clears()
    {
        view_->append(2, QStringLiteral("t"), QStringLiteral("one"));
        QTest::mouseClick(view_->findChild<QToolButton*>(QStringLiteral("clear")), Qt::LeftButton);
        QCOMPARE(shown(), QString());
        view_->append(2, QStringLiteral("t"), QStringLiteral("two"));
        QCOMPARE(shown(), QStringLiteral("t  info      two"));
    }

private:
    QPlainTextEdit* page() const { return view_->findChild<QPlainTextEdit*>(); }
    QString shown() const { return page()->toPlainText(); }

    /// The last words of the lines shown.
    QString texts() const
    {
        QStringList words;
        for (const QString& line : shown().split(QLatin1Char('\n')))
            words += line.section(QLatin1Char(' '), -1);
        return words.join(QLatin1Char(' '));
    }

    QColor colourOfLine(int line) const
    {
        QTextCursor cursor(page()->document()->findBlockByNumber(line));
        cursor.movePosition(QTextCursor::EndOfBlock);
        return cursor.charFormat().foreground().color();
    }

    std::unique_ptr<LogView> view_;
};

QTEST_MAIN(TestLogView)
#include "tst_log_view.moc"
