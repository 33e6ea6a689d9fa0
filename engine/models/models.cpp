#include "engine/models/models.h"

#include "engine/models/mlp.h"
#include "engine/models/resnet.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace isthmus::engine {

std::span<const ModelInfo> modelTable()
{
    static const ModelInfo rows[] = {
        {&mlpDeclaration, makeMlp},
        {&resnet18Declaration, makeResnet18},
    };
    return rows;
}

std::unique_ptr<Model> makeModel(const Json& options, const InputShape& input)
{
    const auto kind = options.at("kind").get<std::string>();
    const auto rows = modelTable();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const ModelInfo& info) { return info.declaration->id == kind; });
    assert(row != rows.end());  // kinds come from a validated experiment
    return row->make(options, input);
}

OptionSection modelSection()
{
    OptionSection section{.key = "model",
                          .label = "Model",
                          .help = "The network that every point of the subspace is.",
                          .kinds = {},
                          .defaultKind = "mlp",
                          .options = {{.key = "parameter_multiple",
                                       .label = "Parameters of",
                                       .help = "Widens every layer alike until the network has as many weights as this many of "
                                               "the network described above: one network as large as an ensemble.",
                                       .fallback = 1,
                                       .min = 1,
                                       .max = 64,
                                       .unit = "networks",
                                       .rare = true}}};
    for (const ModelInfo& row : modelTable())
        section.kinds.push_back(*row.declaration);
    return section;
}

double parameterMultiple(const Json& options) { return options.at("parameter_multiple").get<double>(); }

at::Tensor uniformWeights(const WeightLayout& layout, Random random)
{
    at::Tensor weights = at::empty({layout.size()});
    float* out = weights.data_ptr<float>();
    double bound = 1.0;
    for (const WeightShape& shape : layout.shapes()) {
        if (shape.shape.size() > 1)
            bound = 1.0 / std::sqrt(static_cast<double>(shape.size() / shape.shape.front()));
        for (std::int64_t i = 0; i < shape.size(); ++i)
            *out++ = static_cast<float>(random.uniform(-bound, bound));
    }
    return weights;
}

at::Tensor part(const at::Tensor& weights, const WeightShape& shape)
{
    return weights.narrow(0, shape.offset, shape.size()).view(shape.shape);
}

}  // namespace isthmus::engine
