#include "widgets/handbook/handbook_browser.h"

#include "widgets/handbook/handbook_sections.h"
#include "widgets/handbook/handbook_style.h"
#include "widgets/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextFrame>

namespace isthmus::widgets {

namespace {

constexpr int widest = 860;  ///< of the column of text, pixels
constexpr int margin = 24;
constexpr int dressed = 1;  ///< state of a page's first block

}  // namespace

HandbookBrowser::HandbookBrowser(QWidget* parent) : QTextBrowser(parent)
{
    setAccessibleName(tr("Page of the handbook"));
    setFrameShape(QFrame::NoFrame);
    setOpenExternalLinks(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // all is fitted to the width, but for rounding
    connect(this, &QTextBrowser::sourceChanged, this, &HandbookBrowser::dress);
}

void HandbookBrowser::open(const QString& place)
{
    setSource(QUrl(QStringLiteral("qrc") + handbookFolder() + place), QTextDocument::MarkdownResource);
}

QString HandbookBrowser::place() const
{
    return shown_.hasFragment() ? shown_.fileName() + QLatin1Char('#') + shown_.fragment() : shown_.fileName();
}

QVariant HandbookBrowser::loadResource(int type, const QUrl& name)
{
    const QVariant found = QTextBrowser::loadResource(type, name);
    if (type != QTextDocument::MarkdownResource)
        return found;
    QString text = QString::fromUtf8(found.toByteArray());
    static const QRegularExpression named(QStringLiteral("\\[([a-z_]+\\.md)\\]"));
    for (QRegularExpressionMatch match = named.match(text); match.hasMatch();
         match = named.match(text, match.capturedStart() + 1))
        text.replace(match.capturedStart(1), match.capturedLength(1), pageTitle(match.captured(1)));
    return text;
}

void HandbookBrowser::setMarked(const QStringList& words)
{
    marked_ = words;
    mark();
}

/// Qt has read the page's Markdown, which knows neither anchors nor looks.
void HandbookBrowser::dress(const QUrl& source)
{
    shown_ = source;
    if (document()->firstBlock().userState() != dressed) {  // Qt may read it again for another place on the same page
        styleHandbookPage(*document());
        document()->firstBlock().setUserState(dressed);
        fit();
        mark();
    }
    if (source.hasFragment())
        scrollToAnchor(source.fragment());
}

void HandbookBrowser::mark()
{
    QList<QTextEdit::ExtraSelection> found;
    QTextCharFormat look;
    QColor ground = color(Role::Warning);
    ground.setAlphaF(0.35F);
    look.setBackground(ground);
    for (const QString& word : std::as_const(marked_))
        for (QTextCursor at = document()->find(word, 0); !at.isNull(); at = document()->find(word, at))
            found.append({at, look});
    setExtraSelections(found);
}

/// Keeps the column of text to a width that is read easily, in the middle.
void HandbookBrowser::fit()
{
    const int beside = qMax(margin, (viewport()->width() - widest) / 2);
    QTextFrameFormat page = document()->rootFrame()->frameFormat();
    page.setLeftMargin(beside);
    page.setRightMargin(beside);
    page.setTopMargin(margin);
    document()->rootFrame()->setFrameFormat(page);
    fitted_ = viewport()->width();
    fitHandbookPictures(*document(), fitted_ - 2 * beside - 2, devicePixelRatioF());
}

void HandbookBrowser::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (!shown_.isEmpty() && fitted_ != viewport()->width())
        fit();
}

void HandbookBrowser::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || shown_.isEmpty())
        return;
    const int position = verticalScrollBar()->value();
    reload();                                                                  // the colours of links are in the text
    document()->documentLayout()->blockBoundingRect(document()->lastBlock());  // laid out to its end, not as far as it is seen
    verticalScrollBar()->setValue(position);
}

}  // namespace isthmus::widgets
