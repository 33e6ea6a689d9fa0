#pragma once
#include "widgets/queue/queue_entry.h"

#include <QAbstractTableModel>

namespace isthmus::widgets {

/// The experiments of the queue, one a row, in the order in which they run. Those that wait can be dragged to another place.
class QueueModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { StateColumn, NameColumn, SettingsColumn, NoteColumn, columns };

    explicit QueueModel(QObject* parent = nullptr);

    void setEntries(const QList<QueueEntry>& entries);
    const QueueEntry& entry(int row) const { return entries_[row]; }
    int rowOf(quint64 id) const;  ///< -1: it is not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

Q_SIGNALS:
    /// Dropped before the entry that is in this row now; the number of rows: behind the last.
    void moveRequested(quint64 id, int row);

private:
    QVariant shown(const QueueEntry& entry, int column) const;

    QList<QueueEntry> entries_;
};

}  // namespace isthmus::widgets
