#include "widgets/plots/data_table_dialog.h"

#include "widgets/models/data_table_model.h"
#include "widgets/theme/number_format.h"

#include <QAction>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace isthmus::widgets {

DataTableDialog::DataTableDialog(const QString& title, const QString& note, DataTable table, QWidget* parent)
    : QDialog(parent), model_(new DataTableModel(std::move(table), this)), view_(new QTableView)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1: data").arg(title));
    makeView();
    view_->setAccessibleName(windowTitle());
    auto* words = new QLabel(tr("Rows: %1").arg(countText(model_->table().rows))
                             + (note.isEmpty() ? QString() : QStringLiteral(" · ") + note));
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    const auto add = [&](const QString& text, const char* name, QChar separator) {
        QPushButton* button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this,
                [this, separator] { QGuiApplication::clipboard()->setText(separated(model_->table(), separator)); });
    };
    add(tr("Copy with &tabs"), "copyTsv", u'\t');
    add(tr("Copy with c&ommas"), "copyCsv", u',');
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(words);
    column->addWidget(view_, 1);
    column->addWidget(buttons);
    view_->setFocus();
    int width = 0;
    for (int section = 0; section < model_->columnCount(); ++section)
        width += view_->columnWidth(section);
    resize(std::clamp(width + 60, 420, 900), 460);
}

void DataTableDialog::makeView()
{
    view_->setModel(model_);
    view_->setAlternatingRowColors(true);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->setTabKeyNavigation(false);  // Tab goes on to the buttons, the arrows through the cells
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 8);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->horizontalHeader()->setResizeContentsPrecision(100);
    view_->resizeColumnsToContents();
    view_->setCurrentIndex(model_->index(0, 0));
    auto* copy = new QAction(tr("Copy selected cells"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &DataTableDialog::copySelected);
    view_->addAction(copy);
    view_->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void DataTableDialog::copySelected() const
{
    std::set<int> rows, columns;
    for (const QModelIndex& index : view_->selectionModel()->selectedIndexes()) {
        rows.insert(index.row());
        columns.insert(index.column());
    }
    std::vector<DataTable::Column> heads;
    for (const int column : columns)
        heads.push_back(model_->table().columns[static_cast<std::size_t>(column)]);
    std::vector<QStringList> cells;
    for (const int row : rows) {
        QStringList& line = cells.emplace_back();
        for (const int column : columns)
            line << model_->table().cell(row, static_cast<std::size_t>(column));
    }
    if (!rows.empty())
        QGuiApplication::clipboard()->setText(separated(writtenOut(std::move(heads), std::move(cells)), u'\t'));
}

}  // namespace isthmus::widgets
