#pragma once
#include <QStringList>
#include <QTreeWidget>

namespace isthmus::widgets {

/// A small table to read: names at the left, numbers at the right, as high as its rows. Copying gives its lines with tabs.
class ValueTable final : public QTreeWidget {
    Q_OBJECT
public:
    static constexpr int mostRows = 12;  ///< shown at once; further ones are scrolled to

    /// `columns`: the heading of each; the first is of names.
    ValueTable(const QString& name, const QStringList& columns, QWidget* parent = nullptr);

    void setRows(const QList<QStringList>& rows);
    QString cell(int row, int column) const { return topLevelItem(row)->text(column); }
    int rows() const { return topLevelItemCount(); }

public Q_SLOTS:
    void copy();

private:
    void fitHeight();
};

}  // namespace isthmus::widgets
