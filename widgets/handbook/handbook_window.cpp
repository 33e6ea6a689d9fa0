#include "widgets/handbook/handbook_window.h"

#include "widgets/handbook/handbook_browser.h"
#include "widgets/handbook/handbook_contents.h"
#include "widgets/handbook/handbook_sections.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QLineEdit>
#include <QSplitter>
#include <QToolBar>
#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

const QString firstPage = QStringLiteral("index.md");

}  // namespace

HandbookWindow::HandbookWindow(QWidget* parent)
    : QWidget(parent, Qt::Window), contents_(new HandbookContents), browser_(new HandbookBrowser)
{
    setObjectName(QStringLiteral("handbook"));
    setWindowTitle(tr("Handbook"));
    auto* halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    halves->addWidget(contents_);
    halves->addWidget(browser_);
    halves->setStretchFactor(1, 1);
    halves->setSizes({280, 800});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(halves, 1);
    connect(contents_, &HandbookContents::chosen, browser_, &HandbookBrowser::open);
    connect(contents_, &HandbookContents::wordsChanged, browser_, &HandbookBrowser::setMarked);
    connect(browser_, &QTextBrowser::sourceChanged, this, [this] {
        contents_->setPlace(browser_->place());
        setWindowTitle(tr("%1 – Handbook").arg(pageTitle(browser_->place().section(QLatin1Char('#'), 0, 0))));
    });
    addKeys();
    resize(1100, 760);
}

QWidget* HandbookWindow::makeBar()
{
    auto* bar = new QToolBar(this);
    bar->setIconSize({16, 16});
    const auto add = [&](const char* drawing, const QString& text, const QKeySequence& keys, auto act) {
        QAction* action = bar->addAction(icon(QLatin1String(drawing)), text);
        action->setObjectName(QLatin1String(drawing));
        action->setShortcut(keys);
        action->setToolTip(tr("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, browser_, act);
        return action;
    };
    QAction* back = add("back", tr("Back"), QStringLiteral("Alt+Left"), &QTextBrowser::backward);
    QAction* forward = add("forward", tr("Forward"), QStringLiteral("Alt+Right"), &QTextBrowser::forward);
    add("contents", tr("Contents"), QStringLiteral("Alt+Home"), [this] { browser_->open(firstPage); });
    back->setEnabled(false);
    forward->setEnabled(false);
    connect(browser_, &QTextBrowser::backwardAvailable, back, &QAction::setEnabled);
    connect(browser_, &QTextBrowser::forwardAvailable, forward, &QAction::setEnabled);
    return bar;
}

void HandbookWindow::addKeys()
{
    const auto add = [this](const QKeySequence& keys, auto act) {
        auto* action = new QAction(this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    add(QKeySequence::Find, [this] {
        contents_->search()->setFocus();
        contents_->search()->selectAll();
    });
    add(QKeySequence::ZoomIn, [this] { browser_->zoomIn(); });
    add(QKeySequence::ZoomOut, [this] { browser_->zoomOut(); });
    add(Qt::Key_Escape, [this] { close(); });
}

void HandbookWindow::open(const QString& place)
{
    if (!place.isEmpty() || browser_->place().isEmpty())
        browser_->open(place.isEmpty() ? firstPage : place);
    show();
    raise();
    activateWindow();
    browser_->setFocus();
}

}  // namespace isthmus::widgets
