#include "engine/subspaces/recorded_work.h"

#include <torch/version.h>

#if defined(ISTHMUS_HAS_CUDA) && (TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1))
#define ISTHMUS_RECORDS
#include <ATen/cuda/CUDAEvent.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>

#include <atomic>
#endif

namespace isthmus::engine {

#ifdef ISTHMUS_RECORDS

namespace {

constexpr int timesBefore = 3;  // on the stream it is recorded on: libraries make their workspaces at the first calls

// Once a recording has failed no other is begun: LibTorch's allocator does not get over it.
std::atomic<bool> recordingWorks = true;

}  // namespace

class RecordingStream {
public:
    explicit RecordingStream(const at::Device& device) : stream(c10::cuda::getStreamFromPool(false, device.index())) {}

    /// Does the work there, in its turn.
    void run(const std::function<void()>& work) const
    {
        const c10::cuda::CUDAStream here = c10::cuda::getCurrentCUDAStream(stream.device_index());
        at::cuda::CUDAEvent before;
        at::cuda::CUDAEvent after;
        before.record(here);
        {
            const c10::cuda::CUDAStreamGuard there(stream);
            before.block(stream);
            work();
            after.record(stream);
        }
        after.block(here);
    }

    const c10::cuda::CUDAStream stream;
};

struct RecordedWork::Graph {
    at::cuda::CUDAGraph graph;
};

std::shared_ptr<RecordingStream> makeRecordingStream(const at::Device& device)
{
    return device.is_cuda() ? std::make_shared<RecordingStream>(device) : nullptr;
}

void RecordedWork::record()
{
    auto recorded = std::make_unique<Graph>();
    try {
        const c10::cuda::CUDAStreamGuard there(stream_->stream);
        c10::cuda::device_synchronize();
        c10::cuda::CUDACachingAllocator::emptyCache();  // what graphs used that are gone
        recorded->graph.capture_begin({0, 0}, cudaStreamCaptureModeThreadLocal);
        try {
            work_();
        } catch (...) {
            recorded->graph.capture_end();  // says again that it failed
            throw;
        }
        recorded->graph.capture_end();
        graph_ = std::move(recorded);
    } catch (const c10::Error&) {
        recordingWorks = false;
        static_cast<void>(recorded.release());  // the allocator may still ask it whether it records
    }
}

void RecordedWork::run()
{
    if (stream_ && !graph_ && recordingWorks && ++times_ > timesBefore)
        record();
    if (graph_)
        graph_->graph.replay();
    else if (stream_)
        stream_->run(work_);
    else
        work_();
}

RecordedWork::~RecordedWork()
{
    if (graph_)
        try {
            c10::cuda::device_synchronize();
        } catch (const c10::Error&) {  // the device failed, which whoever asks it next is told
        }
}

#else

class RecordingStream {};

struct RecordedWork::Graph {};

std::shared_ptr<RecordingStream> makeRecordingStream(const at::Device&) { return nullptr; }

void RecordedWork::run() { work_(); }

RecordedWork::~RecordedWork() = default;

#endif

RecordedWork::RecordedWork(std::shared_ptr<RecordingStream> stream, std::function<void()> work)
    : stream_(std::move(stream)), work_(std::move(work))
{
}

}  // namespace isthmus::engine
