#include "widgets/landscape/value_table.h"

#include "widgets/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace isthmus::widgets {

namespace {

constexpr int rowGap = 6;
constexpr int inside = 3;  ///< between the edge of a cell and its text
constexpr int columnGap = 12;

Qt::Alignment alignmentOf(int column) { return (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter; }

/// Headings as quiet words over a thin line.
class QuietHeader final : public QHeaderView {
public:
    explicit QuietHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

protected:
    void paintSection(QPainter* painter, const QRect& rect, int column) const override
    {
        painter->setPen(color(Role::Muted));
        painter->drawText(rect.adjusted(inside, 0, -inside, 0), alignmentOf(column),
                          model()->headerData(column, Qt::Horizontal).toString());
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color(Role::Line));
    }

    QSize sectionSizeFromContents(int column) const override
    {
        const QString text = model()->headerData(column, Qt::Horizontal).toString();
        return {fontMetrics().horizontalAdvance(text) + (column == 0 ? 0 : columnGap) + 2 * inside,
                fontMetrics().height() + rowGap};
    }
};

/// The current row is loud only where the keyboard acts.
class CellDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width() + (index.column() == 0 ? 0 : columnGap - inside),
                option.fontMetrics.height() + rowGap};
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->displayAlignment = alignmentOf(index.column());
        option->state &= ~QStyle::State_HasFocus;
        if (option->widget == nullptr || !option->widget->hasFocus())
            option->state &= ~QStyle::State_Selected;
    }
};

}  // namespace

ValueTable::ValueTable(const QString& name, const QStringList& columns, QWidget* parent) : QTreeWidget(parent)
{
    setAccessibleName(name);
    setHeader(new QuietHeader(this));
    setColumnCount(static_cast<int>(columns.size()));
    setHeaderLabels(columns);
    setItemDelegate(new CellDelegate(this));
    setFrameShape(NoFrame);
    viewport()->setAutoFillBackground(false);  // it lies on its panel, without a box
    header()->viewport()->setAutoFillBackground(false);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(1);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionsClickable(false);
    auto* copyTable = new QAction(tr("Copy table"), this);
    copyTable->setShortcut(QKeySequence::Copy);
    copyTable->setShortcutContext(Qt::WidgetShortcut);
    connect(copyTable, &QAction::triggered, this, &ValueTable::copy);
    addAction(copyTable);
    fitHeight();
}

void ValueTable::setRows(const QList<QStringList>& rows)
{
    const int current = currentIndex().row();
    clear();
    for (const QStringList& row : rows)
        addTopLevelItem(new QTreeWidgetItem(row));
    if (current >= 0 && current < this->rows())
        setCurrentItem(topLevelItem(current));
    fitHeight();
}

void ValueTable::fitHeight()
{
    const int row = fontMetrics().height() + rowGap;
    setFixedHeight((1 + qBound(1, rows(), mostRows)) * row + 2);
}

void ValueTable::copy()
{
    QStringList lines;
    const auto lineOf = [this](auto textAt) {
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            cells += textAt(column);
        return cells.join(QLatin1Char('\t'));
    };
    lines += lineOf([this](int column) { return headerItem()->text(column); });
    for (int row = 0; row < rows(); ++row)
        lines += lineOf([&](int column) { return cell(row, column); });
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

}  // namespace isthmus::widgets
