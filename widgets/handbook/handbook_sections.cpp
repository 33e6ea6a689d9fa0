#include "widgets/handbook/handbook_sections.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

static void initResources() { Q_INIT_RESOURCE(handbook); }

namespace isthmus::widgets {

namespace {

QString pageText(const QString& page)
{
    QFile file(handbookFolder() + page);
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "handbook", qPrintable(page));
    return found ? QString::fromUtf8(file.readAll()) : QString();
}

/// The contents page, those that it links to in their order, then what it forgot.
QStringList pages()
{
    QStringList names = {QStringLiteral("index.md")};
    static const QRegularExpression link(QStringLiteral("\\]\\(([a-z_]+\\.md)"));
    for (auto match = link.globalMatch(pageText(names.front())); match.hasNext();)
        names += match.next().captured(1);
    names += QDir(handbookFolder()).entryList({QStringLiteral("*.md")});
    names.removeDuplicates();
    return names;
}

bool hasAll(const HandbookSection& section, const QStringList& words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return section.heading.contains(word, Qt::CaseInsensitive) || section.text.contains(word, Qt::CaseInsensitive);
    });
}

bool isNamed(const HandbookSection& section, const QStringList& words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](const QString& word) { return section.heading.contains(word, Qt::CaseInsensitive); });
}

}  // namespace

QString handbookFolder() { return QStringLiteral(":/isthmus/handbook/"); }

const QList<HandbookSection>& handbookSections()
{
    static const QList<HandbookSection> all = [] {
        initResources();
        QList<HandbookSection> sections;
        for (const QString& page : pages())
            sections += sectionsOf(page, pageText(page));
        return sections;
    }();
    return all;
}

QList<HandbookSection> handbookHits(const QString& words)
{
    const QStringList wanted = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<HandbookSection> hits;
    if (wanted.isEmpty())
        return hits;
    for (const HandbookSection& section : handbookSections()) {
        if (!hasAll(section, wanted))
            continue;
        // Behind the named ones of its page when it is not named itself.
        auto at = hits.end();
        if (isNamed(section, wanted))
            at = std::find_if(hits.begin(), hits.end(),
                              [&](const HandbookSection& hit) { return hit.page == section.page && !isNamed(hit, wanted); });
        hits.insert(at, section);
    }
    return hits;
}

QString pageTitle(const QString& page)
{
    for (const HandbookSection& section : handbookSections())
        if (section.page == page && section.level == 1)
            return section.heading;
    return {};
}

QString headingAnchor(const QString& heading)
{
    QString anchor;
    for (const QChar letter : heading.toLower()) {
        if (letter.isLetterOrNumber() || letter == QLatin1Char('_') || letter == QLatin1Char('-'))
            anchor += letter;
        else if (letter == QLatin1Char(' '))
            anchor += QLatin1Char('-');
    }
    return anchor;
}

QList<HandbookSection> sectionsOf(const QString& page, const QString& markdown)
{
    static const QRegularExpression title(QStringLiteral("^(#{1,6}) +(.+)$"));
    QList<HandbookSection> sections;
    bool code = false;
    for (const QString& line : markdown.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("```")))
            code = !code;
        const QRegularExpressionMatch match = code ? QRegularExpressionMatch() : title.match(line);
        if (match.hasMatch()) {
            const int level = static_cast<int>(match.capturedLength(1));
            const QString heading = match.captured(2).remove(QLatin1Char('`'));
            sections.append({page, heading, level, level == 1 ? QString() : headingAnchor(heading), {}});
        } else if (!sections.isEmpty()) {
            sections.last().text += line + QLatin1Char('\n');
        }
    }
    return sections;
}

}  // namespace isthmus::widgets
