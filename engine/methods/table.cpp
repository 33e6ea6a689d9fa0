#include "engine/methods/method.h"
#include "engine/methods/methods.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace isthmus::engine {

extern const MethodInfo sgdInfo;
extern const MethodInfo subspaceEnsembleInfo;
extern const MethodInfo subspaceConnectivityInfo;

std::span<const MethodInfo> methodTable()
{
    static const MethodInfo rows[] = {
        sgdInfo,
        subspaceEnsembleInfo,
        subspaceConnectivityInfo,
    };
    return rows;
}

std::unique_ptr<Method> makeMethod(const MethodContext& context)
{
    const auto kind = context.options.at("kind").get<std::string>();
    const auto rows = methodTable();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const MethodInfo& info) { return info.declaration->id == kind; });
    assert(row != rows.end());  // kinds come from a validated experiment
    return row->make(context);
}

OptionSection methodSection()
{
    OptionSection section{.key = "method",
                          .label = "Method",
                          .help = "How the network learns one task after another.",
                          .kinds = {},
                          .defaultKind = "subspace_connectivity",
                          .options = {}};
    for (const MethodInfo& row : methodTable())
        section.kinds.push_back(*row.declaration);
    return section;
}

double TrainingSettings::rateAt(int task) const { return learningRate * std::pow(decay, task - 1); }

std::int64_t learnSteps(std::int64_t train, const TrainingSettings& settings)
{
    return settings.epochs * ((train + settings.batchSize - 1) / settings.batchSize);
}

}  // namespace isthmus::engine
