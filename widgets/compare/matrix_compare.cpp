#include "widgets/compare/matrix_compare.h"

#include "widgets/compare/matrix_tiles.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/set_style.h"

#include <QLocale>
#include <QPainter>

namespace isthmus::widgets {

MatrixCompare::MatrixCompare(QWidget* parent)
    : PlotFrame(tr("Accuracy matrices"), tr("The matrices of the runs that are compared appear here."), parent),
      tiles_(new MatrixTiles(this))
{
    setCanvas(tiles_);
    tiles_->setFocusPolicy(Qt::NoFocus);  // each matrix has its own
    connect(tiles_, &MatrixTiles::currentChanged, this, &MatrixCompare::showCell);
    connect(tiles_, &MatrixTiles::picked, this, [this](int tile) {
        setSelectedSet(tile < matrixCount() && tile != selected_ ? tile : -1);
        Q_EMIT picked(selected_);
    });
    setEmpty(true);
}

void MatrixCompare::setSets(const engine::RunSetsPtr& sets)
{
    sets_ = sets;
    means_.clear();
    if (sets_)
        for (const engine::RunSet& set : *sets_)
            means_.push_back(engine::meanAccuracy(set));
    if (selected_ >= matrixCount())
        selected_ = -1;
    setDifference(minuend_, subtrahend_);
}

void MatrixCompare::setDifference(int a, int b)
{
    minuend_ = a;
    subtrahend_ = b;
    hasDifference_ = std::min(a, b) >= 0 && std::max(a, b) < matrixCount() && a != b;
    if (hasDifference_)
        difference_ = engine::difference(means_[static_cast<std::size_t>(a)], means_[static_cast<std::size_t>(b)]);
    refresh();
}

void MatrixCompare::refresh()
{
    std::vector<MatrixTiles::Tile> tiles;
    bool any = false;
    for (std::size_t i = 0; i < means_.size(); ++i) {
        const auto runs = (*sets_)[i].runs.size();
        const QString name = tr("%1, n = %2").arg(nameOf(i)).arg(runs);
        tiles.push_back({name, setColor(static_cast<int>(i)), static_cast<int>(i), means_[i], MatrixCanvas::Values::Accuracies});
        any = any || means_[i].learned() > 0;
    }
    if (hasDifference_)
        tiles.push_back({differenceName(), {}, -1, difference_, MatrixCanvas::Values::Differences});
    tiles_->setTiles(std::move(tiles));
    tiles_->setSelectedTile(selected_);
    setNote(any ? tr("mean over the runs of each set") : QString());
    setEmpty(!any);
}

void MatrixCompare::setSelectedSet(int set)
{
    selected_ = set < matrixCount() ? set : -1;
    tiles_->setSelectedTile(selected_);
}

int MatrixCompare::matrixCount() const { return static_cast<int>(means_.size()); }

QString MatrixCompare::nameOf(std::size_t set) const { return QString::fromStdString((*sets_)[set].label); }

QString MatrixCompare::differenceName() const
{
    return tr("%1 − %2, points").arg(nameOf(static_cast<std::size_t>(minuend_)), nameOf(static_cast<std::size_t>(subtrahend_)));
}

QString MatrixCompare::cellText(int set, int afterTask, int onTask) const
{
    return tiles_->matrices()[static_cast<std::size_t>(set)]->cellText({afterTask, onTask});
}

QRect MatrixCompare::cellRect(int set, int afterTask, int onTask) const
{
    const MatrixCanvas* matrix = tiles_->matrices()[static_cast<std::size_t>(set)];
    return matrix->cellRect({afterTask, onTask}).translated(matrix->pos());
}

void MatrixCompare::showCell(const Cell& cell) { setReadout(cell ? readoutAt(cell.column, cell.row) : QString()); }

QString MatrixCompare::readoutAt(double x, double y) const
{
    const int onTask = qRound(x), afterTask = qRound(y);
    QStringList values;
    for (std::size_t i = 0; i < means_.size(); ++i)
        if (std::min(onTask, afterTask) >= 1 && std::max(onTask, afterTask) <= means_[i].tasks())
            if (const auto value = means_[i].at(afterTask, onTask))
                values << tr("%1 %2").arg(nameOf(i), accuracyText(*value));
    if (values.isEmpty())
        return {};
    return tr("after task %1, on task %2: %3")
        .arg(QString::number(afterTask), QString::number(onTask), values.join(QStringLiteral(" · ")));
}

DataTable MatrixCompare::dataTable() const
{
    if (isEmpty())
        return {};
    std::vector<QStringList> rows;
    const auto add = [&rows](const QString& name, const engine::TaskMatrix& matrix) {
        for (int t = 1; t <= matrix.tasks(); ++t)
            for (int i = 1; i <= matrix.tasks(); ++i)
                if (const auto value = matrix.at(t, i))
                    rows.push_back({name, QString::number(t), QString::number(i), exactText(*value)});
    };
    for (std::size_t i = 0; i < means_.size(); ++i)
        add(nameOf(i), means_[i]);
    if (hasDifference_)
        add(tr("%1 − %2").arg(nameOf(static_cast<std::size_t>(minuend_)), nameOf(static_cast<std::size_t>(subtrahend_))),
            difference_);
    return writtenOut({{QStringLiteral("set"), tr("Set")},
                       {QStringLiteral("after_task"), tr("After task")},
                       {QStringLiteral("on_task"), tr("On task")},
                       {QStringLiteral("accuracy"), tr("Accuracy (share of 1)")}},
                      std::move(rows));
}

QString MatrixCompare::definition() const
{
    return tr(
        "<p><b>Accuracy matrices</b>: a(t, i) is the share of task i's test images classified rightly after training task t, "
        "the mean over the runs of a set that have measured it.</p><p>The difference of two matrices is in points of percent, "
        "cell by cell; blue is less, orange is more, and no colour is no difference.</p>");
}

void MatrixCompare::drawPicture(QPaintDevice& device, bool)
{
    QPainter painter(&device);
    tiles_->draw(painter);
}

void MatrixCompare::restyle()
{
    refresh();
    tiles_->update();
}

}  // namespace isthmus::widgets
