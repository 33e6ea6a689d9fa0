#include "engine/runs/arriving.h"

#include <thread>

namespace isthmus::engine {

Arriving::Arriving(const at::Tensor& numbers) : numbers_(numbers)
{
    const at::Device device = numbers.device();
    if (device.is_cpu())
        return;
    // Pinned, because a copy into other memory makes the processor wait.
    numbers_ = at::empty(numbers.sizes(), numbers.options().device(at::kCPU).pinned_memory(true));
    numbers_.copy_(numbers, /*non_blocking=*/true);
    arrival_.emplace(device.type());
    arrival_->record(c10::impl::VirtualGuardImpl(device.type()).getStream(device));
}

const at::Tensor& Arriving::here() const
{
    while (arrival_ && !arrival_->query())
        std::this_thread::yield();
    return numbers_;
}

}  // namespace isthmus::engine
