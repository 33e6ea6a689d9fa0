#include "widgets/landscape/grid_text.h"

#include "widgets/landscape/grid_anchors.h"
#include "widgets/landscape/grid_places.h"
#include "widgets/landscape/measure_words.h"
#include "widgets/theme/number_format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

struct GridWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::GridWords)
};

using Measure = GridShowing::Measure;
using Tasks = GridShowing::Tasks;

/// The task that decides the value: the one shown, or the worst; nothing for a mean.
const engine::GridTask* decidingTask(const engine::LandscapeGrid& grid, const GridShowing& showing, std::size_t at, double value)
{
    if (showing.tasks == Tasks::Mean)
        return nullptr;
    for (const engine::GridTask& task : grid.tasks) {
        const std::vector<double>& scores = scoresOf(task, showing.measure);
        if (counts(task, showing) && at < scores.size() && scores[at] == value)
            return &task;
    }
    return nullptr;
}

QString measureName(const GridShowing& showing)
{
    const MeasureWords& words = wordsOf(showing.measure);
    return measureText(showing.tasks == Tasks::One    ? words.valueOfOne
                       : showing.tasks == Tasks::Mean ? words.valueOfMean
                                                      : words.valueOfWorst);
}

int taskCount(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    return static_cast<int>(
        std::count_if(grid.tasks.begin(), grid.tasks.end(), [&](const engine::GridTask& task) { return counts(task, showing); }));
}

/// The mean and the worst of a single task are that task's value.
GridShowing plain(const engine::LandscapeGrid& grid, GridShowing showing)
{
    if (showing.tasks != Tasks::One && taskCount(grid, showing) == 1) {
        showing.task = std::find_if(grid.tasks.begin(), grid.tasks.end(), [&](const engine::GridTask& task) {
                           return counts(task, showing);
                       })->task;
        showing.tasks = Tasks::One;
    }
    return showing;
}

/// What the value is sure to: " ± 0.02", its standard error, or its standard deviation " ± 0.08 over 8 draws".
QString errorText(const engine::LandscapeGrid& grid, const GridShowing& showing, const engine::GridTask& task, std::size_t at)
{
    if (showing.measure != Measure::Loss)
        return {};
    const std::vector<double>& errors = grid.draws > 1 ? task.lossSpread : task.lossError;
    if (at >= errors.size() || !(errors[at] > 0.0))
        return {};
    const QString text = GridWords::tr(" ± %1").arg(uncertaintyText(errors[at]));
    return grid.draws > 1 ? text + GridWords::tr(" over %1 draws").arg(grid.draws) : text;
}

/// "loss 0.512 nats (task 3)"
QString valueText(const engine::LandscapeGrid& grid, const GridShowing& showing, double value, const engine::GridTask* task,
                  const QString& error)
{
    const QString text = GridWords::tr("%1 %2").arg(measureName(showing), gridValueText(value, showing.measure)) + error;
    if (showing.tasks == Tasks::Mean)
        return text + GridWords::tr(" (%1 tasks)").arg(taskCount(grid, showing));
    return text + (task ? GridWords::tr(" (task %1)").arg(task->task) : QString());
}

/// A share of a corner in a mixture of networks.
QString shareText(double share) { return QString::number(std::abs(share), 'f', 2); }

/// A task's columns with where their values are.
void addMeasures(const engine::GridTask& task, int draws, std::vector<DataTable::Column>& columns,
                 std::vector<const std::vector<double>*>& values)
{
    const bool test = task.split == engine::Split::Test;
    const QString name =
        QStringLiteral("task_%1_%2_").arg(QString::number(task.task), test ? QStringLiteral("test") : QStringLiteral("train"));
    const QString heading = (test ? GridWords::tr("Task %1, test: ") : GridWords::tr("Task %1, training: ")).arg(task.task);
    columns.push_back({name + QStringLiteral("loss"), heading + GridWords::tr("loss (nats)")});
    columns.push_back({name + QStringLiteral("accuracy"), heading + GridWords::tr("accuracy (share of 1)")});
    values.insert(values.end(), {&task.loss, &task.accuracy});
    if (draws < 2)
        return;
    columns.push_back({name + QStringLiteral("loss_spread"), heading + GridWords::tr("SD of the loss (nats)")});
    columns.push_back({name + QStringLiteral("accuracy_spread"), heading + GridWords::tr("SD of the accuracy (share of 1)")});
    values.insert(values.end(), {&task.lossSpread, &task.accuracySpread});
}

}  // namespace

QString placeText(double coordinate)
{
    const double size = std::abs(coordinate);
    if (size >= 0.01 && size < 1000.0)
        return QString::number(coordinate, 'f', 2).replace(u'-', QChar(0x2212));
    return lossText(coordinate);
}

QString pointValueText(const engine::LandscapeGrid& grid, const GridShowing& wanted, std::size_t at)
{
    const GridShowing showing = plain(grid, wanted);
    const std::vector<double> values = gridValues(grid, showing);
    if (at >= values.size() || std::isnan(values[at]))
        return GridWords::tr("not scored");
    const engine::GridTask* task = decidingTask(grid, showing, at, values[at]);
    return valueText(grid, showing, values[at], task, task ? errorText(grid, showing, *task, at) : QString());
}

QString gridPointText(const engine::LandscapeGrid& grid, const GridShowing& showing, std::size_t at)
{
    const auto& [x, y, z] = grid.axes;
    const std::size_t column = at % x.points.size(), row = at / x.points.size() % y.points.size();
    const QString value = pointValueText(grid, showing, at);
    if (z.points.empty())
        return GridWords::tr("%1 at x %2, y %3, grid point %4, %5")
            .arg(value, placeText(x.points[column]), placeText(y.points[row]), QString::number(column + 1),
                 QString::number(row + 1));
    const std::size_t layer = at / x.points.size() / y.points.size();
    const double first = 1.0 - x.points[column] - y.points[row] - z.points[layer];
    return GridWords::tr("%1 at %2 · %3 · %4 · %5")
        .arg(value, shareText(first), shareText(x.points[column]), shareText(y.points[row]), shareText(z.points[layer]));
}

QString anchorText(const engine::LandscapeGrid& grid, const GridShowing& wanted, std::size_t anchor)
{
    const GridShowing showing = plain(grid, wanted);
    const engine::GridAnchor& shown = grid.anchors[anchor];
    QString text = QString::fromStdString(shown.name);
    if (const auto value = anchorValue(grid, shown, showing)) {
        const engine::GridTask* task = nullptr;
        const std::vector<double>& scores = shown.*wordsOf(showing.measure).ofAnchor;
        for (std::size_t t = 0; t < grid.tasks.size(); ++t)
            if (showing.tasks != Tasks::Mean && counts(grid.tasks[t], showing) && scores[t] == *value)
                task = &grid.tasks[t];
        text += GridWords::tr(": %1").arg(valueText(grid, showing, *value, task, {}));
    }
    if (shown.residual > 0.0)
        text += GridWords::tr(", +%1 off the plane").arg(placeText(shown.residual));
    return text;
}

QString gridNote(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    QStringList parts;
    if (grid.samples > 0)
        parts << (showing.split == engine::Split::Test ? GridWords::tr("%1 test images per task")
                                                       : GridWords::tr("%1 training images per task"))
                     .arg(countText(grid.samples));
    for (const std::string& note : grid.notes)
        parts << QString::fromStdString(note);
    const QRectF cells = cellsOf(grid);
    double farthest = 0.0;
    int outside = 0;
    for (const engine::GridAnchor& anchor : grid.anchors) {
        farthest = std::max(farthest, anchor.residual);
        if (isShown(anchor, showing) && !cells.contains(anchor.place[0], anchor.place[1]))
            ++outside;
    }
    if (outside > 0)
        parts << (outside == 1 ? GridWords::tr("1 network lies outside") : GridWords::tr("%1 networks lie outside").arg(outside));
    if (farthest > 0.0)
        parts << GridWords::tr("rings: up to %1 off the plane").arg(placeText(farthest));
    return parts.join(QStringLiteral(" · "));
}

QString tetrahedronText() { return GridWords::tr("A tetrahedron is shown in three dimensions."); }

QString chartDefinition(const engine::LandscapeGrid& grid)
{
    const QString& chart = QString::fromStdString(grid.chart);
    QString what;
    if (chart == QLatin1String("plane"))
        what = GridWords::tr("<p><b>Plane</b> through three networks: w(x, y) = w<sub>1</sub> + x u + y v with "
                             "u = (w<sub>2</sub> − w<sub>1</sub>) / |w<sub>2</sub> − w<sub>1</sub>| and v the part of "
                             "w<sub>3</sub> − w<sub>1</sub> at right angles to u, of length 1: x and y are Euclidean distances "
                             "in weight space (Garipov et al. 2018, arXiv 1802.10026).</p>");
    else if (chart == QLatin1String("random"))
        what = GridWords::tr("<p><b>Random directions</b>: w(x, y) = w + x d<sub>1</sub> + y d<sub>2</sub>, with Gaussian "
                             "directions of which each filter is scaled to the norm of the network's: "
                             "d ← d |w<sub>filter</sub>| / |d<sub>filter</sub>| (Li et al. 2018, arXiv 1712.09913). Of several "
                             "draws of the directions, values are means, and their spread is the standard deviation over the "
                             "draws (divisor n − 1).</p>");
    else if (chart == QLatin1String("simplex"))
        what = GridWords::tr("<p><b>Simplex</b> of three networks: w(x, y) = (1 − x − y) w<sub>1</sub> + x w<sub>2</sub> + "
                             "y w<sub>3</sub> with x, y ≥ 0 and x + y ≤ 1: every average of the three with weights that sum "
                             "to 1.</p>");
    else if (chart == QLatin1String("hessian"))
        what = GridWords::tr("<p><b>Hessian directions</b>: w(x, y) = w + x e<sub>1</sub> + y e<sub>2</sub>, with the "
                             "eigenvectors H e = λ e of the two largest eigenvalues of the loss's second derivatives H at w: "
                             "the directions in which it curves most.</p>");
    else if (chart == QLatin1String("trajectory"))
        what = GridWords::tr("<p><b>Trajectory</b>: w(x, y) = w̄ + x p<sub>1</sub> + y p<sub>2</sub>, with the first two "
                             "principal components of the run's checkpoints about their mean w̄. The line joins the "
                             "checkpoints in the run's order, projected onto the plane.</p>");
    return what;
}

DataTable gridTable(const engine::LandscapeGridPtr& grid)
{
    if (!grid)
        return {};
    DataTable table{
        .columns = {{QStringLiteral("x"), axisTitle(grid->axes[0])}, {QStringLiteral("y"), axisTitle(grid->axes[1])}}};
    if (!grid->axes[2].points.empty())
        table.columns.push_back({QStringLiteral("z"), axisTitle(grid->axes[2])});
    const std::size_t coordinates = table.columns.size();
    std::vector<const std::vector<double>*> measures;
    for (const engine::GridTask& task : grid->tasks)
        addMeasures(task, grid->draws, table.columns, measures);
    const auto score = [](const std::vector<double>& measure, std::size_t at) {
        return at < measure.size() ? measure[at] : std::nan("");
    };
    std::vector<std::size_t> scored;
    for (std::size_t at = 0; at < grid->size(); ++at)
        if (std::any_of(measures.begin(), measures.end(), [&](const auto* each) { return !std::isnan(score(*each, at)); }))
            scored.push_back(at);
    table.rows = static_cast<qsizetype>(scored.size());
    // The grid owns the measures.
    table.cell = [grid, measures, coordinates, score, scored = std::move(scored)](qsizetype row, std::size_t column) {
        const std::size_t at = scored[static_cast<std::size_t>(row)];
        if (column >= coordinates)
            return exactText(score(*measures[column - coordinates], at));
        const std::size_t columns = grid->axes[0].points.size(), rows = grid->axes[1].points.size();
        const std::size_t place[] = {at % columns, at / columns % rows, at / columns / rows};
        return exactText(grid->axes[column].points[place[column]]);
    };
    return table;
}

}  // namespace isthmus::widgets
