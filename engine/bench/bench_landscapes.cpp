// A plane of 51 x 51 points through three perceptrons 784-256-256-10 with weights of their own, on 5 tasks of 1,000 images.
#include "engine/bench/bench_rows.h"

#include "engine/device.h"
#include "engine/landscapes/grid_filling.h"

#include <array>

namespace isthmus::engine {

namespace {

constexpr int resolution = 51;
constexpr int taskCount = 5;
constexpr std::int64_t images = 1000;  // of each task
constexpr double margin = 0.2;

struct PlaneWork {
    std::shared_ptr<const Classifier> network;
    std::vector<at::Tensor> anchors;
    std::vector<TaskExamples> tasks;
};

std::shared_ptr<const PlaneWork> planeWork(const MachineSpeed& machine)
{
    const at::Device device = deviceCalled(machine.device);
    auto work = std::make_shared<PlaneWork>();
    const Json options{{"kind", "mlp"}, {"hidden", {256, 256}}, {"dropout", 0.0}, {"parameter_multiple", 1}};
    work->network = std::make_shared<const Classifier>(Classifier{makeModel(options, InputShape{})});
    for (std::uint64_t k = 0; k < 3; ++k)
        work->anchors.push_back(work->network->model->initialWeights(Random(k + 1)).to(device));
    for (int task = 1; task <= taskCount; ++task)
        work->tasks.push_back({task, {{at::rand({images, 784}).to(device), at::randint(10, {images}, at::kLong).to(device)}}});
    return work;
}

/// Seconds that the products take at the processor's peak: the first layer of the anchors, and for each row of points the second
/// layer's three; the last layer at every point.
double floorOf(const MachineSpeed& machine, double rows, double points)
{
    const double all = 2.0 * taskCount * static_cast<double>(images);
    return all * (3.0 * 784 * 256 + rows * 3.0 * 256 * 256 + points * 256 * 10) / machine.peakAllThreads;
}

const char* const floorIs = "the products that no point can do without, at the machine's peak";

Chart planeOf(const PlaneWork& work)
{
    std::vector<ChartNetwork> anchors;
    for (const at::Tensor& weights : work.anchors)
        anchors.push_back({"", weights});
    const Json options{{"kind", "plane"}, {"resolution", resolution}, {"margin", margin}};
    return makeChart({*work.network, anchors, options});
}

/// Evaluates until `enough` says so; the rest is stopped.
void evaluateUntil(const PlaneWork& work, double share, std::stop_token stop)
{
    struct Enough {};
    try {
        fillGrid(*work.network, planeOf(work), work.tasks, false, nullptr,
                 {.onTile =
                      [share](const GridTile& tile) {
                          if (tile.done >= share)
                              throw Enough();
                      }},
                 stop);
    } catch (const Enough&) {
    }
}

BenchWork plane(const BenchInfo&, const MachineSpeed& machine)
{
    return {.label = "Plane of 51 x 51 points, 5 tasks of 1000 images",
            .unit = "s",
            .work = [work = planeWork(machine)](std::stop_token stop) { evaluateUntil(*work, 2.0, stop); },
            .times = 1.0,
            .floor = floorOf(machine, resolution, resolution * resolution),
            .floorIs = floorIs};
}

BenchWork firstPicture(const BenchInfo&, const MachineSpeed& machine)
{
    return {.label = "Its first picture, 7 x 7 points",
            .unit = "s",
            .work = [work = planeWork(machine)](
                        std::stop_token stop) { evaluateUntil(*work, 49.0 / (resolution * resolution), stop); },
            .times = 1.0,
            .floor = floorOf(machine, 7, 49),
            .floorIs = floorIs};
}

BenchWork points(const BenchInfo&, const MachineSpeed& machine)
{
    const auto work = planeWork(machine);
    const std::shared_ptr<LandscapeScorer> scorer = makeScorer(*work->network, work->anchors, work->tasks);
    PointRow row{.first = {1.2, -0.5, 0.3}, .last = {-0.3, 1.0, 0.3}, .positions = {}};
    for (int i = 0; i < resolution; ++i)
        row.positions.push_back(static_cast<double>(i) / (resolution - 1));
    return {.label = "Points of such a plane, a row at a time",
            .unit = "points/s",
            .work = [scorer, row](std::stop_token stop) { scorer->score(row, stop); },
            .times = resolution,
            .floor = resolution / (floorOf(machine, 1, resolution) - floorOf(machine, 0, 0)),
            .floorIs = floorIs};
}

}  // namespace

std::span<const BenchInfo> landscapeBenches()
{
    static const std::array<BenchInfo, 3> rows{{{"landscape.points", points, "", 0, true},
                                                {"landscape.plane.first", firstPicture, "", 0, true},
                                                {"landscape.plane", plane, "", 0, true}}};
    return rows;
}

}  // namespace isthmus::engine
