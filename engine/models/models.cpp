#include "engine/models/models.h"

#include "engine/models/mlp.h"

#include <algorithm>
#include <cassert>

namespace isthmus::engine {

std::span<const ModelInfo> modelTable()
{
    static const ModelInfo rows[] = {
        {&mlpDeclaration, makeMlp},
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
                          .options = {}};
    for (const ModelInfo& row : modelTable())
        section.kinds.push_back(*row.declaration);
    return section;
}

at::Tensor part(const at::Tensor& weights, const WeightShape& shape)
{
    return weights.narrow(0, shape.offset, shape.size()).view(shape.shape);
}

at::Tensor Dropout::mask(std::int64_t rows, std::int64_t columns, const at::Tensor& like)
{
    at::Tensor mask = at::empty({rows, columns});
    float* out = mask.data_ptr<float>();
    const float kept = static_cast<float>(1.0 / (1.0 - probability));
    for (std::int64_t i = 0; i < rows * columns; ++i)
        out[i] = random.uniform() < probability ? 0.0F : kept;
    return mask.to(like.options());
}

}  // namespace isthmus::engine
