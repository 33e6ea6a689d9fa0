#pragma once
#include "engine/tensor.h"

#include <functional>

namespace isthmus::engine {

/// Numbers on their way from a device to the processor, so that nobody who reads them waits for work that was asked for later.
class Arriving {
public:
    explicit Arriving(const at::Tensor& numbers);

    /// The numbers on the processor. Waits until what was asked of the device before they set out is done.
    const at::Tensor& here() const;

private:
    at::Tensor numbers_;
    std::function<bool()> arrived_;  ///< null: they were on the processor
};

}  // namespace isthmus::engine
