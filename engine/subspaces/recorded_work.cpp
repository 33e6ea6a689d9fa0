#include "engine/subspaces/recorded_work.h"

#ifdef ISTHMUS_HAS_CUDA
#include <ATen/cuda/CUDAEvent.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>
#include <torch/version.h>
#endif

namespace isthmus::engine {

#ifdef ISTHMUS_HAS_CUDA

namespace {

constexpr int timesBefore = 3;  // on the stream it is recorded on: libraries make their workspaces at the first calls

void beginCapture(at::cuda::CUDAGraph& graph)
{
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1)
    // What other threads ask of the device meanwhile, as a live landscape does, is no business of this recording.
    graph.capture_begin({0, 0}, cudaStreamCaptureModeThreadLocal);
#else
    graph.capture_begin();
#endif
}

}  // namespace

struct RecordedWork::Recording {
    explicit Recording(const at::Device& device) : stream(c10::cuda::getStreamFromPool(false, device.index())) {}

    void record(const std::function<void()>& work)
    {
        const c10::cuda::CUDAStreamGuard there(stream);
        c10::cuda::device_synchronize();
        auto recorded = std::make_unique<at::cuda::CUDAGraph>();
        beginCapture(*recorded);
        try {
            work();
        } catch (...) {
            try {
                recorded->capture_end();
            } catch (const c10::Error&) {  // says again that it failed
            }
            throw;
        }
        recorded->capture_end();
        graph = std::move(recorded);
    }

    /// On the stream of recordings, in its turn.
    void runThere(const std::function<void()>& work)
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

    c10::cuda::CUDAStream stream;
    std::unique_ptr<at::cuda::CUDAGraph> graph;
    int times = 0;
    bool possible = true;
};

RecordedWork::RecordedWork(const at::Device& device, std::function<void()> work) : work_(std::move(work))
{
    if (device.is_cuda())
        recording_ = std::make_unique<Recording>(device);
}

void RecordedWork::run()
{
    if (recording_ && recording_->possible && !recording_->graph && ++recording_->times > timesBefore)
        try {
            recording_->record(work_);
        } catch (const c10::Error&) {
            recording_->possible = false;  // it goes on as it began, only slower
        }
    if (!recording_)
        work_();
    else if (recording_->graph)
        recording_->graph->replay();
    else
        recording_->runThere(work_);
}

#else

struct RecordedWork::Recording {};

RecordedWork::RecordedWork(const at::Device&, std::function<void()> work) : work_(std::move(work)) {}

void RecordedWork::run() { work_(); }

#endif

RecordedWork::~RecordedWork() = default;

}  // namespace isthmus::engine
