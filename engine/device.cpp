#include "engine/device.h"

#include "engine/error.h"

#include <torch/cuda.h>

#include <charconv>

namespace isthmus::engine {

namespace {

/// LibTorch lets convolutions there round to TF32, ten bits of mantissa; what is float32 here is to be that there.
at::Device cuda(int index)
{
    at::globalContext().setAllowTF32CuDNN(false);
    return {at::kCUDA, static_cast<at::DeviceIndex>(index)};
}

}  // namespace

int cudaDevices() { return static_cast<int>(torch::cuda::device_count()); }

void finishWork(const at::Device& device)
{
    if (device.is_cuda())
        torch::cuda::synchronize(device.index());
}

at::Device deviceCalled(const std::string& name)
{
    const int cards = cudaDevices();
    if (name == "auto")
        return cards > 0 ? cuda(0) : at::Device(at::kCPU);
    if (name == "cpu")
        return at::Device(at::kCPU);
    int index = 0;
    if (name.starts_with("cuda:")) {
        const auto [end, error] = std::from_chars(name.data() + 5, name.data() + name.size(), index);
        if (error != std::errc() || end != name.data() + name.size() || index < 0)
            throw badInput("\"" + name + "\" is not a device; use auto, cpu, cuda or cuda:0, cuda:1, …");
    } else if (name != "cuda") {
        throw badInput("\"" + name + "\" is not a device; use auto, cpu, cuda or cuda:0, cuda:1, …");
    }
    if (index >= cards)
        throw badInput(
            "\"" + name + "\" is not here: LibTorch finds "
            + (cards == 0 ? "no CUDA device; use auto or cpu" : std::to_string(cards) + " CUDA device(s), counted from 0"));
    return cuda(index);
}

}  // namespace isthmus::engine
