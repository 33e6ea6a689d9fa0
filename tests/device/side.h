#pragma once
#include "engine/models/classifier.h"

namespace isthmus::tests {

/// A network to compare with, and what it looks at.
struct NetworkKind {
    std::string name;
    engine::Json model;  ///< options of the "model" section
    engine::InputShape shape;
};
NetworkKind perceptronKind();                                        ///< 784-256-256-10
NetworkKind resnetKind(const std::string& normalisation = "batch");  ///< small, on colour images of 16 x 16 pixels

/// One of the two that are compared: the device with what the engine does there, or the reference, which takes forward passes
/// and automatic differentiation in float64 on the processor.
struct Side {
    at::Device device;
    at::ScalarType type;
    std::shared_ptr<const engine::Classifier> network;

    at::Tensor here(const at::Tensor& numbers) const { return numbers.to(device, type); }
    /// Random images and labels: the same for both sides, and others for every `which`.
    engine::Examples examples(const NetworkKind& kind, std::int64_t count, std::uint64_t which) const;
    /// Fresh weights, larger than those so that predictions are bold; others for every `which`.
    at::Tensor weights(std::uint64_t which) const;
};
/// `headOfClass` as `Heads` has it.
Side deviceSide(const NetworkKind& kind, const at::Device& device, const std::vector<int>& headOfClass = {});
Side referenceSide(const NetworkKind& kind, const std::vector<int>& headOfClass = {});

}  // namespace isthmus::tests
