#include "widgets/figures/files/tex_words.h"

#include <QHash>

#include <cmath>

namespace isthmus::widgets {

namespace {

const QHash<char16_t, QString>& words()
{
    static const QHash<char16_t, QString> table{
        {u'\\', QStringLiteral("\\textbackslash{}")},
        {u'{', QStringLiteral("\\{")},
        {u'}', QStringLiteral("\\}")},
        {u'%', QStringLiteral("\\%")},
        {u'&', QStringLiteral("\\&")},
        {u'#', QStringLiteral("\\#")},
        {u'$', QStringLiteral("\\$")},
        {u'_', QStringLiteral("\\_")},
        {u'^', QStringLiteral("\\textasciicircum{}")},
        {u'~', QStringLiteral("\\textasciitilde{}")},
        {u'<', QStringLiteral("$<$")},
        {u'>', QStringLiteral("$>$")},
        {u'|', QStringLiteral("$|$")},
        {u'×', QStringLiteral("$\\times$")},
        {u'±', QStringLiteral("$\\pm$")},
        {u'·', QStringLiteral("$\\cdot$")},
        {u'°', QStringLiteral("$^\\circ$")},
        {u'≤', QStringLiteral("$\\leq$")},
        {u'≥', QStringLiteral("$\\geq$")},
        {u'Σ', QStringLiteral("$\\Sigma$")},
        {u'λ', QStringLiteral("$\\lambda$")},
        {u'μ', QStringLiteral("$\\mu$")},
        {u'−', QStringLiteral("$-$")},
        {u'–', QStringLiteral("--")},
        {u'—', QStringLiteral("---")},
        {u'…', QStringLiteral("\\ldots{}")},
        {u'\u202f', QStringLiteral("\\,")},
        {u'\u00a0', QStringLiteral("~")},
        {u'\n', QStringLiteral(" ")},
    };
    return table;
}

}  // namespace

QString texText(const QString& text)
{
    QString tex;
    for (const QChar character : text) {
        const auto found = words().find(character.unicode());
        tex += found == words().end() ? QString(character) : *found;
    }
    return tex;
}

QString texNumber(double value) { return std::isfinite(value) ? QString::number(value, 'g', 10) : QStringLiteral("nan"); }

QString texFont(double points) { return QStringLiteral("\\fontsize{%1}{%2}\\selectfont").arg(points).arg(1.2 * points); }

QString texColour(const QColor& colour)
{
    return QStringLiteral("{rgb,255:red,%1;green,%2;blue,%3}").arg(colour.red()).arg(colour.green()).arg(colour.blue());
}

}  // namespace isthmus::widgets
