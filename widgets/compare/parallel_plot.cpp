#include "widgets/compare/parallel_plot.h"

#include "widgets/compare/parallel_canvas.h"
#include "widgets/theme/theme.h"

#include <QLocale>
#include <QPainter>

namespace isthmus::widgets {

ParallelPlot::ParallelPlot(QWidget* parent)
    : PlotFrame(tr("Options and results"), tr("A line for each run that is compared appears here."), parent),
      canvas_(new ParallelCanvas(this)),
      measure_(engine::findMeasure("average_accuracy"))
{
    setCanvas(canvas_);
    connect(canvas_, &ParallelCanvas::hovered, this, [this](int run) { setReadout(run < 0 ? QString() : runText(run)); });
    connect(canvas_, &ParallelCanvas::brushed, this, &ParallelPlot::describe);
    connect(canvas_, &ParallelCanvas::keyed, this, [this](int axis) {
        setReadout(tr("%1: %2 · %3 of %n runs", nullptr, runCount())
                       .arg(axisLabels()[axis], canvas_->brightValues(axis).join(QStringLiteral(", ")))
                       .arg(brightCount()));
    });
    connect(canvas_, &ParallelCanvas::clicked, this, [this](int run) {
        const int set = run < 0 ? -1 : setOf_[static_cast<std::size_t>(run)];
        setSelectedSet(set == selected_ ? -1 : set);
        Q_EMIT picked(selected_);
    });
    setEmpty(true);
}

void ParallelPlot::setSets(const engine::RunSetsPtr& sets)
{
    sets_ = sets;
    if (!sets_ || selected_ >= static_cast<int>(sets_->size()))
        selected_ = -1;
    refresh();
}

void ParallelPlot::setMeasure(const engine::Measure& measure)
{
    measure_ = &measure;
    refresh();
}

void ParallelPlot::setReduction(engine::Reduction reduction)
{
    reduction_ = reduction;
    refresh();
}

void ParallelPlot::refresh()
{
    runs_.clear();
    setOf_.clear();
    std::vector<engine::ComparedRun> all;
    for (std::size_t set = 0; sets_ && set < sets_->size(); ++set)
        for (const engine::ComparedRun& run : (*sets_)[set].runs) {
            runs_.push_back(&run);
            setOf_.push_back(static_cast<int>(set));
            all.push_back(run);
        }
    options_ = engine::differingOptions(all);
    std::vector<ParallelAxis> axes;
    for (const std::string& path : options_)
        axes.push_back(optionAxis(path, runs_));
    axes.push_back(measureAxis(*measure_, reduction_, runs_));
    canvas_->setAxes(std::move(axes), setOf_);
    canvas_->setSelectedSet(selected_);
    if (options_.empty())
        setEmptyText(runs_.empty() ? tr("A line for each run that is compared appears here.")
                                   : tr("These runs differ in no option but their seeds."));
    setEmpty(runs_.empty() || options_.empty());
    describe();
}

void ParallelPlot::describe()
{
    if (isEmpty())
        setNote({});
    else if (brightCount() == runCount())
        setNote(tr("%n runs; drag along an axis to pick some", nullptr, runCount()));
    else
        setNote(tr("%1 of %n runs", nullptr, runCount()).arg(brightCount()));
}

void ParallelPlot::setSelectedSet(int set)
{
    selected_ = set;
    canvas_->setSelectedSet(set);
    describe();
}

QStringList ParallelPlot::axisLabels() const
{
    QStringList labels;
    for (const std::string& path : options_)
        labels << QString::fromStdString(engine::optionWords(path));
    return labels << QString::fromStdString(engine::heading(*measure_));
}

int ParallelPlot::brightCount() const
{
    int bright = 0;
    for (int run = 0; run < runCount(); ++run)
        bright += canvas_->isBright(run) ? 1 : 0;
    return bright;
}

QPointF ParallelPlot::placeOf(int axis, int run) const
{
    const auto place = static_cast<std::size_t>(axis);
    const ParallelAxis shown =
        place < options_.size() ? optionAxis(options_[place], runs_) : measureAxis(*measure_, reduction_, runs_);
    return canvas_->placeOn(axis, shown.places[static_cast<std::size_t>(run)]);
}

QString ParallelPlot::runText(int run) const
{
    const auto at = static_cast<std::size_t>(run);
    const engine::ComparedRun& shown = *runs_[at];
    QStringList parts{tr("%1, seed %2")
                          .arg(QString::fromStdString((*sets_)[static_cast<std::size_t>(setOf_[at])].label))
                          .arg(shown.record.seed)};
    for (const std::string& path : options_)
        if (const std::string* value = shown.record.option(path); value && path != "method.kind")
            parts << QString::fromStdString(engine::optionWords(path) + ' ' + *value);
    const ParallelAxis reached = measureAxis(*measure_, reduction_, {&shown});
    parts << tr("%1 %2").arg(QString::fromUtf8(measure_->label).toLower(), reached.values.front());
    return parts.join(QStringLiteral(" · "));
}

QString ParallelPlot::readoutAt(double, double y) const
{
    const int run = qRound(y);
    return run >= 0 && run < runCount() ? runText(run) : QString();
}

DataTable ParallelPlot::dataTable() const
{
    if (isEmpty())
        return {};
    std::vector<DataTable::Column> columns{
        {QStringLiteral("run"), tr("Run")}, {QStringLiteral("set"), tr("Set")}, {QStringLiteral("seed"), tr("Seed")}};
    for (const std::string& path : options_)
        columns.push_back({QString::fromStdString(path), QString::fromStdString(engine::optionWords(path))});
    columns.push_back({QLatin1String(measure_->id), measureHeading(*measure_)});
    std::vector<QStringList> rows;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
        if (!canvas_->isBright(static_cast<int>(run)))
            continue;
        const engine::RunRecord& record = runs_[run]->record;
        QStringList& row = rows.emplace_back(QString::fromStdString(record.folder));
        row << QString::fromStdString((*sets_)[static_cast<std::size_t>(setOf_[run])].label) << QString::number(record.seed);
        for (const std::string& path : options_)
            row << (record.option(path) ? QString::fromStdString(*record.option(path)) : QString());
        const engine::Spread reached = engine::reduced({{}, {*runs_[run]}}, *measure_, reduction_, engine::Band::Deviation);
        row << (reached.n > 0 ? exactText(reached.mean) : QString());
    }
    return writtenOut(std::move(columns), std::move(rows));
}

QString ParallelPlot::definition() const
{
    return tr("<p><b>Options and results</b>: a line for each run through its value of every option in which the runs differ, to "
              "what "
              "it reached: %1 (%2).</p><p>Drag along an axis to keep only the runs that pass there; a click on the axis clears "
              "that. With the keys: Left and Right choose an axis, Up and Down one of its values, Delete and Escape clear.</p>")
        .arg(QString::fromUtf8(measure_->label), QLatin1String(engine::word(reduction_)));
}

void ParallelPlot::drawPicture(QPaintDevice& device, bool)
{
    QPainter painter(&device);
    canvas_->draw(painter);
}

void ParallelPlot::restyle() { canvas_->update(); }

}  // namespace isthmus::widgets
