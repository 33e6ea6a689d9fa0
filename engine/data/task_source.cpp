#include "engine/data/task_source.h"

#include "engine/error.h"

#include <ATen/Parallel.h>

#include <cmath>

namespace isthmus::engine {

namespace {

constexpr std::int64_t calibrationImages = 500;
constexpr std::int64_t imagesAtOnce = 128;  // transformed by one thread and normalised while they are in its cache
constexpr std::int64_t mostKeptBytes = 1'000'000'000;

/// "the classes 4 and 5 of cifar10 have 2000 training images"
std::string shortage(const Dataset& dataset, const std::vector<int>& classes, std::int64_t wanted, std::int64_t available,
                     const char* key)
{
    const std::string whose = classes.empty() ? dataset.id : "a task of " + dataset.id;
    return "benchmark." + std::string(key) + " asks for " + std::to_string(wanted) + " images, but " + whose + " has "
           + std::to_string(available) + "; choose at most that, or 0 for all";
}

/// Whether the memory of `room` can hold [count, perImage] numbers on the processor and is nobody else's.
bool fits(const at::Tensor& room, std::int64_t count, std::int64_t perImage)
{
    return room.defined() && room.device().is_cpu() && room.sizes() == at::IntArrayRef({count, perImage}) && room.use_count() == 1
           && room.storage().use_count() == 1;
}

}  // namespace

TaskSource::TaskSource(const Dataset& dataset, const Json& options, std::uint64_t seed, const at::Device& device)
    : dataset_(dataset),
      benchmark_(findBenchmark(options.at("kind").get<std::string>())),
      options_(options),
      seed_(seed),
      device_(device),
      tasks_(options.at("tasks").get<int>()),
      testImages_(&dataset.test),
      classes_(static_cast<std::size_t>(tasks_)),
      maps_(static_cast<std::size_t>(tasks_)),
      kept_(static_cast<std::size_t>(tasks_))
{
    if (const std::string problem = benchmark_.problem(options_, dataset.classes); !problem.empty())
        throw badInput("benchmark.tasks: " + problem);
    for (int task = 1; task <= tasks_ && benchmark_.classesOf; ++task)
        classes_[static_cast<std::size_t>(task - 1)] = benchmark_.classesOf(options_, seed_, task, dataset.classes);
    const auto share = options_.at("validation_share").get<double>();
    const auto heldOut = static_cast<std::int32_t>(std::llround(share * dataset.train.count));
    if (share > 0.0 && heldOut == 0)
        throw badInput("benchmark.validation_share: so small a share of " + std::to_string(dataset.train.count)
                       + " training images is none; choose 0, or at least " + displayText(Json(1.0 / dataset.train.count)));
    if (share > 0.0)
        testImages_ = &dataset.train;
    const std::int32_t trainEnd = dataset.train.count - heldOut;
    train_ = numbersOfTasks(dataset.train, 0, trainEnd, "train_per_task");
    if (!device.is_cpu()) {
        residentTrain_.emplace(dataset.train, device);
        if (share == 0.0)  // else the test images are training images
            residentTest_.emplace(dataset.test, device);
    }
    test_ = share > 0.0 ? numbersOfTasks(dataset.train, trainEnd, dataset.train.count, "test_per_task")
                        : numbersOfTasks(dataset.test, 0, dataset.test.count, "test_per_task");
}

std::vector<TaskSource::Numbers> TaskSource::numbersOfTasks(const ImageSet& images, std::int32_t begin, std::int32_t end,
                                                            const char* key) const
{
    const auto wanted = options_.at(key).get<std::int64_t>();
    std::vector<Numbers> all;
    for (const std::vector<int>& classes : classes_) {
        std::vector<bool> has(static_cast<std::size_t>(dataset_.classes), classes.empty());
        for (const int c : classes)
            has[static_cast<std::size_t>(c)] = true;
        Numbers numbers;
        for (std::int32_t i = begin; i < end && (wanted == 0 || std::ssize(numbers) < wanted); ++i)
            if (has[images.labels[static_cast<std::size_t>(i)]])
                numbers.push_back(i);
        if (std::ssize(numbers) < std::max<std::int64_t>(wanted, 1))
            throw badInput(shortage(dataset_, classes, std::max<std::int64_t>(wanted, 1), std::ssize(numbers), key));
        all.push_back(std::move(numbers));
    }
    return all;
}

int TaskSource::classCount(int task) const
{
    const std::vector<int>& classes = classesOf(task);
    return classes.empty() ? dataset_.classes : static_cast<int>(classes.size());
}

std::vector<int> TaskSource::headOfClass() const
{
    if (!benchmark_.knowsTask || !benchmark_.knowsTask(options_))
        return {};
    std::vector<int> head(static_cast<std::size_t>(dataset_.classes), 0);
    for (int task = 1; task <= tasks_; ++task)
        for (const int c : classes_[static_cast<std::size_t>(task - 1)])
            head[static_cast<std::size_t>(c)] = task;
    return head;
}

Examples TaskSource::train(int task, std::stop_token stop, Examples former)
{
    if (residentTrain_)
        former = {};  // never two tasks at once where memory is dearest
    return transformed(dataset_.train, trainOf(task), task, stop, std::move(former.images));
}

Examples TaskSource::trainAt(int task, std::span<const std::int64_t> positions)
{
    Numbers which;
    for (const std::int64_t position : positions)
        which.push_back(trainOf(task).at(static_cast<std::size_t>(position)));
    return transformed(dataset_.train, which, task, {});
}

TestSet TaskSource::test(int task, std::int64_t count, bool calibrated, std::stop_token stop)
{
    const auto compute = [&](std::int64_t images) {
        return TestSet{transformed(*testImages_, std::span(testOf(task)).first(static_cast<std::size_t>(images)), task, stop),
                       calibrationOf(task, calibrated, stop)};
    };
    TestSet& kept = kept_.at(static_cast<std::size_t>(task - 1));
    if (!kept.examples.images.defined()) {
        const std::int64_t bytes = testCount(task) * dataset_.test.pixelsPerImage() * std::int64_t{sizeof(float)};
        if (keptBytes_ + bytes > mostKeptBytes)
            return compute(std::min(count, testCount(task)));
        kept = compute(testCount(task));
        keptBytes_ += bytes;
    }
    if (calibrated && !kept.calibration.defined())  // kept by somebody who wanted none
        kept.calibration = calibrationOf(task, calibrated, stop);
    return {kept.examples.first(count), kept.calibration};
}

TestSet TaskSource::trainSample(int task, std::int64_t count, bool calibrated, std::stop_token stop)
{
    const auto size = static_cast<std::size_t>(std::min(count, trainCount(task)));
    return {transformed(dataset_.train, std::span(trainOf(task)).first(size), task, stop), calibrationOf(task, calibrated, stop)};
}

at::Tensor TaskSource::calibrationOf(int task, bool calibrated, const std::stop_token& stop)
{
    if (!calibrated)
        return {};
    const auto size = static_cast<std::size_t>(std::min(calibrationImages, trainCount(task)));
    return transformed(dataset_.train, std::span(trainOf(task)).first(size), task, stop).images;
}

const PixelMap& TaskSource::mapOf(int task)
{
    const std::scoped_lock lock(mapsMutex_);
    PixelMap& map = maps_.at(static_cast<std::size_t>(task - 1));
    if (map.pixels == 0)
        map = benchmark_.map(options_, seed_, task, dataset_.train.height, dataset_.train.width);
    return map;
}

void TaskSource::normalise(float* images, std::int64_t count) const
{
    const auto perPlane = static_cast<std::int64_t>(dataset_.train.height) * dataset_.train.width;
    for (std::int64_t image = 0; image < count; ++image)
        for (std::size_t channel = 0; channel < dataset_.mean.size(); ++channel, images += perPlane) {
            const auto mean = static_cast<float>(dataset_.mean[channel]);
            const auto deviation = static_cast<float>(dataset_.deviation[channel]);
            for (std::int64_t i = 0; i < perPlane; ++i)
                images[i] = (images[i] - mean) / deviation;
        }
}

Examples TaskSource::transformed(const ImageSet& images, std::span<const std::int32_t> which, int task, std::stop_token stop,
                                 at::Tensor room)
{
    const auto count = static_cast<std::int64_t>(which.size());
    // Not a view of it: the memory of a view is never its own, and so never used again.
    const at::Tensor pixels =
        residentTrain_ ? mappedOnDevice(images, which, task, stop) : mapped(images, which, task, stop, std::move(room));
    at::Tensor labels = at::empty({count}, at::kLong);
    for (std::int64_t i = 0; i < count; ++i)
        labels.data_ptr<std::int64_t>()[i] = images.labels[static_cast<std::size_t>(which[static_cast<std::size_t>(i)])];
    return {pixels, labels.to(device_)};
}

at::Tensor TaskSource::mapped(const ImageSet& images, std::span<const std::int32_t> which, int task, const std::stop_token& stop,
                              at::Tensor room)
{
    const auto count = static_cast<std::int64_t>(which.size());
    const std::int64_t perImage = images.pixelsPerImage();
    const at::Tensor pixels = fits(room, count, perImage) ? std::move(room) : at::empty({count, perImage});
    const PixelMap& map = mapOf(task);
    const bool normalises = options_.at("normalize").get<bool>();
    float* const out = pixels.data_ptr<float>();
    at::parallel_for(0, count, imagesAtOnce, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t first = begin; first < end; first += imagesAtOnce) {
            const std::int64_t some = std::min(imagesAtOnce, end - first);
            const auto those = which.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(some));
            applyMap(map, images, those, out + first * perImage, stop);
            if (normalises)
                normalise(out + first * perImage, some);
        }
    });
    return pixels;
}

at::Tensor TaskSource::mappedOnDevice(const ImageSet& images, std::span<const std::int32_t> which, int task,
                                      const std::stop_token& stop)
{
    const ResidentImages& resident = &images == &dataset_.train ? *residentTrain_ : *residentTest_;
    at::Tensor pixels = resident.mapped(mapOf(task), which, stop);
    if (options_.at("normalize").get<bool>()) {
        const auto perChannel = [&](const std::vector<double>& of) {
            return sent(at::tensor(of, at::kFloat), device_).view({1, -1, 1});
        };
        pixels.sub_(perChannel(dataset_.mean)).div_(perChannel(dataset_.deviation));
    }
    return pixels.view({pixels.size(0), -1});
}

BatchOrder::BatchOrder(std::int64_t examples, std::int64_t batchSize, std::uint64_t seed, int task, const at::Device& device)
    : examples_(examples), batchSize_(batchSize), seed_(seed), task_(task), device_(device)
{
}

at::Tensor BatchOrder::at(std::int64_t step)
{
    const std::int64_t epoch = step / stepsPerEpoch();
    const std::scoped_lock lock(mutex_);
    Epoch& kept = epochs_[static_cast<std::size_t>(epoch % 2)];
    if (epoch != kept.number) {
        Random random(seed_, "order", static_cast<std::uint64_t>(task_), static_cast<std::uint64_t>(epoch));
        kept = {epoch, at::tensor(random.permutation(examples_), at::kLong).to(device_)};
    }
    const std::int64_t begin = (step % stepsPerEpoch()) * batchSize_;
    return kept.order.narrow(0, begin, std::min(batchSize_, examples_ - begin));
}

}  // namespace isthmus::engine
