#pragma once
#include "engine/data/benchmarks.h"
#include "engine/tensor.h"

#include <stop_token>
#include <vector>

namespace isthmus::engine {

/// Labelled examples ready for a network.
struct Examples {
    at::Tensor images;  ///< [N, channels*height*width], float32 in [0, 1], or normalised
    at::Tensor labels;  ///< [N], int64

    std::int64_t count() const { return labels.size(0); }
    /// The examples at these positions, in this order.
    Examples at(const at::Tensor& index) const { return {images.index_select(0, index), labels.index_select(0, index)}; }
    /// The first `n`, or all of them when there are fewer; shares memory.
    Examples first(std::int64_t n) const;
};

/// The tasks of a benchmark as tensors on a device: each is transformed in one pass when it is asked for.
class TaskSource {
public:
    /// `options` is the resolved "benchmark" object. Throws Error(BadInput) when it asks for more examples than there are.
    TaskSource(const Dataset& dataset, const Json& options, std::uint64_t seed, const at::Device& device);

    int tasks() const { return tasks_; }
    std::int64_t trainCount() const { return trainCount_; }  ///< training examples of every task
    std::int64_t testCount() const { return testCount_; }    ///< test examples of every task
    /// Training examples of a task (from 1), computed anew. Throws Error(Interrupted) within 200 ms of a stop request.
    Examples train(int task, std::stop_token stop = {}) const;
    /// The first `count` test examples of a task (all when there are fewer). Tasks are computed once and kept while a gigabyte
    /// holds them; those beyond are computed anew each time.
    Examples test(int task, std::int64_t count, std::stop_token stop = {});

private:
    Examples transformed(const ImageSet& images, std::int64_t count, int task, std::stop_token stop) const;

    const Dataset& dataset_;
    const BenchmarkInfo& benchmark_;
    Json options_;
    std::uint64_t seed_;
    at::Device device_;
    int tasks_;
    std::int64_t trainCount_;
    std::int64_t testCount_;
    std::vector<Examples> tests_;  ///< undefined: not kept (yet)
    std::int64_t keptBytes_ = 0;   ///< of tests_
};

/// Which examples each step of a task sees: every epoch a fresh permutation cut into batches, the last one shorter.
/// Step numbers alone decide, so a resumed run sees the same batches.
class BatchOrder {
public:
    BatchOrder(std::int64_t examples, std::int64_t batchSize, std::uint64_t seed, int task);

    std::int64_t stepsPerEpoch() const { return (examples_ + batchSize_ - 1) / batchSize_; }
    /// Positions of the batch of step `step` (from 0), int64 on the CPU.
    at::Tensor at(std::int64_t step);

private:
    std::int64_t examples_;
    std::int64_t batchSize_;
    std::uint64_t seed_;
    int task_;
    std::int64_t epoch_ = -1;  ///< of `order_`
    at::Tensor order_;
};

}  // namespace isthmus::engine
