#include "engine/data/task_source.h"

#include "engine/error.h"

namespace isthmus::engine {

namespace {

std::int64_t wanted(const Json& options, const char* key, int available, const Dataset& dataset)
{
    const auto count = options.at(key).get<std::int64_t>();
    if (count > available)
        throw badInput("benchmark." + std::string(key) + " asks for " + std::to_string(count) + " images, but " + dataset.id
                       + " has " + std::to_string(available) + "; choose at most that, or 0 for all");
    return count == 0 ? available : count;
}

}  // namespace

Examples Examples::first(std::int64_t n) const
{
    const std::int64_t kept = std::min(n, count());
    return {images.narrow(0, 0, kept), labels.narrow(0, 0, kept)};
}

TaskSource::TaskSource(const Dataset& dataset, const Json& options, std::uint64_t seed, const at::Device& device)
    : dataset_(dataset),
      benchmark_(findBenchmark(options.at("kind").get<std::string>())),
      options_(options),
      seed_(seed),
      device_(device),
      tasks_(options.at("tasks").get<int>()),
      trainCount_(wanted(options, "train_per_task", dataset.train.count, dataset)),
      testCount_(wanted(options, "test_per_task", dataset.test.count, dataset)),
      tests_(static_cast<std::size_t>(tasks_))
{
}

Examples TaskSource::train(int task, std::stop_token stop) const { return transformed(dataset_.train, trainCount_, task, stop); }

Examples TaskSource::test(int task, std::int64_t count, std::stop_token stop)
{
    constexpr std::int64_t mostBytes = 1'000'000'000;
    const std::int64_t bytes = testCount_ * dataset_.test.pixelsPerImage() * static_cast<std::int64_t>(sizeof(float));
    Examples& kept = tests_.at(static_cast<std::size_t>(task - 1));
    if (!kept.images.defined()) {
        if (keptBytes_ + bytes > mostBytes)
            return transformed(dataset_.test, std::min(count, testCount_), task, stop);
        kept = transformed(dataset_.test, testCount_, task, stop);
        keptBytes_ += bytes;
    }
    return kept.first(count);
}

Examples TaskSource::transformed(const ImageSet& images, std::int64_t count, int task, std::stop_token stop) const
{
    const PixelMap map = benchmark_.map(options_, seed_, task, images.height, images.width);
    at::Tensor pixels = at::empty({count, images.pixelsPerImage()});
    applyMap(map, images, 0, static_cast<int>(count), pixels.data_ptr<float>(), stop);
    if (options_.at("normalize").get<bool>())
        pixels.sub_(dataset_.mean).div_(dataset_.deviation);
    at::Tensor labels = at::empty({count}, at::kLong);
    std::copy_n(images.labels.begin(), count, labels.data_ptr<std::int64_t>());
    return {pixels.to(device_), labels.to(device_)};
}

BatchOrder::BatchOrder(std::int64_t examples, std::int64_t batchSize, std::uint64_t seed, int task)
    : examples_(examples), batchSize_(batchSize), seed_(seed), task_(task)
{
}

at::Tensor BatchOrder::at(std::int64_t step)
{
    const std::int64_t epoch = step / stepsPerEpoch();
    if (epoch != epoch_) {
        Random random(seed_, "order", static_cast<std::uint64_t>(task_), static_cast<std::uint64_t>(epoch));
        order_ = at::tensor(random.permutation(examples_), at::kLong);
        epoch_ = epoch;
    }
    const std::int64_t begin = (step % stepsPerEpoch()) * batchSize_;
    return order_.narrow(0, begin, std::min(batchSize_, examples_ - begin));
}

}  // namespace isthmus::engine
