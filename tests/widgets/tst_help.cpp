// The handbook in its window, the command palette and the sheet of shortcuts, by mouse and keys.
#include "widgets/commands/command_palette.h"
#include "widgets/commands/fuzzy_match.h"
#include "widgets/commands/shortcut_sheet.h"
#include "widgets/handbook/handbook_browser.h"
#include "widgets/handbook/handbook_contents.h"
#include "widgets/handbook/handbook_keys.h"
#include "widgets/handbook/handbook_sections.h"
#include "widgets/handbook/handbook_window.h"
#include "widgets/theme/theme.h"

#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextFrame>
#include <QTreeWidget>
#include <QtTest>

using namespace isthmus;
using widgets::CommandPalette;
using widgets::HandbookWindow;

namespace {

/// A window with menus: File › Open run… (Ctrl+O), File › Quit; Run › Start (F5, disabled); View › Theme › Dark.
struct Menus {
    QMainWindow window;
    QStringList ran;
    QAction* open;
    QAction* start;

    Menus()
    {
        const auto add = [this](QMenu* menu, const char* text, const char* keys) {
            QAction* action = menu->addAction(QString::fromUtf8(text));
            action->setShortcut(QString::fromLatin1(keys));
            QObject::connect(action, &QAction::triggered, &window, [this, action] { ran << action->text(); });
            return action;
        };
        QMenu* file = window.menuBar()->addMenu(QStringLiteral("&File"));
        open = add(file, "Open &run…", "Ctrl+O");
        add(file, "&Quit", "Ctrl+Q");
        start = add(window.menuBar()->addMenu(QStringLiteral("&Run")), "&Start", "F5");
        start->setEnabled(false);
        widgets::setWhyNot(*start, QStringLiteral("the form has a problem"));
        add(window.menuBar()->addMenu(QStringLiteral("&View"))->addMenu(QStringLiteral("&Theme")), "&Dark", "");
        window.resize(800, 600);
        window.show();
    }
};

QStringList shownNames(const QListView& list)
{
    QStringList names;
    for (int row = 0; row < list.model()->rowCount(); ++row)
        names << list.model()->index(row, 0).data().toString();
    return names;
}

}  // namespace

class HelpTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::Scheme::Light); }

    void everyPageIsListedAndEveryLinkArrives()
    {
        const QList<widgets::HandbookSection>& sections = widgets::handbookSections();
        QSet<QString> places;
        for (const widgets::HandbookSection& section : sections) {
            QVERIFY2(!places.contains(section.place()), qPrintable(section.place()));
            places.insert(section.place());
        }
        QCOMPARE(sections.front().page, QStringLiteral("index.md"));
        const QStringList files = QDir(widgets::handbookFolder()).entryList({QStringLiteral("*.md")});
        QVERIFY(files.size() >= 14);
        for (const QString& file : files)
            QVERIFY2(!widgets::pageTitle(file).isEmpty(), qPrintable(file));
        static const QRegularExpression link(QStringLiteral("\\]\\(([^)\\s]+)\\)"));
        int links = 0;
        for (const widgets::HandbookSection& section : sections) {
            for (auto each = link.globalMatch(section.text); each.hasNext(); ++links) {
                QString target = each.next().captured(1);
                if (target.startsWith(QLatin1String("http")))
                    continue;
                if (target.startsWith(QLatin1Char('#')))
                    target.prepend(section.page);
                const bool picture = target.startsWith(QLatin1String("images/"));
                QVERIFY2(picture ? QFile::exists(widgets::handbookFolder() + target) : places.contains(target),
                         qPrintable(section.place() + " -> " + target));
            }
        }
        QVERIFY(links > 80);
    }

    void headingsInCodeAreNone()
    {
        const auto sections =
            widgets::sectionsOf(QStringLiteral("a.md"), QStringLiteral("# A `b`\nx\n```sh\n# no\n```\n## C, d!\ny"));
        QCOMPARE(sections.size(), 2);
        QCOMPARE(sections[0].heading, QStringLiteral("A b"));
        QCOMPARE(sections[0].place(), QStringLiteral("a.md"));
        QCOMPARE(sections[1].place(), QStringLiteral("a.md#c-d"));
        QVERIFY(sections[0].text.contains(QStringLiteral("# no")));
    }

    void linksAnchorsBackAndForward()
    {
        HandbookWindow window;
        window.open({});
        QVERIFY(QTest::qWaitForWindowActive(&window));
        widgets::HandbookBrowser& browser = window.browser();
        QCOMPARE(browser.place(), QStringLiteral("index.md"));
        QVERIFY(browser.toPlainText().contains(QStringLiteral("Methods\n")));  // the link's text is the page's title
        window.open(QStringLiteral("methods.md#ewc"));
        QTRY_VERIFY(browser.verticalScrollBar()->value() > 0);
        const QString top = browser.cursorForPosition({10, 30}).block().text();
        QVERIFY2(top == QLatin1String("ewc") || top.contains(QLatin1String("Kirkpatrick")), qPrintable(top));
        QCOMPARE(window.windowTitle(), QStringLiteral("Methods – Handbook"));
        QTest::keyClick(&browser, Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(browser.place(), QStringLiteral("index.md"));
        QTest::keyClick(&browser, Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(browser.place(), QStringLiteral("methods.md#ewc"));
        widgets::applyTheme(*qApp, widgets::Scheme::Dark);
        QTRY_COMPARE(browser.place(), QStringLiteral("methods.md#ewc"));
        QVERIFY(browser.verticalScrollBar()->value() > 0);
        widgets::applyTheme(*qApp, widgets::Scheme::Light);
        QTest::keyClick(&browser, Qt::Key_Escape);
        QTRY_VERIFY(!window.isVisible());
    }

    void picturesFitTheColumn()
    {
        HandbookWindow window;
        window.resize(700, 500);
        window.open(QStringLiteral("figures.md"));
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(window.browser().horizontalScrollBar()->maximum() <= 1);  // rounding
    }

    void searchingFindsSections()
    {
        HandbookWindow window;
        window.open({});
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* field = window.findChild<QLineEdit*>();
        auto* tree = window.findChild<QTreeWidget*>();
        const int pages = tree->topLevelItemCount();
        QTest::keyClick(&window.browser(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, "Kirkpatrick ewc");
        QCOMPARE(tree->topLevelItemCount(), 1);
        QCOMPARE(tree->topLevelItem(0)->text(0), QStringLiteral("Methods"));
        QCOMPARE(tree->topLevelItem(0)->child(0)->text(0), QStringLiteral("ewc"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(window.browser().place(), QStringLiteral("methods.md#ewc"));
        QVERIFY(!window.browser().extraSelections().isEmpty());
        window.open(QStringLiteral("methods.md#er"));  // on the page that is shown
        QVERIFY(!window.browser().extraSelections().isEmpty());
        QCOMPARE(window.browser().document()->rootFrame()->childFrames().first()->frameFormat().border(), 0.0);  // as styled
        QTest::keyClicks(field, " qqq");
        QCOMPARE(tree->topLevelItemCount(), 0);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty() && window.isVisible());
        QCOMPARE(tree->topLevelItemCount(), pages);
        QTest::keyClicks(field, "barrier");
        QTest::keyClick(field, Qt::Key_Down);
        QVERIFY(tree->hasFocus());
        QVERIFY(tree->currentItem() != nullptr);
    }

    void lettersInTheirOrderMatch_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QList<int>>("positions");
        QTest::newRow("word starts") << "Next task"
                                     << "nt" << QList<int>{0, 5};
        QTest::newRow("in a row") << "Start restart"
                                  << "art" << QList<int>{2, 3, 4};
        QTest::newRow("capitals") << "Open run"
                                  << "OPEN R" << QList<int>{0, 1, 2, 3, 5};
        QTest::newRow("the end") << "Save experiment"
                                 << "ment" << QList<int>{11, 12, 13, 14};
        QTest::newRow("nothing typed") << "Stop"
                                       << " " << QList<int>{};
    }

    void lettersInTheirOrderMatch()
    {
        QFETCH(QString, text);
        QFETCH(QString, typed);
        QTEST(widgets::fuzzyMatch(text, typed)->positions, "positions");
        QVERIFY(!widgets::fuzzyMatch(text, QStringLiteral("zq")).has_value());
    }

    void wordStartsWinOverLettersApart()
    {
        const auto score = [](const char* text) { return widgets::fuzzyMatch(QString::fromLatin1(text), "re")->score; };
        QVERIFY(score("Redo") > score("Reorder") - 1);
        QVERIFY(score("Redo") > score("Compare"));
        QVERIFY(score("Compare") > score("Prepare next") || score("Compare") == score("Prepare next"));
    }

    void thePaletteRunsWhatWasFound()
    {
        Menus menus;
        QVERIFY(QTest::qWaitForWindowExposed(&menus.window));
        CommandPalette palette(&menus.window);
        QSignalSpy ran(&palette, &CommandPalette::ran);
        palette.open(widgets::menuEntries(*menus.window.menuBar()), {QStringLiteral("View › Theme › Dark")});
        auto* list = palette.findChild<QListView*>();
        auto* field = palette.findChild<QLineEdit*>();
        QVERIFY(palette.isVisible());
        QCOMPARE(shownNames(*list), QStringList({"Dark", "Open run", "Quit", "Start"}));  // used last first
        QTest::keyClicks(field, "or");
        QCOMPARE(shownNames(*list).first(), QStringLiteral("Open run"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE(menus.ran, QStringList(QStringLiteral("Open &run…")));
        QCOMPARE(ran.first().first().toString(), QStringLiteral("File › Open run"));

        palette.open(widgets::menuEntries(*menus.window.menuBar()), {});
        QTest::keyClicks(field, "theme");
        QCOMPARE(shownNames(*list), QStringList(QStringLiteral("Dark")));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QCOMPARE(menus.ran.size(), 1);
    }

    void whatIsDisabledSaysWhyAndIsNotRun()
    {
        Menus menus;
        QVERIFY(QTest::qWaitForWindowExposed(&menus.window));
        CommandPalette palette(&menus.window);
        palette.open(widgets::menuEntries(*menus.window.menuBar()), {});
        auto* field = palette.findChild<QLineEdit*>();
        auto* list = palette.findChild<QListView*>();
        QTest::keyClicks(field, "start");
        const QModelIndex only = list->currentIndex();
        QCOMPARE(only.data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Start, F5, not available, the form has a problem"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(palette.isVisible());
        QVERIFY(menus.ran.isEmpty());
        field->clear();
        QTest::keyClick(field, Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(menus.ran, QStringList(QStringLiteral("Open &run…")));
    }

    void theSheetHasTheKeysOfActionsAndViews()
    {
        Menus menus;
        widgets::ShortcutSheet sheet(widgets::menuEntries(*menus.window.menuBar()));
        auto* table = sheet.findChild<QTreeWidget*>();
        QCOMPARE(table->topLevelItem(0)->text(0), QStringLiteral("File"));
        QCOMPARE(table->topLevelItem(0)->child(0)->text(0), QStringLiteral("Ctrl+O"));
        QCOMPARE(table->topLevelItem(0)->child(0)->text(1), QStringLiteral("Open run"));
        QSet<QString> views;
        for (const widgets::ViewKey& key : widgets::handbookKeys()) {
            QVERIFY2(!key.keys.isEmpty() && !key.meaning.isEmpty(), qPrintable(key.view));
            views.insert(key.view);
        }
        QCOMPARE(views,
                 QSet<QString>({"In a plot", "In a map", "In a surface", "In parallel axes", "In the runs", "In the queue"}));
        QTest::keyClicks(sheet.findChild<QLineEdit*>(), "surface");
        for (int i = 0; i < table->topLevelItemCount(); ++i)
            QCOMPARE(!table->topLevelItem(i)->isHidden(), table->topLevelItem(i)->text(0) == QLatin1String("In a surface"));
    }
};

QTEST_MAIN(HelpTest)
#include "tst_help.moc"
