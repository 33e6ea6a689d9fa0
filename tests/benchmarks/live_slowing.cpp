// How much the studio's live landscapes slow the training that they watch. One run goes on in the shown window, and its pictures
// come and stay away in turn, some seconds each: neighbours in time meet the same machine, which pairs of whole runs do not.
//   live_slowing [pairs of turns for each tab, default 30] [folder with MNIST/raw, default: built-in images of the same size]
// Prints the slowing with the training tab open, where the line is drawn, and with the landscape tab open, where map and surface
// are: the median over the pairs, the quartiles, and half the width of the median's 95 % interval. Needs a display with OpenGL.
// The exit status is 1 if a median is above 5 %.
#include "tests/app/program.h"
#include "widgets/forms/experiment_form.h"

#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

using namespace isthmus;
using tests::Program;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int settling = 1000;    // ms at the beginning of a turn that do not count: a picture that was begun ends
constexpr int counting = 4000;    // ms that do
constexpr double never = 3600.0;  // s between pictures
constexpr double often = 1.0;     // as by default
constexpr double mostSlowing = 5.0;

/// Two tasks that are learned for longer than anything is measured here.
engine::Json experiment(bool mnist)
{
    return {{"name", "live-slowing"},
            {"benchmark",
             {{"kind", "rotated"},
              {"dataset", mnist ? "mnist" : "glyphs"},
              {"tasks", 2},
              {"train_per_task", 12000},
              {"test_per_task", 500}}},
            {"method", {{"kind", "subspace_connectivity"}, {"vertices", 3}}},
            {"training", {{"epochs", 10000}, {"batch_size", 10}, {"learning_rate", 0.01}}},
            {"execution", {{"device", "cpu"}, {"threads", 2}, {"probe_examples", 0}}}};
}

/// Steps a second while the window runs for some milliseconds.
double speed(Program& program)
{
    std::vector<std::pair<Clock::time_point, std::int64_t>> seen;
    const auto watch = QObject::connect(
        &program.studio.session(), &app::TrainingSession::snapshotChanged,
        [&](const engine::RunSnapshotPtr& snapshot) { seen.emplace_back(Clock::now(), snapshot->progress.step); });
    QTest::qWait(counting);
    QObject::disconnect(watch);
    if (seen.size() < 2)
        qFatal("the run does not go on: %s", program.studio.shown()->message.c_str());
    const std::chrono::duration<double> seconds = seen.back().first - seen.front().first;
    return static_cast<double>(seen.back().second - seen.front().second) / seconds.count();
}

double speedWith(Program& program, bool pictures)
{
    program.studio.session().change(QStringLiteral("execution.line_seconds"), pictures ? often : never);
    QTest::qWait(settling);
    return speed(program);
}

/// The median slowing in per cent, printed.
double measure(Program& program, int tab, int pairs)
{
    program.window.findChild<QTabWidget*>()->setCurrentIndex(tab);
    std::vector<double> slowing;
    for (int pair = 0; pair < pairs; ++pair) {
        const bool first = pair % 2 == 0;
        std::map<bool, double> speeds;
        for (const bool pictures : {first, !first})
            speeds[pictures] = speedWith(program, pictures);
        slowing.push_back(100.0 * (1.0 - speeds[true] / speeds[false]));
    }
    std::sort(slowing.begin(), slowing.end());
    const auto at = [&](double share) { return slowing[static_cast<std::size_t>(share * static_cast<double>(pairs - 1))]; };
    // The median's interval by order statistics: 0.98 sqrt(n) places to both sides.
    const double apart = 0.98 / std::sqrt(pairs);
    const double half = (at(std::min(0.5 + apart, 1.0)) - at(std::max(0.5 - apart, 0.0))) / 2.0;
    std::printf("%s tab: slower by %.1f %% (quartiles %.1f to %.1f, median within %.1f; %d pairs)\n",
                tab == 0 ? "training" : "landscape", at(0.5), at(0.25), at(0.75), half, pairs);
    std::fflush(stdout);
    return at(0.5);
}

}  // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const int pairs = arguments.size() > 1 ? arguments[1].toInt() : 30;
    if (pairs < 1) {
        std::fprintf(stderr, "live_slowing: the number of pairs is a whole number above zero\n");
        return 2;
    }
    const QTemporaryDir folder;
    tests::useOwnSettings(folder);
    Program program(folder.filePath("runs"));
    if (arguments.size() > 2)
        program.studio.chooseDataDir(arguments[2]);
    program.window.form().setExperiment(experiment(arguments.size() > 2));
    program.click(app::Command::Start);
    if (!program.reaches(engine::RunState::Running)) {
        std::fprintf(stderr, "live_slowing: the run does not begin\n");
        return 1;
    }
    const double training = measure(program, 0, pairs);
    const double landscape = measure(program, 1, pairs);
    program.click(app::Command::Stop);
    return program.reaches(engine::RunState::Stopped) && std::max(training, landscape) <= mostSlowing ? 0 : 1;
}
