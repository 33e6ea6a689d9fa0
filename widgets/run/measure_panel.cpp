#include "widgets/run/measure_panel.h"

#include "widgets/models/measure_model.h"
#include "widgets/plots/elided_label.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTextEdit>
#include <QTreeView>
#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

constexpr int side = 12;   ///< left and right of everything, as in a plot
constexpr int inside = 3;  ///< between the edge of a row and its text
constexpr int gap = 6;

/// The handbook's notation with its indices set low: "Σ_{i≤t} n_b".
QString formulaHtml(const char* formula)
{
    static const QRegularExpression index(QStringLiteral(R"(_(?:\{([^}]*)\}|(\w)))"));
    return QString::fromUtf8(formula).toHtmlEscaped().replace(index, QStringLiteral("<sub>\\1\\2</sub>"));
}

/// The selection is loud only where the keyboard acts, and lies on the row as a whole.
class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + gap};
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus;
        if (option->widget != nullptr && option->widget->hasFocus())
            return;
        option->palette.setColor(QPalette::Highlight, color(Role::Grid));
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    }
};

QString muted(const QString& html)
{
    return QStringLiteral("<span style='color:%1'>%2</span>").arg(color(Role::Muted).name(), html);
}

}  // namespace

MeasurePanel::MeasurePanel(QWidget* parent) : QWidget(parent), model_(new MeasureModel(this))
{
    setAccessibleName(tr("Measures"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    makeTable();
    makeActions();
    makeDetails();
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(table_);
    split->addWidget(details_);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    split->setContentsMargins(side - inside, 0, 0, 4);
    auto* empty = new QLabel(tr("The measures appear here after the first task."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setForegroundRole(QPalette::PlaceholderText);
    empty->setMargin(24);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeHeader());
    stack_ = new QStackedLayout;
    stack_->addWidget(empty);
    stack_->addWidget(split);
    column->addLayout(stack_, 1);
    connect(model_, &MeasureModel::dataChanged, this, &MeasurePanel::refresh);
    refresh();
}

QWidget* MeasurePanel::makeHeader()
{
    title_ = new ElidedLabel(Role::Text, Qt::AlignLeft, true);
    note_ = new ElidedLabel(Role::Muted, Qt::AlignLeft, true);
    QFont semibold = title_->font();
    semibold.setWeight(QFont::DemiBold);
    title_->setFont(semibold);
    title_->setText(tr("Measures"));
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(side, 0, side, 0);
    row->setSpacing(side);
    row->addWidget(title_);
    row->addWidget(note_);
    row->addStretch(1);
    return header;
}

void MeasurePanel::makeTable()
{
    table_ = new QTreeView;  // of one level: a table whose keys go by rows
    table_->setModel(model_);
    table_->setItemDelegate(new RowDelegate(table_));
    table_->setAccessibleName(tr("Measures"));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setMinimumHeight(3 * (fontMetrics().height() + gap));
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->header()->hide();
    fitColumns();
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        // The first one too, which a keyboard's focus makes current but does not select.
        table_->selectionModel()->select(current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        showDetails();
    });
}

void MeasurePanel::makeActions()
{
    const auto add = [this](const QString& text, const char* name, auto slot) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, slot);
        table_->addAction(action);
        return action;
    };
    copyValue_ = add(tr("Copy value"), "copyValue", &MeasurePanel::copyValue);
    copyValue_->setShortcut(QKeySequence::Copy);
    copyValue_->setShortcutContext(Qt::WidgetShortcut);
    copyTable_ = add(tr("Copy table as CSV"), "copyTable", &MeasurePanel::copyTable);
}

// As wide as the widest text that may come, so that nothing moves when it comes.
void MeasurePanel::fitColumns()
{
    const QFontMetrics metrics = table_->fontMetrics();
    const auto widest = [&](std::initializer_list<QString> texts) {
        int width = 0;
        for (const QString& text : texts)
            width = qMax(width, metrics.horizontalAdvance(text));
        return width + 2 * gap;
    };
    QHeaderView* header = table_->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(1);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(MeasureModel::LabelColumn, QHeaderView::Stretch);
    header->resizeSection(MeasureModel::NumberColumn, widest({lossText(-1.23e-4), percentText(-1.0)}));
    header->resizeSection(MeasureModel::UnitColumn, widest({QString::fromUtf8(engine::symbol(engine::Unit::Times))}) + gap);
}

void MeasurePanel::makeDetails()
{
    details_ = new QTextEdit;
    details_->setReadOnly(true);
    details_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    details_->setFrameShape(QFrame::NoFrame);
    details_->setAccessibleName(tr("Formula and source"));
    details_->document()->setDocumentMargin(inside);
    details_->setMinimumHeight(2 * fontMetrics().lineSpacing() + 2 * inside);
}

QString MeasurePanel::title() const { return title_->text(); }

bool MeasurePanel::isEmpty() const { return stack_->currentIndex() == 0; }

void MeasurePanel::setSnapshot(const engine::RunSnapshotPtr& snapshot) { model_->setSnapshot(snapshot); }

int MeasurePanel::selectedRow() const
{
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void MeasurePanel::refresh()
{
    const int task = model_->afterTask();
    stack_->setCurrentIndex(task == 0 ? 0 : 1);
    copyTable_->setEnabled(task > 0);
    note_->setText(task == 0 ? QString() : tr("after task %1 of %2").arg(task).arg(model_->tasks()));
    showDetails();
}

void MeasurePanel::showDetails()
{
    const int row = selectedRow();
    copyValue_->setEnabled(row >= 0 && !model_->valueText(row).isEmpty());
    if (row < 0) {
        details_->setHtml(muted(tr("Select a measure to see its formula and where it comes from.").toHtmlEscaped()));
        return;
    }
    const engine::Measure& measure = model_->measure(row);
    QStringList lines;
    if (const QString why = model_->whyUndefined(row); !why.isEmpty())
        lines += why.toHtmlEscaped();  // first, for there may be little room
    lines += formulaHtml(measure.formula);
    if (*measure.source != '\0')
        lines += muted(QString::fromUtf8(measure.source).toHtmlEscaped());
    details_->setHtml(lines.join(QStringLiteral("<br>")));
}

void MeasurePanel::copyValue()
{
    if (const int row = selectedRow(); row >= 0)
        QGuiApplication::clipboard()->setText(model_->valueText(row));
}

void MeasurePanel::copyTable() { QGuiApplication::clipboard()->setText(model_->csv()); }

void MeasurePanel::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({copyValue_, copyTable_});
    menu->popup(event->globalPos());
}

void MeasurePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (details_ == nullptr)
        return;
    if (event->type() == QEvent::PaletteChange)
        showDetails();
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

}  // namespace isthmus::widgets
