#pragma once
#include "engine/tensor.h"

#include <functional>
#include <memory>

namespace isthmus::engine {

/// Where a device does work until it is recorded: a stream of its own, the same for all that one owner records, because libraries
/// keep a workspace for every stream they have worked on.
class RecordingStream;
/// Null where nothing is recorded: on the processor, and with a LibTorch before 2.1, whose recordings are spoiled by what other
/// threads ask of the device meanwhile.
std::shared_ptr<RecordingStream> makeRecordingStream(const at::Device& device);

/// Work that is done again and again on the same tensors. After a few times it is recorded as a CUDA graph, which is launched as
/// a whole: a step of a small network is dozens of kernels, and asking for them one by one takes longer than they do. Where it
/// cannot be recorded it is done as it is written.
class RecordedWork {
public:
    /// `work` reads and writes tensors that stay where they are, and does not wait for the device.
    RecordedWork(std::shared_ptr<RecordingStream> stream, std::function<void()> work);
    ~RecordedWork();  ///< the device is done with it

    void run();

private:
    struct Graph;

    void record();

    std::shared_ptr<RecordingStream> stream_;
    std::function<void()> work_;
    int times_ = 0;
    std::unique_ptr<Graph> graph_;
};

}  // namespace isthmus::engine
