#include "widgets/library/run_filter.h"

#include "engine/error.h"

namespace isthmus::widgets {

RunFilter::RunFilter(RunTableModel& runs, QObject* parent) : QSortFilterProxyModel(parent), runs_(runs)
{
    setSourceModel(&runs);
    // A condition may be on an option that no run had before.
    connect(&runs, &QAbstractItemModel::rowsInserted, this, &RunFilter::readText);
}

void RunFilter::setText(const QString& text)
{
    text_ = text;
    readText();
}

void RunFilter::readText()
{
    QString problem;
    try {
        query_ = engine::RunQuery(text_.toStdString(), runs_.records());
    } catch (const engine::Error& error) {
        query_ = {};
        problem = QString::fromUtf8(error.what());
    }
    invalidateFilter();
    if (problem == problem_)
        return;
    problem_ = problem;
    Q_EMIT problemChanged(problem_);
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex&) const { return query_.matches(*runs_.record(row)); }

bool RunFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const RunColumn& column = runs_.column(left.column());
    const QVariant one = column.sortKey(*runs_.record(left.row()), runs_.reduction());
    const QVariant other = column.sortKey(*runs_.record(right.row()), runs_.reduction());
    if (one.isValid() != other.isValid())
        return one.isValid() == (sortOrder() == Qt::AscendingOrder);
    if (one.typeId() == QMetaType::QString || other.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(one.toString(), other.toString()) < 0;
    return one.toDouble() < other.toDouble();
}

}  // namespace isthmus::widgets
