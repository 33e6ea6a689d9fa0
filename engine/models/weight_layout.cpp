#include "engine/models/weight_layout.h"

namespace isthmus::engine {

std::int64_t WeightShape::size() const
{
    std::int64_t product = 1;
    for (const std::int64_t extent : shape)
        product *= extent;
    return product;
}

void WeightLayout::add(std::string name, std::vector<std::int64_t> shape)
{
    shapes_.push_back({std::move(name), std::move(shape), size_});
    size_ += shapes_.back().size();
}

}  // namespace isthmus::engine
