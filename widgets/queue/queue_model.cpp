#include "widgets/queue/queue_model.h"

#include "widgets/run/state_chip.h"
#include "widgets/theme/icons.h"

#include <QCoreApplication>
#include <QMimeData>

#include <algorithm>
#include <array>

namespace isthmus::widgets {

namespace {

const QString mimeType = QStringLiteral("application/x-isthmus-queue-entry");

struct Look {
    const char* word;
    engine::RunState state;
};

// In the order of QueueState.
constexpr std::array looks{
    Look{QT_TRANSLATE_NOOP("QueueState", "waiting"), engine::RunState::Idle},
    Look{QT_TRANSLATE_NOOP("QueueState", "on hold"), engine::RunState::Paused},
    Look{QT_TRANSLATE_NOOP("QueueState", "running"), engine::RunState::Running},
    Look{QT_TRANSLATE_NOOP("QueueState", "done"), engine::RunState::Done},
    Look{QT_TRANSLATE_NOOP("QueueState", "stopped"), engine::RunState::Stopped},
    Look{QT_TRANSLATE_NOOP("QueueState", "diverged"), engine::RunState::Diverged},
    Look{QT_TRANSLATE_NOOP("QueueState", "failed"), engine::RunState::Failed},
};

}  // namespace

QString queueStateWord(QueueState state)
{
    return QCoreApplication::translate("QueueState", looks[static_cast<std::size_t>(state)].word);
}

engine::RunState lookOf(QueueState state) { return looks[static_cast<std::size_t>(state)].state; }

QueueModel::QueueModel(QObject* parent) : QAbstractTableModel(parent) {}

void QueueModel::setEntries(const QList<QueueEntry>& entries)
{
    const auto sameRows = [&] {
        return entries.size() == entries_.size()
               && std::equal(entries.begin(), entries.end(), entries_.begin(),
                             [](const QueueEntry& a, const QueueEntry& b) { return a.id == b.id; });
    };
    if (sameRows()) {  // so that a selection and a drag that goes on stay
        entries_ = entries;
        if (!entries_.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(entries_.size()) - 1, columns - 1));
        return;
    }
    beginResetModel();
    entries_ = entries;
    endResetModel();
}

int QueueModel::rowOf(quint64 id) const
{
    for (int row = 0; row < entries_.size(); ++row)
        if (entries_[row].id == id)
            return row;
    return -1;
}

int QueueModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(entries_.size()); }

int QueueModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant QueueModel::shown(const QueueEntry& entry, int column) const
{
    switch (column) {
    case StateColumn:
        return queueStateWord(entry.state);
    case NameColumn:
        return entry.name;
    case SettingsColumn:
        return entry.settings;
    default:
        return entry.message;
    }
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    const QueueEntry& entry = entries_[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return shown(entry, index.column());
    case Qt::ToolTipRole:
        return index.column() == NameColumn && !entry.folder.isEmpty() ? entry.folder : shown(entry, index.column());
    case Qt::DecorationRole:
        if (index.column() == StateColumn)
            return icon(stateIcon(lookOf(entry.state)), stateColour(lookOf(entry.state)));
        return {};
    case Qt::ForegroundRole:
        return index.column() == StateColumn ? QVariant(stateColour(lookOf(entry.state))) : QVariant();
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case NameColumn:
        return tr("Experiment");
    case SettingsColumn:
        return tr("With");
    default:
        return tr("Note");
    }
}

Qt::ItemFlags QueueModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;  // between two rows, not onto one
    const Qt::ItemFlags usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return entries_[index.row()].waits() ? usual | Qt::ItemIsDragEnabled : usual;
}

QStringList QueueModel::mimeTypes() const { return {mimeType}; }

QMimeData* QueueModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    data->setData(mimeType, indexes.isEmpty() ? QByteArray() : QByteArray::number(entries_[indexes.first().row()].id));
    return data;
}

bool QueueModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex& parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(mimeType))
        return false;
    const int before = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    Q_EMIT moveRequested(data->data(mimeType).toULongLong(), before);
    return false;  // the queue moves it, and the view must not remove the row
}

}  // namespace isthmus::widgets
