#include "widgets/handbook/handbook_browser.h"

#include "widgets/handbook/handbook_sections.h"
#include "widgets/handbook/handbook_style.h"
#include "widgets/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>

#include <utility>

namespace isthmus::widgets {

namespace {

constexpr int widest = 860;  ///< of the column of text, pixels
constexpr int margin = 24;

}  // namespace

HandbookBrowser::HandbookBrowser(QWidget* parent) : QTextBrowser(parent)
{
    setAccessibleName(tr("Page of the handbook"));
    setFrameShape(QFrame::NoFrame);
    setOpenExternalLinks(true);
    connect(this, &QTextBrowser::sourceChanged, this, &HandbookBrowser::dress);
}

void HandbookBrowser::open(const QString& place)
{
    setSource(QUrl(QStringLiteral("qrc") + handbookFolder() + place), QTextDocument::MarkdownResource);
}

QString HandbookBrowser::place() const
{
    const QString page = source().fileName();
    return source().hasFragment() ? page + QLatin1Char('#') + source().fragment() : page;
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
void HandbookBrowser::dress()
{
    if (const QString page = source().fileName(); std::exchange(page_, page) != page) {
        styleHandbookPage(*document());
        fit();
        mark();
    }
    if (source().hasFragment())
        scrollToAnchor(source().fragment());
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

void HandbookBrowser::fit()
{
    column_ = viewport()->width() - 2 * qRound(document()->documentMargin());
    fitHandbookPictures(*document(), column_, devicePixelRatioF());
}

void HandbookBrowser::resizeEvent(QResizeEvent* event)
{
    const int beside = qMax(margin, (width() - verticalScrollBar()->width() - widest) / 2);
    setViewportMargins(beside, 12, margin, 0);
    QTextBrowser::resizeEvent(event);
    if (!page_.isEmpty() && column_ != viewport()->width() - 2 * qRound(document()->documentMargin()))
        fit();
}

void HandbookBrowser::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || page_.isEmpty())
        return;
    const int position = verticalScrollBar()->value();
    page_.clear();
    reload();                                                                  // the colours of links are in the text
    document()->documentLayout()->blockBoundingRect(document()->lastBlock());  // laid out to its end, not as far as it is seen
    verticalScrollBar()->setValue(position);
}

}  // namespace isthmus::widgets
