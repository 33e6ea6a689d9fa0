#include "engine/runs/network_file.h"

#include "engine/error.h"
#include "engine/runs/safetensors.h"

namespace isthmus::engine {

namespace {

using Kinds = std::map<std::string, ArrayKind>;

std::string text(const ArrayKind& kind)
{
    std::string out = "[";
    for (std::size_t i = 0; i < kind.shape.size(); ++i)
        out += (i ? ", " : "") + std::to_string(kind.shape[i]);
    return out + "] in " + kind.type;
}

void check(const std::filesystem::path& file, const Kinds& found, const Kinds& wanted)
{
    for (const auto& [name, kind] : wanted) {
        const auto has = found.find(name);
        if (has == found.end())
            throw badInput(file.string() + ": has no array " + name + "; it is not a network of this run's model");
        if (has->second != kind)
            throw badInput(file.string() + ": " + name + " is " + text(has->second) + ", the run's model has " + text(kind));
    }
    if (found.size() != wanted.size())
        throw badInput(file.string() + ": has more arrays than the run's model");
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
    Kinds wanted;
    for (const WeightShape& shape : layout.shapes())
        wanted[shape.name] = {"F32", shape.shape};
    check(file, readSafetensorsKinds(file), wanted);
    at::Tensor weights = at::empty({layout.size()});
    for (const WeightShape& shape : layout.shapes())
        part(weights, shape).copy_(content.tensors.at(shape.name));
    return weights;
}

void checkSameNetwork(const std::filesystem::path& file, const std::filesystem::path& other)
{
    check(file, readSafetensorsKinds(file), readSafetensorsKinds(other));
}

}  // namespace isthmus::engine
