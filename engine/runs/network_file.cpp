#include "engine/runs/network_file.h"

#include "engine/error.h"
#include "engine/runs/safetensors.h"

namespace isthmus::engine {

namespace {

std::string text(at::IntArrayRef sizes)
{
    std::string out = "[";
    for (std::size_t i = 0; i < sizes.size(); ++i)
        out += (i ? ", " : "") + std::to_string(sizes[i]);
    return out + "]";
}

}  // namespace

void writeNetwork(const std::filesystem::path& file, const at::Tensor& weights, const WeightLayout& layout)
{
    const at::Tensor flat = weights.detach().cpu().contiguous();
    TensorFile content;
    content.metadata["format"] = "pt";
    for (const WeightShape& shape : layout.shapes())
        content.tensors[shape.name] = part(flat, shape);
    writeSafetensors(file, content);
}

at::Tensor readNetwork(const std::filesystem::path& file, const WeightLayout& layout)
{
    const TensorFile content = readSafetensors(file);
    at::Tensor weights = at::empty({layout.size()});
    for (const WeightShape& shape : layout.shapes()) {
        const auto found = content.tensors.find(shape.name);
        if (found == content.tensors.end())
            throw badInput(file.string() + ": has no array " + shape.name + "; it is not a network of this run's model");
        if (found->second.sizes() != at::IntArrayRef(shape.shape) || found->second.scalar_type() != at::kFloat)
            throw badInput(file.string() + ": " + shape.name + " is " + text(found->second.sizes()) + ", the run's model has "
                           + text(shape.shape) + " in F32");
        part(weights, shape).copy_(found->second);
    }
    if (content.tensors.size() != layout.shapes().size())
        throw badInput(file.string() + ": has more arrays than the run's model");
    return weights;
}

}  // namespace isthmus::engine
