#include "widgets/compare/results_model.h"

#include "widgets/theme/set_style.h"

#include <QFont>
#include <QIcon>
#include <QPainter>
#include <QPixmap>

namespace isthmus::widgets {

namespace {

QPixmap markPicture(int set)
{
    QPixmap picture(16, 16);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawSetMark(painter, setMark(set), {8.0, 8.0}, 4.0, setColor(set));
    return picture;
}

}  // namespace

void ResultsModel::setTable(engine::TextTable table, QStringList headTips)
{
    beginResetModel();
    table_ = std::move(table);
    headTips_ = std::move(headTips);
    endResetModel();
}

int ResultsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}
int ResultsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(table_.heads.size());
}

bool ResultsModel::isBold(const QModelIndex& index) const
{
    return table_.bold.contains({static_cast<std::size_t>(index.row()), static_cast<std::size_t>(index.column())});
}

QVariant ResultsModel::data(const QModelIndex& index, int role) const
{
    const std::string& cell = table_.rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:  // of long names, the whole
        return QString::fromStdString(cell);
    case Qt::AccessibleTextRole:
        return isBold(index) ? tr("%1, the best").arg(QString::fromStdString(cell)) : QString::fromStdString(cell);
    case Qt::FontRole: {
        QFont font;
        font.setBold(isBold(index));
        return font;
    }
    case Qt::DecorationRole:
        return index.column() == 0 ? QVariant(markPicture(index.row())) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

QVariant ResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return QString::fromStdString(table_.heads[static_cast<std::size_t>(section)]);
    if (role == Qt::ToolTipRole)
        return headTips_.value(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == 0 ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

}  // namespace isthmus::widgets
