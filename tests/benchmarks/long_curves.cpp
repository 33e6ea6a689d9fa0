// How fast curves of long histories are drawn: losses of three runs, thinned out for the screen. Prints frames a second while the
// view moves and zooms, the time to get ready, and the memory of the process.
//   long_curves [samples of all runs together, default 10000000]
#include "engine/results/comparison.h"
#include "widgets/plots/compare_plot.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QWheelEvent>

#include <cmath>
#include <cstdio>
#include <random>

using namespace isthmus;

namespace {

engine::RunSetsPtr longRuns(std::int64_t samples)
{
    auto sets = std::make_shared<std::vector<engine::RunSet>>();
    for (const char* label : {"sgd", "ewc", "subspace_connectivity"}) {
        std::mt19937 random(static_cast<unsigned>(sets->size()));
        std::normal_distribution<double> noise(0.0, 0.1);
        auto trace = std::make_shared<engine::TrainingTrace>();
        trace->loss.reserve(static_cast<std::size_t>(samples / 3));
        for (std::int64_t k = 1; k <= samples / 3; ++k)
            trace->loss.push_back({k, 0.3 + 2.0 * std::exp(-3e-7 * static_cast<double>(k)) + noise(random)});
        auto snapshot = std::make_shared<engine::RunSnapshot>();
        snapshot->trace = trace;
        engine::ComparedRun run;
        run.snapshot = snapshot;
        sets->push_back({label, {run}});
    }
    return sets;
}

void send(QWidget& canvas, QEvent& event)
{
    QApplication::sendEvent(&canvas, &event);
    canvas.repaint();  // a frame is only one when it is on the screen
}

void turnWheel(QWidget& canvas)
{
    const QPointF middle = QRectF(canvas.rect()).center();
    QWheelEvent event(middle, canvas.mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    send(canvas, event);
}

void drag(QWidget& canvas, int pixels)
{
    const QPointF from = QRectF(canvas.rect()).center(), to = from + QPointF(pixels, 0);
    QMouseEvent press(QEvent::MouseButtonPress, from, canvas.mapToGlobal(from), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QMouseEvent move(QEvent::MouseMove, to, canvas.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QMouseEvent release(QEvent::MouseButtonRelease, to, canvas.mapToGlobal(to), Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&canvas, &press);
    send(canvas, move);
    QApplication::sendEvent(&canvas, &release);
}

double megabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0.0;
    const auto match = QRegularExpression(QStringLiteral("VmHWM:\\s+(\\d+)")).match(QString::fromLatin1(status.readAll()));
    return match.captured(1).toDouble() / 1024.0;
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    widgets::applyTheme(application, widgets::Scheme::Light);
    const auto samples = static_cast<std::int64_t>(argc > 1 ? QByteArray(argv[1]).toDouble() : 1e7);
    const engine::RunSetsPtr sets = longRuns(samples);
    QElapsedTimer clock;
    clock.start();
    const auto curves = std::make_shared<const engine::ComparedCurves>(engine::lossCurves(*sets, 0.0, engine::Band::Deviation));
    std::printf("curves of %lld samples: %.2f s (in a thread of the pool)\n", static_cast<long long>(samples),
                1e-3 * static_cast<double>(clock.restart()));
    widgets::ComparePlot plot;
    plot.resize(1200, 600);
    plot.setCurves(curves);
    std::printf("getting ready to draw: %.2f s\n", 1e-3 * static_cast<double>(clock.restart()));
    plot.show();
    QApplication::processEvents();
    for (const int zooms : {0, 4, 8}) {
        for (int turn = 0; turn < zooms; ++turn)
            turnWheel(*plot.canvas());
        constexpr int frames = 100;
        clock.restart();
        for (int frame = 0; frame < frames; ++frame)
            drag(*plot.canvas(), frame % 2 ? 3 : -3);
        const engine::ComparedCurve& first = curves->curves.front();
        std::printf("%5.1f %% of the steps in view, %d points drawn of a curve: %.0f frames/s\n",
                    100.0 * (plot.shownX().upper - plot.shownX().lower) / first.x.back(), plot.drawnPoints(0),
                    1000.0 * frames / static_cast<double>(clock.elapsed()));
    }
    std::printf("memory at most: %.0f MB\n", megabytes());
    return 0;
}
