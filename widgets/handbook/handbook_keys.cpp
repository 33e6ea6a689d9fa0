#include "widgets/handbook/handbook_keys.h"

#include "widgets/handbook/handbook_sections.h"

#include <QRegularExpression>

namespace isthmus::widgets {

QList<ViewKey> handbookKeys()
{
    static const QRegularExpression head(QStringLiteral("^\\| key, in (.+?) +\\| *\\|$"));
    QList<ViewKey> keys;
    for (const HandbookSection& section : handbookSections()) {
        QString view;  // of the table that a line is in; empty: of none of keys
        for (const QString& line : section.text.split(QLatin1Char('\n'))) {
            const QStringList cells = line.split(QLatin1Char('|'));
            if (const auto match = head.match(line); match.hasMatch())
                view = QStringLiteral("In ") + match.captured(1);
            else if (cells.size() != 4)
                view.clear();
            else if (!view.isEmpty() && !line.startsWith(QLatin1String("| ---")))
                keys.append({view, cells[1].trimmed(), cells[2].trimmed()});
        }
    }
    return keys;
}

}  // namespace isthmus::widgets
