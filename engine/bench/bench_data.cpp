// Preparing one task of 60,000 images of 28 x 28, as a run does before it learns it: bytes become float32 in [0, 1], moved as the
// benchmark says, in the memory of the task before.
#include "engine/bench/bench_rows.h"

#include "engine/data/task_source.h"
#include "engine/runs/experiment.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace isthmus::engine {

namespace {

constexpr int images = 60'000;  // as MNIST has

/// Images of random bytes. Rows have them in common: they are 47 MB.
const Dataset& madeUpImages()
{
    static const Dataset dataset = [] {
        Dataset made{.id = "made up", .classes = 10, .mean = {0.5}, .deviation = {0.29}, .train = {}, .test = {}};
        Random random(1, "images");
        for (ImageSet* split : {&made.train, &made.test}) {
            split->count = split == &made.train ? images : 1;
            split->height = split->width = 28;
            split->pixels.resize(static_cast<std::size_t>(split->count * split->pixelsPerImage()));
            for (std::uint8_t& pixel : split->pixels)
                pixel = static_cast<std::uint8_t>(random.bits());
            split->labels.resize(static_cast<std::size_t>(split->count));
            std::iota(split->labels.begin(), split->labels.end(), std::uint16_t{0});
            for (std::uint16_t& label : split->labels)
                label %= 10;
        }
        return made;
    }();
    return dataset;
}

/// Seconds that all bytes take to be read and as many float32 to be written, in memory that has been in use: the fastest of some
/// tries. The caches are too small for them, so the machine's speed in some megabytes says little here.
double plainSeconds()
{
    const std::vector<std::uint8_t>& bytes = madeUpImages().train.pixels;
    const at::Tensor numbers = at::ones({std::ssize(bytes)});
    float* const number = numbers.data_ptr<float>();
    const auto once = [&] {
        at::parallel_for(0, std::ssize(bytes), 100'000, [&](std::int64_t begin, std::int64_t end) {
            std::copy(bytes.begin() + begin, bytes.begin() + end, number + begin);
        });
    };
    const std::vector<double> times = timesOf(once, 0.1);
    return *std::min_element(times.begin(), times.end());
}

/// What was prepared last: its memory is used again, as in a run from the second task on.
Examples& lastPrepared()
{
    static Examples examples;
    return examples;
}

BenchWork preparing(const std::string& label, int task, const Json& benchmark)
{
    const Experiment experiment(Json{{"benchmark", benchmark}});
    const auto source = std::make_shared<TaskSource>(madeUpImages(), experiment.section("benchmark"), 1, at::kCPU);
    return {
        .label = "Task of 60000 images of 28 x 28, " + label,
        .unit = "s",
        .work = [source, task](std::stop_token stop) { lastPrepared() = source->train(task, stop, std::move(lastPrepared())); },
        .floor = plainSeconds(),
        .floorIs = "its bytes read and its float32 written once on all threads, measured"};
}

BenchWork plain(const BenchInfo&, const MachineSpeed&) { return preparing("unchanged", 1, {{"kind", "permuted"}}); }

BenchWork permuted(const BenchInfo&, const MachineSpeed&) { return preparing("permuted", 2, {{"kind", "permuted"}}); }

BenchWork rotated(const BenchInfo&, const MachineSpeed&)
{
    return preparing("rotated", 2, {{"kind", "rotated"}, {"step_degrees", 45.0}});
}

BenchWork normalised(const BenchInfo&, const MachineSpeed&)
{
    return preparing("rotated and normalised", 2, {{"kind", "rotated"}, {"step_degrees", 45.0}, {"normalize", true}});
}

}  // namespace

std::span<const BenchInfo> dataBenches()
{
    static const std::array<BenchInfo, 4> rows{
        {{"data.plain", plain}, {"data.permuted", permuted}, {"data.rotated", rotated}, {"data.normalised", normalised}}};
    return rows;
}

}  // namespace isthmus::engine
