#include "widgets/models/measure_model.h"

#include "widgets/models/data_table.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/theme.h"

namespace isthmus::widgets {

namespace {

constexpr QChar thin(0x202f);
constexpr QChar dash(0x2013);

std::size_t at(int row) { return static_cast<std::size_t>(row); }

/// Percent with one decimal, everything else with three significant digits.
QString textOf(engine::Unit unit, double value) { return unit == engine::Unit::Share ? percentText(value) : lossText(value); }

/// The unit of the full-precision value, which is not scaled for people.
QString csvUnit(engine::Unit unit)
{
    return unit == engine::Unit::Share ? QStringLiteral("share of 1") : QString::fromUtf8(engine::symbol(unit));
}

}  // namespace

MeasureModel::MeasureModel(QObject* parent) : QAbstractTableModel(parent), values_(engine::measureTable().size())
{
    MeasureModel::setSnapshot(nullptr);
}

void MeasureModel::setSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    static const auto nothing = std::make_shared<const engine::RunResults>();
    const auto results = snapshot ? snapshot->results : nothing;
    if (results == results_)  // most snapshots bring no new measurement
        return;
    results_ = results;
    afterTask_ = results->accuracy.learned();
    tasks_ = results->accuracy.tasks();
    for (int row = 0; row < rowCount(); ++row)
        values_[at(row)] = measure(row).compute(*results, afterTask_);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

const engine::Measure& MeasureModel::measure(int row) const { return engine::measureTable()[at(row)]; }

QString MeasureModel::numberText(int row) const
{
    const engine::Measured& measured = values_[at(row)];
    return measured.value ? textOf(measure(row).unit, *measured.value) : QString(dash);
}

QString MeasureModel::valueText(int row) const
{
    if (!values_[at(row)].value)
        return {};
    const QString unit = QString::fromUtf8(engine::symbol(measure(row).unit));
    return unit.isEmpty() ? numberText(row) : numberText(row) + thin + unit;
}

QString MeasureModel::whyUndefined(int row) const
{
    const engine::Measured& measured = values_[at(row)];
    return measured.value ? QString() : tr("Undefined, because %1.").arg(QString::fromStdString(measured.undefinedBecause));
}

QString MeasureModel::csv() const
{
    std::vector<QStringList> rows;
    for (int row = 0; row < rowCount(); ++row) {
        const engine::Measured& measured = values_[at(row)];
        rows.push_back({QString::fromUtf8(measure(row).id), QString::fromUtf8(measure(row).label),
                        measured.value ? exactText(*measured.value) : QString(), csvUnit(measure(row).unit),
                        QString::fromStdString(measured.undefinedBecause)});
    }
    std::vector<DataTable::Column> heads;
    for (const char* name : {"measure", "label", "value", "unit", "undefined_because"})
        heads.push_back({QLatin1String(name), {}});
    return separated(writtenOut(std::move(heads), std::move(rows)), u',');
}

int MeasureModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(values_.size()); }

int MeasureModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant MeasureModel::shown(int row, int column) const
{
    if (column == LabelColumn)
        return QString::fromUtf8(measure(row).label);
    if (column == NumberColumn)
        return numberText(row);
    return values_[at(row)].value ? QString::fromUtf8(engine::symbol(measure(row).unit)) : QString();
}

QVariant MeasureModel::spoken(int row, int column) const
{
    if (column != NumberColumn)
        return shown(row, column);
    return values_[at(row)].value ? valueText(row) : tr("undefined");
}

QVariant MeasureModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const int column = index.column();
    const bool quiet = column == UnitColumn || (column == NumberColumn && !values_[at(row)].value);
    switch (role) {
    case Qt::DisplayRole:
        return shown(row, column);
    case Qt::TextAlignmentRole:
        return QVariant((column == NumberColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return quiet ? QVariant(color(Role::Muted)) : QVariant();
    case Qt::ToolTipRole:  // a label may not fit
        return column == LabelColumn ? shown(row, column) : whyUndefined(row);
    case Qt::AccessibleDescriptionRole:
        return whyUndefined(row);
    case Qt::AccessibleTextRole:
        return spoken(row, column);
    default:
        return {};
    }
}

QVariant MeasureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == LabelColumn ? tr("Measure") : section == NumberColumn ? tr("Value") : tr("Unit");
}

}  // namespace isthmus::widgets
