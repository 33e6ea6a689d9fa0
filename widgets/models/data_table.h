#pragma once
#include <QStringList>

#include <functional>
#include <vector>

namespace isthmus::engine {
struct Measure;
}

namespace isthmus::widgets {

/// What a plot shows, in numbers: the twin of its picture. Cells are made when they are asked for, from values that the table
/// holds itself, so it costs nothing before and stays as it is when the plot goes on.
struct DataTable {
    struct Column {
        QString name;     ///< in files: "training_loss_nats"
        QString heading;  ///< for people, with the unit: "Training loss (nats)"
    };

    std::vector<Column> columns = {};
    qsizetype rows = 0;
    /// A cell's text with full precision; empty where there is no value.
    std::function<QString(qsizetype row, std::size_t column)> cell = {};
};

/// A table of few rows, written out.
DataTable writtenOut(std::vector<DataTable::Column> columns, std::vector<QStringList> rows);

/// A measure's name with the unit of its values, shares as such: "Average accuracy (share of 1)".
QString measureHeading(const engine::Measure& measure);

/// All digits of a number; nothing for one that is not finite.
QString exactText(double value);

/// A line of column names and one for each row; texts that hold the separator, a quote or a line's end are quoted as in RFC 4180.
/// Of a table without columns: nothing.
QString separated(const DataTable& table, QChar separator);

}  // namespace isthmus::widgets
