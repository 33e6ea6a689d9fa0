#pragma once
#include <QList>
#include <QString>

namespace isthmus::widgets {

/// A heading of the handbook with what stands beneath it, up to the next one.
struct HandbookSection {
    QString page;     ///< "methods.md"
    QString heading;  ///< in plain words
    int level = 1;    ///< 1: the page itself
    QString anchor;   ///< of "methods.md#single-networks"; empty: the page's top
    QString text;     ///< Markdown

    QString place() const { return anchor.isEmpty() ? page : page + QLatin1Char('#') + anchor; }
};

/// Where the pages and their pictures are among the resources; ends with "/".
QString handbookFolder();

/// Every section, in the order of the handbook's contents; read when first asked for.
const QList<HandbookSection>& handbookSections();

/// Those that have all the words, small and capital letters alike; where one of them is in the heading come first within
/// each page. No words: none.
QList<HandbookSection> handbookHits(const QString& words);

/// "Methods" of "methods.md"; empty: there is no such page.
QString pageTitle(const QString& page);

/// What links call a heading: "several-seeds".
QString headingAnchor(const QString& heading);

/// The sections of one page, out of its text.
QList<HandbookSection> sectionsOf(const QString& page, const QString& markdown);

}  // namespace isthmus::widgets
