#pragma once
#include "widgets/models/data_table.h"

#include <QDialog>

class QTableView;

namespace isthmus::widgets {

class DataTableModel;

/// What a plot shows, as a table to read and to copy, as it was when the table was opened.
class DataTableDialog final : public QDialog {
    Q_OBJECT

public:
    /// `note`: what is to be known of the numbers, such as a smoothing.
    DataTableDialog(const QString& title, const QString& note, DataTable table, QWidget* parent);

private:
    void makeView();
    /// The cells that are selected, in the rows and columns they span, beneath their column's names; for a spreadsheet.
    void copySelected() const;

    DataTableModel* model_;
    QTableView* view_;
};

}  // namespace isthmus::widgets
