#pragma once
#include "engine/data/benchmarks.h"
#include "engine/data/examples.h"
#include "engine/data/resident_images.h"
#include "engine/seeds.h"

#include <array>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace isthmus::engine {

/// The tasks of a benchmark as tensors on a device: each is transformed in one pass when it is asked for, on that device, which
/// has all images from the beginning. Tasks count from 1.
class TaskSource {
public:
    /// `options` is the resolved "benchmark" object. Throws Error(BadInput) when it asks for more classes or examples than
    /// there are.
    TaskSource(const Dataset& dataset, const Json& options, std::uint64_t seed, const at::Device& device);

    int tasks() const { return tasks_; }
    /// The classes of the data set that task `task` has; empty: all.
    const std::vector<int>& classesOf(int task) const { return classes_.at(static_cast<std::size_t>(task - 1)); }
    int classCount(int task) const;  ///< how many they are
    /// The task whose head each class of the data set belongs to (0: none), when tasks are told apart by their heads; empty
    /// when all classes compete.
    std::vector<int> headOfClass() const;

    std::int64_t trainCount(int task) const { return std::ssize(trainOf(task)); }
    std::int64_t testCount(int task) const { return std::ssize(testOf(task)); }
    /// All training examples of a task, computed anew. `former` is what an earlier call gave and nobody needs any more: if its
    /// memory has the right size and no other tensor shares it, it is used again, because fresh memory takes the system longer
    /// to give than the images take. Throws Error(Interrupted) within 200 ms of a stop request.
    Examples train(int task, std::stop_token stop = {}, Examples former = {});
    /// Those at these positions among them. Any thread.
    Examples trainAt(int task, std::span<const std::int64_t> positions);
    /// The first `count` test examples of a task (all when there are fewer); with `calibrated`, training images for models
    /// that recompute their statistics come along. Tasks are computed once and kept while a gigabyte holds them; those beyond
    /// are computed anew each time.
    TestSet test(int task, std::int64_t count, bool calibrated, std::stop_token stop = {});
    /// The first `count` training examples of a task in the same form, computed anew each time.
    TestSet trainSample(int task, std::int64_t count, bool calibrated, std::stop_token stop = {});

private:
    using Numbers = std::vector<std::int32_t>;  ///< of images in one of the data set's splits

    const Numbers& trainOf(int task) const { return train_.at(static_cast<std::size_t>(task - 1)); }
    const Numbers& testOf(int task) const { return test_.at(static_cast<std::size_t>(task - 1)); }
    std::vector<Numbers> numbersOfTasks(const ImageSet& images, std::int32_t begin, std::int32_t end, const char* key) const;
    /// Training images for models that recompute their statistics; undefined unless `calibrated`.
    at::Tensor calibrationOf(int task, bool calibrated, const std::stop_token& stop);
    Examples transformed(const ImageSet& images, std::span<const std::int32_t> which, int task, std::stop_token stop,
                         at::Tensor room = {});
    at::Tensor mapped(const ImageSet& images, std::span<const std::int32_t> which, int task, const std::stop_token& stop,
                      at::Tensor room);
    at::Tensor mappedOnDevice(const ImageSet& images, std::span<const std::int32_t> which, int task, const std::stop_token& stop);
    void normalise(float* images, std::int64_t count) const;  ///< by the data set's mean and deviation, in place
    const PixelMap& mapOf(int task);                          ///< any thread

    const Dataset& dataset_;
    const BenchmarkInfo& benchmark_;
    Json options_;
    std::uint64_t seed_;
    at::Device device_;
    int tasks_;
    const ImageSet* testImages_;             ///< the test images, or the training images when some of them are held out
    std::vector<std::vector<int>> classes_;  ///< of each task; empty: all
    std::vector<Numbers> train_;             ///< of each task
    std::vector<Numbers> test_;
    std::mutex mapsMutex_;
    std::vector<PixelMap> maps_;  ///< empty: not needed yet; guarded by mapsMutex_
    std::vector<TestSet> kept_;   ///< undefined: not kept (yet)
    std::int64_t keptBytes_ = 0;  ///< of kept_
    // On another device than the processor only:
    std::optional<ResidentImages> residentTrain_;
    std::optional<ResidentImages> residentTest_;
};

/// Which examples each step of a task sees: every epoch a fresh permutation cut into batches, the last one shorter.
/// Step numbers alone decide, so a resumed run sees the same batches.
class BatchOrder {
public:
    /// For examples on `device`.
    BatchOrder(std::int64_t examples, std::int64_t batchSize, std::uint64_t seed, int task, const at::Device& device = at::kCPU);

    std::int64_t stepsPerEpoch() const { return (examples_ + batchSize_ - 1) / batchSize_; }
    /// Positions of the batch of step `step` (from 0), int64 on the device, where they wait from the epoch's first step. Any
    /// thread.
    at::Tensor at(std::int64_t step);

private:
    std::int64_t examples_;
    std::int64_t batchSize_;
    std::uint64_t seed_;
    int task_;
    at::Device device_;
    std::mutex mutex_;
    /// The order of an epoch. Two are kept: steps are looked at ahead, and by several threads that are some apart.
    struct Epoch {
        std::int64_t number = -1;
        at::Tensor order;
    };
    std::array<Epoch, 2> epochs_;  ///< even and odd ones; guarded by mutex_
};

}  // namespace isthmus::engine
