#include "widgets/landscape/grid_anchors.h"
#include "widgets/landscape/grid_fill.h"
#include "widgets/landscape/grid_places.h"
#include "widgets/landscape/grid_slice.h"
#include "widgets/landscape/grid_text.h"
#include "widgets/landscape/grid_values.h"

#include "tests/widgets/landscape_grids.h"
#include "tests/widgets/sample_grids.h"

#include <QtTest>

using namespace isthmus;
using namespace isthmus::widgets;
using Measure = GridShowing::Measure;
using Scale = GridShowing::Scale;
using Tasks = GridShowing::Tasks;

namespace {

QString csvOf(const engine::LandscapeGrid& grid)
{
    return separated(gridTable(std::make_shared<const engine::LandscapeGrid>(grid)), u',');
}

/// Two points; tasks 1 and 2 on test images, task 1 also on training images.
engine::LandscapeGrid twoPoints()
{
    engine::LandscapeGrid grid;
    grid.axes[0].points = {0.0, 1.0};
    grid.axes[1].points = {0.0};
    grid.tasks = {{1, engine::Split::Test, {1.0, 4.0}, {0.5, 0.25}, {0.03, 0.04}, {}, {}},
                  {2, engine::Split::Test, {3.0, 2.0}, {0.75, 0.5}, {0.01, 0.02}, {}, {}},
                  {1, engine::Split::Train, {0.5, tests::nan}, {0.9, tests::nan}, {}, {}, {}}};
    grid.anchors = {{"task-01", {0, 0, 0}, 0.0, true, {1.0, 3.0, 0.5}, {0.5, 0.75, 0.9}},
                    {"task-02", {1, 0, 0}, 0.83, false, {1.5, tests::nan, 0.5}, {0.5, tests::nan, 0.9}},
                    {"init", {1, 0, 0}, 0.0, false, {}, {}}};
    grid.samples = 1200;
    return grid;
}

GridShowing showing(Tasks tasks, Measure measure = Measure::Loss, int task = 1)
{
    GridShowing shown;
    shown.tasks = tasks;
    shown.measure = measure;
    shown.task = task;
    return shown;
}

}  // namespace

class TestGridValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsTasksTogether();
    void componentsHaveTheUnitsOfDistances();
    void missingScoresAreNoValues();
    void anchorsHaveTheirOwnValues();
    void rangeOnEachScale();
    void shareAndValueAreInverse();
    void laterTasksDoNotCount();
    void laterNetworksAreNotShown();
    void rangeOutlastsTheTasks();
    void rangeOfThePictureUsesAllColours();
    void spreadsOverDraws();
    void standardErrorsAreMeasures();
    void slicesOfATetrahedron();
    void sharesOfATetrahedron();
    void namesOfOtherRunsAreShort();
    void findsThePointOfAPlace();
    void saysWhatIsShown();
    void saysHowManyLieOutside();
    void saysAPointsValue();
    void findsHowFarAGridIsFilled();
    void fillsFromTheNearest();
    void writesEveryScoredPoint();
};

void TestGridValues::componentsHaveTheUnitsOfDistances()
{
    engine::LandscapeGrid grid = twoPoints();
    grid.axes[0].label = "PC 1 (68.5 %)";
    grid.axes[1].label = "PC 2 (18.2 %)";
    QVERIFY(hasEqualUnits(grid));
    QCOMPARE(axisTitle(grid.axes[1]), QStringLiteral("PC 2 (18.2 %)"));
    grid.axes[1].label = "share of task-02";
    QVERIFY(!hasEqualUnits(grid));
}

void TestGridValues::bringsTasksTogether()
{
    const engine::LandscapeGrid grid = twoPoints();
    using Values = std::vector<double>;
    QCOMPARE(gridValues(grid, showing(Tasks::One, Measure::Loss, 2)), (Values{3.0, 2.0}));
    QCOMPARE(gridValues(grid, showing(Tasks::Mean)), (Values{2.0, 3.0}));
    QCOMPARE(gridValues(grid, showing(Tasks::Worst)), (Values{3.0, 4.0}));
    QCOMPARE(gridValues(grid, showing(Tasks::Worst, Measure::Accuracy)), (Values{0.5, 0.25}));
    QVERIFY(gridValues(grid, showing(Tasks::One, Measure::Loss, 3)).empty());
}

void TestGridValues::missingScoresAreNoValues()
{
    engine::LandscapeGrid grid = twoPoints();
    GridShowing train = showing(Tasks::Mean);
    train.split = engine::Split::Train;
    QCOMPARE(gridValues(grid, train)[0], 0.5);
    QVERIFY(std::isnan(gridValues(grid, train)[1]));
    grid.tasks[1].accuracy.clear();  // not asked for
    QVERIFY(std::isnan(gridValues(grid, showing(Tasks::Mean, Measure::Accuracy))[0]));
    QCOMPARE(gridValues(grid, showing(Tasks::Mean))[0], 2.0);
}

void TestGridValues::anchorsHaveTheirOwnValues()
{
    const engine::LandscapeGrid grid = twoPoints();
    QCOMPARE(anchorValue(grid, grid.anchors[0], showing(Tasks::Mean)), std::optional(2.0));
    QCOMPARE(anchorValue(grid, grid.anchors[1], showing(Tasks::One)), std::optional(1.5));
    QVERIFY(!anchorValue(grid, grid.anchors[1], showing(Tasks::Mean)));  // task 2 has not been scored
    QVERIFY(!anchorValue(grid, grid.anchors[2], showing(Tasks::One)));
}

void TestGridValues::spreadsOverDraws()
{
    using Values = std::vector<double>;
    engine::LandscapeGrid grid = twoPoints();
    grid.draws = 4;
    for (engine::GridTask& task : grid.tasks) {
        task.lossError.clear();
        task.lossSpread = {task.loss[0] / 8.0, task.loss[1] / 8.0};
        task.accuracySpread = {0.02, 0.04};
    }
    QCOMPARE(gridValues(grid, showing(Tasks::One, Measure::LossSpread, 2)), (Values{0.375, 0.25}));
    QCOMPARE(gridValues(grid, showing(Tasks::Mean, Measure::LossSpread)), (Values{0.25, 0.375}));
    QCOMPARE(gridValues(grid, showing(Tasks::Worst, Measure::AccuracySpread)), (Values{0.02, 0.04}));
    QVERIFY(!anchorValue(grid, grid.anchors[0], showing(Tasks::One, Measure::LossSpread)));
    QCOMPARE(pointValueText(grid, showing(Tasks::One), 0), QStringLiteral("loss 1.00 nats ± 0.1 over 4 draws (task 1)"));
    QCOMPARE(pointValueText(grid, showing(Tasks::One, Measure::LossSpread), 0),
             QStringLiteral("loss spread 0.125 nats (task 1)"));
    QCOMPARE(showingText(grid, showing(Tasks::One, Measure::LossSpread, 2)),
             QStringLiteral("Standard deviation over draws of the loss of task 2 (test), nats"));
    QCOMPARE(showingText(grid, showing(Tasks::One, Measure::AccuracySpread, 2)),
             QStringLiteral("Standard deviation over draws of the accuracy on task 2 (test), %"));
    const QStringList lines = csvOf(grid).split(u'\n');
    QVERIFY(lines[0].startsWith(QStringLiteral("x,y,task_1_test_loss,task_1_test_accuracy,task_1_test_loss_spread,"
                                               "task_1_test_accuracy_spread,task_2_test_loss")));
    QVERIFY(lines[1].startsWith(QStringLiteral("0,0,1,0.5,0.125,0.02,3,")));
}

void TestGridValues::standardErrorsAreMeasures()
{
    using Values = std::vector<double>;
    const engine::LandscapeGrid grid = twoPoints();
    QCOMPARE(gridValues(grid, showing(Tasks::One, Measure::LossError, 2)), (Values{0.01, 0.02}));
    QCOMPARE(showingText(grid, showing(Tasks::One, Measure::LossError, 2)),
             QStringLiteral("Standard error of the loss of task 2 (test), nats"));
    QVERIFY(std::isnan(gridValues(grid, showing(Tasks::One, Measure::LossSpread, 2))[0]));
    QCOMPARE(anchorText(grid, showing(Tasks::One, Measure::LossError), 0), QStringLiteral("task-01"));
}

void TestGridValues::slicesOfATetrahedron()
{
    const auto grid = tests::tetrahedronGrid(5);
    const engine::LandscapeGrid slice = sliceOf(*grid, 1);
    QCOMPARE(slice.dimensions(), std::size_t(2));
    QCOMPARE(slice.size(), std::size_t(25));
    QCOMPARE(slice.tasks[0].loss[5 * 2 + 1], 0.25 + 2.0 * 0.5 + 3.0 * 0.25);
    QVERIFY(slice.hasPoint(5 * 2 + 1) && !slice.hasPoint(5 * 2 + 2) && std::isnan(slice.tasks[0].loss[5 * 2 + 2]));
    QVERIFY(slice.anchors.empty());
    QCOMPARE(sliceOf(*grid, 0).anchors.size(), std::size_t(2));
    QVERIFY(gridNote(slice, showing(Tasks::One)).contains(QStringLiteral("slice at z = 0.25")));
    QCOMPARE(layerAt(*grid, 0.7), std::size_t(3));
    QVERIFY(placeOf(*grid, *indexAt(*grid, {0.36, 0.39, 0.3})) == (Place{0.25, 0.5, 0.25}));
    QVERIFY(!indexAt(*grid, {0.6, 0.6, 0.25}) && !indexAt(*grid, {0.0, 1.2, 0.0}));
}

void TestGridValues::sharesOfATetrahedron()
{
    const auto grid = tests::tetrahedronGrid(5);
    const std::size_t at = (1 * 5 + 2) * 5 + 0;
    QCOMPARE(gridPointText(*grid, showing(Tasks::One), at),
             QStringLiteral("loss 1.75 nats (task 1) at 0.25 · 0.00 · 0.50 · 0.25"));
}

void TestGridValues::rangeOnEachScale()
{
    const std::vector<double> values{4.0, tests::nan, 0.0, 1.0, 2.0,    3.0,
                                     5.0, 6.0,        7.0, 8.0, 1000.0, std::numeric_limits<double>::infinity()};
    QCOMPARE(rangeOf(values, Scale::Linear), (ValueRange{0.0, 1000.0}));
    QCOMPARE(rangeOf(values, Scale::Logarithmic), (ValueRange{1.0, 1000.0}));
    QCOMPARE(rangeOf(values, Scale::Clipped), (ValueRange{0.0, 8.0}));
    for (const Scale scale : {Scale::Linear, Scale::Logarithmic, Scale::Clipped})
        for (const std::vector<double>& flat : {std::vector<double>{}, {2.5, 2.5}, {0.0}, {tests::nan}}) {
            const ValueRange range = rangeOf(flat, scale);
            QVERIFY(range.high > range.low && std::isfinite(range.high) && std::isfinite(range.low));
            QVERIFY(scale != Scale::Logarithmic || range.low > 0.0);
        }
}

void TestGridValues::shareAndValueAreInverse()
{
    const ValueRange range{0.1, 10.0};
    QCOMPARE(shareOf(1.0, range, Scale::Logarithmic), 0.5);
    QCOMPARE(shareOf(5.05, range, Scale::Linear), 0.5);
    for (const Scale scale : {Scale::Linear, Scale::Logarithmic, Scale::Clipped}) {
        for (const double share : {0.0, 0.25, 0.5, 1.0})
            QVERIFY(std::abs(shareOf(valueAt(share, range, scale), range, scale) - share) < 1e-12);
        QCOMPARE(shareOf(99.0, range, scale), 1.0);
        QCOMPARE(shareOf(-1.0, range, scale), 0.0);
        QVERIFY(std::isnan(shareOf(tests::nan, range, scale)));
    }
}

void TestGridValues::laterTasksDoNotCount()
{
    const engine::LandscapeGrid grid = twoPoints();
    using Values = std::vector<double>;
    for (const Tasks tasks : {Tasks::Mean, Tasks::Worst}) {
        GridShowing first = showing(tasks);
        first.upTo = 1;
        QCOMPARE(gridValues(grid, first), (Values{1.0, 4.0}));
        QCOMPARE(anchorValue(grid, grid.anchors[0], first), std::optional(1.0));
        QCOMPARE(pointValueText(grid, first, 0), QStringLiteral("loss 1.00 nats ± 0.03 (task 1)"));
        first.upTo = 2;
        QCOMPARE(gridValues(grid, first), gridValues(grid, showing(tasks)));
    }
    GridShowing second = showing(Tasks::One, Measure::Loss, 2);
    second.upTo = 1;
    QCOMPARE(gridValues(grid, second), (Values{3.0, 2.0}));
}

void TestGridValues::laterNetworksAreNotShown()
{
    engine::LandscapeGrid grid;
    for (const char* name : {"init", "task-01", "task-02-learned", "task-02", "task-12-vertex-1", "my task-30", "task-03"})
        grid.anchors.push_back({name});
    QCOMPARE(taskOf(grid.anchors[4]), 12);
    QCOMPARE(taskOf(grid.anchors[5]), 0);
    const auto shown = [&](int upTo) {
        GridShowing some;
        some.upTo = upTo;
        QList<int> numbers;
        for (int k = 0; k < 7; ++k)
            if (isShown(grid.anchors[static_cast<std::size_t>(k)], some))
                numbers << k;
        return numbers;
    };
    QCOMPARE(shown(0), (QList<int>{0, 1, 2, 3, 4, 5, 6}));
    QCOMPARE(shown(1), (QList<int>{0, 1, 5}));
    QCOMPARE(shown(2), (QList<int>{0, 1, 2, 3, 5}));
    grid.path = {0, 1, 2, 3, 6};
    GridShowing second;
    second.upTo = 2;
    QCOMPARE(shownPath(grid, second), (std::vector<std::size_t>{0, 1, 2, 3}));
    QCOMPARE(shownPath(grid, {}), grid.path);
}

void TestGridValues::rangeOutlastsTheTasks()
{
    const engine::LandscapeGrid grid = twoPoints();
    GridShowing first = showing(Tasks::Mean);
    first.span = GridShowing::Span::AllTasks;
    for (const int upTo : {0, 1, 2}) {
        first.upTo = upTo;
        QCOMPARE(rangeOf(grid, first), (ValueRange{1.0, 4.0}));  // 1 and 4 after task 1, 2 and 3 after task 2
        GridShowing worst = first;
        worst.tasks = Tasks::Worst;
        worst.measure = Measure::Accuracy;
        QCOMPARE(rangeOf(grid, worst), (ValueRange{0.25, 0.5}));
    }
    QCOMPARE(rangeOfTasks(grid, first), (ValueRange{1.0, 4.0}));
    first.measure = Measure::Accuracy;
    QCOMPARE(rangeOfTasks(grid, first), (ValueRange{0.25, 0.75}));
    first.tasks = Tasks::One;  // one task has the colours of every other
    for (const int task : {1, 2}) {
        first.task = task;
        QCOMPARE(rangeOf(grid, first), (ValueRange{0.25, 0.75}));
    }
}

void TestGridValues::rangeOfThePictureUsesAllColours()
{
    const engine::LandscapeGrid grid = twoPoints();
    GridShowing now = showing(Tasks::Mean);
    QCOMPARE(rangeOf(grid, now), (ValueRange{2.0, 3.0}));
    now.upTo = 1;
    QCOMPARE(rangeOf(grid, now), (ValueRange{1.0, 4.0}));
    QCOMPARE(beyond({1.0, tests::nan, 4.0}, {1.0, 4.0}), Beyond{});
    QCOMPARE(beyond({1.0, 4.0}, {1.0, 3.0}), (Beyond{.below = false, .above = true}));
    QCOMPARE(beyond({0.5, 2.0}, {1.0, 3.0}), (Beyond{.below = true, .above = false}));
}

void TestGridValues::namesOfOtherRunsAreShort()
{
    QCOMPARE(shortName("task-02-learned"), QStringLiteral("task-02-learned"));
    QCOMPARE(shortName("other/task-02"), QStringLiteral("other/task-02"));
    QCOMPARE(shortName("rotated-mnist-20261128T144427Z/task-02"), QStringLiteral("rotated-…144427Z/task-02"));
    QCOMPARE(taskOf({.name = "other/task-02"}), 0);  // it is not the run's own
}

void TestGridValues::findsThePointOfAPlace()
{
    const engine::LandscapeGrid grid = tests::simplex(11);
    QCOMPARE(pointAt(grid, {0.21, 0.34}), std::optional(GridPoint{2, 3}));
    QCOMPARE(pointAt(grid, {-0.04, 0.96}), std::optional(GridPoint{0, 10}));  // half a step beside it still is the point
    QVERIFY(!pointAt(grid, {-0.06, 0.5}));
    QVERIFY(!pointAt(grid, {0.8, 0.8}));  // beyond the slanted edge
    QCOMPARE(placeOf(grid, {2, 3}), QPointF(grid.axes[0].points[2], grid.axes[1].points[3]));
    QVERIFY(cellOf(grid, {2, 3}).contains(QPointF(0.24, 0.26)) && !cellOf(grid, {2, 3}).contains(QPointF(0.26, 0.3)));
    QCOMPARE(moved(grid, {2, 3}, -10, 1), (GridPoint{0, 4}));
}

void TestGridValues::saysHowManyLieOutside()
{
    engine::LandscapeGrid grid = tests::plane();
    grid.samples = 0;
    grid.anchors = {{"task-01", {0, 0, 0}}, {"task-02", {14.2, 0, 0}}, {"task-03", {40, 0, 0}}, {"task-04", {0, -30, 0}}};
    GridShowing all;
    QCOMPARE(gridNote(grid, all), QStringLiteral("2 networks lie outside"));
    all.upTo = 3;
    QCOMPARE(gridNote(grid, all), QStringLiteral("1 network lies outside"));
    all.upTo = 2;
    QCOMPARE(gridNote(grid, all), QString());
}

void TestGridValues::saysWhatIsShown()
{
    const engine::LandscapeGrid grid = twoPoints();
    QCOMPARE(showingText(grid, showing(Tasks::One, Measure::Loss, 2)), QStringLiteral("Loss of task 2 (test), nats"));
    QCOMPARE(showingText(grid, showing(Tasks::Mean, Measure::Accuracy)), QStringLiteral("Mean accuracy over 2 tasks (test), %"));
    GridShowing after = showing(Tasks::Mean);
    after.upTo = 1;
    QCOMPARE(showingText(grid, after), QStringLiteral("Mean loss after task 1 (test), nats"));
    after.tasks = Tasks::Worst;
    after.measure = Measure::Accuracy;
    QCOMPARE(showingText(grid, after), QStringLiteral("Worst accuracy after task 1 (test), %"));
    GridShowing train = showing(Tasks::Worst);
    train.split = engine::Split::Train;
    QCOMPARE(showingText(grid, train), QStringLiteral("Loss of task 1 (training), nats"));
    QCOMPARE(gridValueText(0.512, Measure::Loss), QStringLiteral("0.512 nats"));
    QCOMPARE(gridValueText(0.931, Measure::Accuracy), QStringLiteral("93.1\u202f%"));
    QCOMPARE(gridNote(grid, showing(Tasks::Mean)),
             QStringLiteral("1\u202f200 test images per task · rings: up to 0.83 off the plane"));
}

void TestGridValues::saysAPointsValue()
{
    const engine::LandscapeGrid grid = twoPoints();
    QCOMPARE(pointValueText(grid, showing(Tasks::One), 0), QStringLiteral("loss 1.00 nats ± 0.03 (task 1)"));
    // Of means there is no standard error to be had from those of the tasks, which share their images.
    QCOMPARE(pointValueText(grid, showing(Tasks::Mean), 0), QStringLiteral("mean loss 2.00 nats (2 tasks)"));
    QCOMPARE(pointValueText(grid, showing(Tasks::Worst), 1), QStringLiteral("worst loss 4.00 nats ± 0.04 (task 1)"));
    QCOMPARE(pointValueText(grid, showing(Tasks::One, Measure::Accuracy, 2), 0), QStringLiteral("accuracy 75.0\u202f% (task 2)"));
    QCOMPARE(pointValueText(grid, showing(Tasks::One, Measure::Loss, 7), 0), QStringLiteral("not scored"));
    QCOMPARE(gridPointText(grid, showing(Tasks::Mean), 1),
             QStringLiteral("mean loss 3.00 nats (2 tasks) at x 1.00, y 0, grid point 2, 1"));
    QCOMPARE(anchorText(grid, showing(Tasks::One), 1), QStringLiteral("task-02: loss 1.50 nats (task 1), +0.83 off the plane"));
    QCOMPARE(anchorText(grid, showing(Tasks::Mean), 2), QStringLiteral("init"));
}

void TestGridValues::findsHowFarAGridIsFilled()
{
    const auto stride = [](engine::LandscapeGrid grid) {
        return scoredStride(firstLayer(grid, gridValues(grid, showing(Tasks::Mean))));
    };
    const engine::LandscapeGrid whole = tests::plane(33, 25);
    QCOMPARE(stride(whole), std::size_t(1));
    QCOMPARE(stride(tests::partly(whole, 2)), std::size_t(2));
    QCOMPARE(stride(tests::partly(whole, 4)), std::size_t(4));
    QCOMPARE(stride(tests::partly(whole, 4, 13)), std::size_t(4));  // half-way to 2
    engine::LandscapeGrid diverged = whole;
    for (engine::GridTask& task : diverged.tasks)
        for (std::size_t at = 0; at < diverged.size(); ++at)
            if (at % 33 > 22)
                task.loss[at] = tests::nan;
    QCOMPARE(stride(diverged), std::size_t(1));
    QCOMPARE(stride(tests::partly(diverged, 2)), std::size_t(2));
    QCOMPARE(stride(tests::simplex(31)), std::size_t(1));
}

void TestGridValues::fillsFromTheNearest()
{
    const auto _ = tests::nan;
    const GridLayer layer{{1, _, _, _, 2,  //
                           _, _, _, _, _,  //
                           _, _, _, _, 3},
                          5,
                          3,
                          {1, 1, 1, 1, 1,  //
                           1, 1, 1, 1, 1,  //
                           1, 1, 1, 0, 1}};
    const std::vector<double> near = filledFromNearest(layer, 1);
    QCOMPARE(near[1], 1.0);
    QCOMPARE(near[6], 1.0);
    QCOMPARE(near[3], 2.0);
    QVERIFY(std::isnan(near[2]) && std::isnan(near[10]));
    QVERIFY(std::isnan(near[13]));  // the grid has no point there
    const std::vector<double> wide = filledFromNearest(layer, 2);
    QCOMPARE(wide[10], 1.0);
    QVERIFY(wide[2] == 1.0 || wide[2] == 2.0);
    QVERIFY(std::isnan(wide[13]));
    QVERIFY(std::isnan(filledFromNearest(layer, 0)[1]));
}

void TestGridValues::writesEveryScoredPoint()
{
    const QStringList lines = csvOf(twoPoints()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], QStringLiteral("x,y,task_1_test_loss,task_1_test_accuracy,task_2_test_loss,task_2_test_accuracy,"
                                      "task_1_train_loss,task_1_train_accuracy"));
    QCOMPARE(lines[1], QStringLiteral("0,0,1,0.5,3,0.75,0.5,0.9"));
    QCOMPARE(lines[2], QStringLiteral("1,0,4,0.25,2,0.5,,"));
    const engine::LandscapeGrid grid = tests::simplex(11);
    QCOMPARE(csvOf(grid).split(u'\n', Qt::SkipEmptyParts).size(), 67);  // 66 points
}

QTEST_MAIN(TestGridValues)
#include "tst_grid_values.moc"
