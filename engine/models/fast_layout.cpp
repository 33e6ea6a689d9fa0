#include "engine/models/fast_layout.h"

namespace isthmus::engine {

FastLayout::FastLayout(const WeightLayout& shared, std::int64_t members) : members_(members), shared_(shared.size())
{
    for (const WeightShape& shape : shared.shapes()) {
        const std::int64_t inputs = shape.shape.size() > 1 ? shape.shape[1] : 0;
        arrays_.push_back({.begin = apart_, .inputs = inputs, .outputs = shape.shape[0]});
        apart_ += inputs + shape.shape[0];
    }
}

FastWeights FastLayout::views(const at::Tensor& parameters) const
{
    const at::Tensor own = parameters.narrow(0, shared_, members_ * apart_).view({members_, apart_});
    FastWeights fast{.members = members_, .input = {}, .output = {}, .vectors = {}};
    for (const Array& array : arrays_) {
        const bool matrix = array.inputs > 0;
        const at::Tensor last = own.narrow(1, array.begin + array.inputs, array.outputs);
        fast.input.push_back(matrix ? own.narrow(1, array.begin, array.inputs) : at::Tensor());
        fast.output.push_back(matrix ? last : at::Tensor());
        fast.vectors.push_back(matrix ? at::Tensor() : last);
    }
    return fast;
}

}  // namespace isthmus::engine
