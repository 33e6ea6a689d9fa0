#include "widgets/models/data_table.h"

#include "engine/results/measures.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <memory>

namespace isthmus::widgets {

namespace {

void addField(QString& text, QString field, QChar separator)
{
    if (field.contains(separator) || field.contains(u'"') || field.contains(u'\n'))
        field = u'"' + field.replace(u'"', QLatin1String("\"\"")) + u'"';
    text += field;
}

}  // namespace

DataTable writtenOut(std::vector<DataTable::Column> columns, std::vector<QStringList> rows)
{
    const auto count = static_cast<qsizetype>(rows.size());
    const auto kept = std::make_shared<const std::vector<QStringList>>(std::move(rows));
    return {std::move(columns), count, [kept](qsizetype row, std::size_t column) {
                return (*kept)[static_cast<std::size_t>(row)].value(static_cast<qsizetype>(column));
            }};
}

QString measureHeading(const engine::Measure& measure)
{
    const QString label = QString::fromUtf8(measure.label);
    const QString unit = measure.unit == engine::Unit::Share ? QCoreApplication::translate("DataTable", "share of 1")
                                                             : QString::fromUtf8(engine::symbol(measure.unit));
    return unit.isEmpty() ? label : QStringLiteral("%1 (%2)").arg(label, unit);
}

QString exactText(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', QLocale::FloatingPointShortest) : QString();
}

QString separated(const DataTable& table, QChar separator)
{
    QString text;
    const auto endField = [&](std::size_t column) { text += column + 1 < table.columns.size() ? separator : QChar(u'\n'); };
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        addField(text, table.columns[column].name, separator);
        endField(column);
    }
    for (qsizetype row = 0; row < table.rows; ++row)
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            addField(text, table.cell(row, column), separator);
            endField(column);
        }
    return text;
}

}  // namespace isthmus::widgets
