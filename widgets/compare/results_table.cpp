#include "widgets/compare/results_table.h"

#include "widgets/compare/results_model.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QTableView>

namespace isthmus::widgets {

namespace {

constexpr const char* shownAtFirst[] = {"average_accuracy", "forgetting", "learning_accuracy", "training_operations_vs_sgd",
                                        "stored_floats_vs_sgd"};
constexpr int mostForNames = 200;

}  // namespace

ResultsTable::ResultsTable(QWidget* parent)
    : PlotFrame(tr("Results"), tr("A row for each set of runs that are compared appears here."), parent),
      view_(new QTableView(this)),
      model_(new ResultsModel(this))
{
    for (const char* id : shownAtFirst)
        columns_.measures.push_back(engine::findMeasure(id));
    view_->setModel(model_);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setShowGrid(false);
    view_->setAlternatingRowColors(true);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setWordWrap(false);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 8);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->setContextMenuPolicy(Qt::NoContextMenu);  // the frame's
    setCanvas(view_);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (now.isValid())
            Q_EMIT picked(now.row());
    });
    const auto add = [this](const QString& text, const char* name, auto slot) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, slot);
        addPlotAction(action);
    };
    add(tr("Copy as Markdown"), "copyMarkdown", &ResultsTable::copyMarkdown);
    add(tr("Copy as LaTeX"), "copyLatex", &ResultsTable::copyLatex);
    addMeasureMenu();
    setEmpty(true);
}

void ResultsTable::addMeasureMenu()
{
    auto* menu = new QMenu(this);
    for (const engine::Measure& measure : engine::measureTable()) {
        QAction* action = menu->addAction(QString::fromUtf8(measure.label));
        action->setObjectName(QLatin1String(measure.id));
        action->setCheckable(true);
        action->setChecked(std::find(columns_.measures.begin(), columns_.measures.end(), &measure) != columns_.measures.end());
        connect(action, &QAction::toggled, this, [this, menu] {
            std::vector<const engine::Measure*> chosen;
            for (const QAction* each : menu->actions())
                if (each->isChecked())
                    chosen.push_back(engine::findMeasure(each->objectName().toStdString()));
            setMeasures(std::move(chosen));
        });
    }
    auto* action = new QAction(tr("Measures"), this);
    action->setMenu(menu);
    addPlotAction(action);
}

void ResultsTable::setSets(const engine::RunSetsPtr& sets)
{
    sets_ = sets;
    refresh();
}

void ResultsTable::setMeasures(std::vector<const engine::Measure*> measures)
{
    columns_.measures = std::move(measures);
    refresh();
}

void ResultsTable::setSummary(engine::Reduction reduction, engine::Band band)
{
    columns_.reduction = reduction;
    columns_.band = band;
    refresh();
}

void ResultsTable::refresh()
{
    const QSignalBlocker quiet(view_->selectionModel());
    QStringList tips{{}, tr("Number of runs in the set")};
    for (const engine::Measure* measure : columns_.measures)
        tips << QString::fromUtf8(measure->formula);
    model_->setTable(sets_ ? engine::resultTable(*sets_, columns_) : engine::TextTable(), tips);
    view_->resizeColumnsToContents();
    view_->setColumnWidth(0, qMin(view_->columnWidth(0), mostForNames));  // beside long names, numbers are still seen
    const bool any = sets_ && !sets_->empty();
    setNote(any ? QString::fromStdString(engine::resultCaption(columns_)) : QString());
    setEmpty(!any);
}

void ResultsTable::setSelectedSet(int set)
{
    const QSignalBlocker quiet(view_->selectionModel());
    if (set >= 0 && set < model_->rowCount())
        view_->selectRow(set);
    else {
        view_->clearSelection();
        view_->setCurrentIndex({});
    }
    view_->viewport()->update();
}

QString ResultsTable::cellText(int row, int column) const { return model_->index(row, column).data().toString(); }

bool ResultsTable::isBest(int row, int column) const
{
    return model_->table().bold.contains({static_cast<std::size_t>(row), static_cast<std::size_t>(column)});
}

QString ResultsTable::markdown() const
{
    return QString::fromStdString(engine::markdown(model_->table()) + "\n" + engine::resultCaption(columns_) + "\n");
}

QString ResultsTable::latex() const
{
    return QString::fromStdString("% " + engine::resultCaption(columns_) + "\n" + engine::latex(model_->table()));
}

DataTable ResultsTable::dataTable() const
{
    if (isEmpty())
        return {};
    const engine::TextTable numbers = engine::resultNumbers(*sets_, columns_);
    std::vector<DataTable::Column> columns;
    for (const std::string& head : numbers.heads)
        columns.push_back({QString::fromStdString(head), QString::fromStdString(head)});
    std::vector<QStringList> rows;
    for (const engine::TextTable::Row& cells : numbers.rows) {
        QStringList& row = rows.emplace_back();
        for (const std::string& cell : cells)
            row << QString::fromStdString(cell);
    }
    return writtenOut(std::move(columns), std::move(rows));
}

void ResultsTable::copyMarkdown()
{
    if (!isEmpty())
        QGuiApplication::clipboard()->setText(markdown());
}

void ResultsTable::copyLatex()
{
    if (!isEmpty())
        QGuiApplication::clipboard()->setText(latex());
}

QString ResultsTable::readoutAt(double x, double y) const
{
    const int column = qRound(x), row = qRound(y);
    if (!model_->hasIndex(row, column) || column < 2)
        return {};
    return tr("%1 · %2 %3")
        .arg(cellText(row, 0), QString::fromStdString(model_->table().heads[static_cast<std::size_t>(column)]),
             cellText(row, column));
}

QString ResultsTable::definition() const
{
    QString text = tr("<p><b>Results</b>: %1 Only runs that have learned all their tasks count.</p>")
                       .arg(QString::fromStdString(engine::resultCaption(columns_)).toHtmlEscaped());
    for (const engine::Measure* measure : columns_.measures)
        text += QStringLiteral("<p>%1: %2</p>")
                    .arg(QString::fromUtf8(measure->label), QString::fromUtf8(measure->formula).toHtmlEscaped());
    return text;
}

void ResultsTable::drawPicture(QPaintDevice& device, bool)
{
    QPainter painter(&device);
    view_->render(&painter);
}

void ResultsTable::restyle() { view_->viewport()->update(); }

}  // namespace isthmus::widgets
