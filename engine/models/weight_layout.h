#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace isthmus::engine {

/// A named array inside a flat weight vector.
struct WeightShape {
    std::string name;                 ///< as in a PyTorch state_dict: "fc1.weight"
    std::vector<std::int64_t> shape;  ///< row-major; a linear layer's weight is [out, in]
    std::int64_t offset = 0;          ///< of its first number in the flat vector

    std::int64_t size() const;
};

/// How a network's weights lie in one flat vector of P numbers, so that every point of a subspace is a network.
class WeightLayout {
public:
    void add(std::string name, std::vector<std::int64_t> shape);

    const std::vector<WeightShape>& shapes() const { return shapes_; }
    std::int64_t size() const { return size_; }  ///< P

private:
    std::vector<WeightShape> shapes_;
    std::int64_t size_ = 0;
};

}  // namespace isthmus::engine
