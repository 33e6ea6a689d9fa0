#include "engine/runs/arriving.h"

#include <c10/core/Event.h>

#include <memory>
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
    const auto copied = std::make_shared<c10::Event>(device.type());
    copied->record(c10::impl::VirtualGuardImpl(device.type()).getStream(device));
    arrived_ = [copied] { return copied->query(); };
}

const at::Tensor& Arriving::here() const
{
    while (arrived_ && !arrived_())
        std::this_thread::yield();
    return numbers_;
}

}  // namespace isthmus::engine
