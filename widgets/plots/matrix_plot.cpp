#include "widgets/plots/matrix_plot.h"

#include "widgets/plots/matrix_canvas.h"
#include "widgets/theme/number_format.h"

#include <QLocale>
#include <QPainter>

namespace isthmus::widgets {

MatrixPlot::MatrixPlot(QWidget* parent)
    : PlotFrame(tr("Accuracy matrix"), tr("A row appears here after each task."), parent), cells_(new MatrixCanvas(this))
{
    setCanvas(cells_);
    connect(cells_, &MatrixCanvas::currentChanged, this, &MatrixPlot::showCell);
    connect(cells_, &MatrixCanvas::picked, this, &MatrixPlot::pick);
    setEmpty(true);
}

void MatrixPlot::setSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    setMatrix(snapshot ? snapshot->accuracy() : engine::AccuracyMatrix());
}

void MatrixPlot::setMatrix(const engine::AccuracyMatrix& matrix)
{
    matrix_ = matrix;
    cells_->setMatrix(matrix_);
    setEmpty(pointCount() == 0);
    if (!isEmpty())
        showCell(cells_->currentCell());
}

void MatrixPlot::setSelectedTask(int task)
{
    selected_ = task;
    cells_->setSelectedTask(task);
}

void MatrixPlot::pick(const Cell& cell)
{
    setSelectedTask(cell.column == selected_ ? 0 : cell.column);
    Q_EMIT taskSelected(selected_);
}

void MatrixPlot::showCell(const Cell& cell) { setReadout(cell ? readoutAt(cell.column, cell.row) : QString()); }

QString MatrixPlot::readoutAt(double x, double y) const
{
    const int onTask = qRound(x), afterTask = qRound(y);
    if (std::min(onTask, afterTask) < 1 || std::max(onTask, afterTask) > matrix_.tasks())
        return {};
    const auto value = matrix_.at(afterTask, onTask);
    return tr("after task %1, on task %2: %3")
        .arg(QString::number(afterTask), QString::number(onTask), value ? accuracyText(*value) : tr("not measured"));
}

int MatrixPlot::pointCount() const
{
    int known = 0;
    for (int i = 1; i <= matrix_.tasks(); ++i)
        known += static_cast<int>(shownValues(i).size());
    return known;
}

QVector<double> MatrixPlot::shownValues(int onTask) const
{
    QVector<double> values;
    if (onTask < 1 || onTask > matrix_.tasks())
        return values;
    for (int t = 1; t <= matrix_.tasks(); ++t)
        if (const auto value = matrix_.at(t, onTask))
            values << 100.0 * *value;
    return values;
}

QString MatrixPlot::cellText(int afterTask, int onTask) const { return cells_->cellText({afterTask, onTask}); }
QRect MatrixPlot::cellRect(int afterTask, int onTask) const { return cells_->cellRect({afterTask, onTask}); }

DataTable MatrixPlot::dataTable() const
{
    if (pointCount() == 0)
        return {};
    std::vector<DataTable::Column> columns{{QStringLiteral("after_task"), tr("After task")}};
    std::vector<QStringList> rows;
    for (int t = 1; t <= matrix_.tasks(); ++t) {
        columns.push_back({QStringLiteral("task_%1").arg(t), tr("On task %1 (share of 1)").arg(t)});
        QStringList& row = rows.emplace_back(QString::number(t));
        for (int i = 1; i <= matrix_.tasks(); ++i)
            row << exactText(matrix_.at(t, i).value_or(qQNaN()));
    }
    return writtenOut(std::move(columns), std::move(rows));
}

QString MatrixPlot::definition() const
{
    return tr("<p><b>Accuracy matrix</b>: a(t, i) is the share of task i's test images classified rightly after training "
              "task t.</p><p>Down a column one sees a task being forgotten, along the diagonal how well each task was learned. "
              "Average accuracy, forgetting and transfer are computed from this matrix alone.</p>");
}

void MatrixPlot::drawPicture(QPaintDevice& device, bool)
{
    QPainter painter(&device);
    cells_->draw(painter);
}

void MatrixPlot::restyle() { cells_->update(); }

}  // namespace isthmus::widgets
