#pragma once
#include "engine/tensor.h"

#include <functional>
#include <memory>

namespace isthmus::engine {

/// Work that is done again and again on the same tensors. On a CUDA device it is recorded after a few times as a graph, which
/// is launched as a whole: a step of a small network is dozens of kernels, and asking for them one by one takes longer than they
/// do. Where it cannot be recorded, and on the processor, it is done as it is written.
class RecordedWork {
public:
    /// `work` reads and writes tensors that stay where they are, and does not wait for the device.
    RecordedWork(const at::Device& device, std::function<void()> work);
    ~RecordedWork();

    void run();

private:
    struct Recording;

    std::function<void()> work_;
    std::unique_ptr<Recording> recording_;  ///< null: nothing is recorded on this device
};

}  // namespace isthmus::engine
