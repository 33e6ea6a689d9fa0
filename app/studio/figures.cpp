#include "app/studio/figures.h"

#include "engine/error.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/runs/stored_run.h"
#include "widgets/plots/line_plot.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/matrix_plot.h"
#include "widgets/plots/summary_plot.h"
#include "widgets/plots/task_accuracy_plot.h"

#include <QDir>

namespace isthmus::app {

namespace {

constexpr int lineSamples = 500;  // test images per task: a second or two for the whole line

void draw(widgets::PlotFrame& plot, const QString& name, const QSize& size, const QString& folder, QStringList& made)
{
    QString problem;
    QObject::connect(&plot, &widgets::PlotFrame::problem, &plot, [&](const QString& message) { problem = message; });
    plot.resize(size);
    plot.grab();  // lays it out, as showing it would
    for (const char* ending : {".pdf", ".png"}) {
        const QString file = folder + QLatin1Char('/') + name + QLatin1String(ending);
        if (!plot.savePicture(file))
            throw engine::Error(engine::Error::Kind::Failed, problem.toStdString());
        made << file;
    }
}

}  // namespace

QStringList drawFigures(const QString& run, const QString& folder)
{
    const engine::RunFolder source = engine::RunFolder::open(run.toStdString());
    const auto snapshot = std::make_shared<const engine::RunSnapshot>(engine::readRun(source).snapshot);
    if (!QDir().mkpath(folder))
        throw engine::Error(engine::Error::Kind::Failed, folder.toStdString() + ": the folder cannot be made");
    QStringList made;
    const QSize wide(640, 360);
    widgets::LossPlot loss;
    loss.setSnapshot(snapshot);
    draw(loss, QStringLiteral("loss"), wide, folder, made);
    widgets::TaskAccuracyPlot accuracy;
    accuracy.setSnapshot(snapshot);
    draw(accuracy, QStringLiteral("accuracy-per-task"), wide, folder, made);
    widgets::SummaryPlot summary;
    summary.setSnapshot(snapshot);
    draw(summary, QStringLiteral("average-accuracy-and-forgetting"), wide, folder, made);
    widgets::MatrixPlot matrix;
    matrix.setSnapshot(snapshot);
    draw(matrix, QStringLiteral("accuracy-matrix"), {480, 440}, folder, made);

    const int last = snapshot->accuracy().learned();
    if (last >= 2) {
        engine::LandscapeStudy study(source, {}, 0, {});
        const engine::LandscapeRequest request{
            .chart = {{"kind", "line"}, {"samples", lineSamples}},
            .anchors = {engine::RunFolder::taskAnchor(last - 1), engine::RunFolder::taskAnchor(last)},
            .marks = {},
            .tasks = {},
            .keep = false};
        const engine::LandscapeLine line = engine::lineOf(study.evaluate(request, {}, {}));
        widgets::LinePlot plot;
        plot.setTaskCount(snapshot->accuracy().tasks());
        plot.setLine(std::make_shared<const engine::LandscapeLine>(line));
        draw(plot, QStringLiteral("along-the-isthmus"), wide, folder, made);
    }
    return made;
}

}  // namespace isthmus::app
