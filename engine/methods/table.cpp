#include "engine/methods/method.h"
#include "engine/methods/methods.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace isthmus::engine {

extern const MethodInfo sgdInfo;
extern const MethodInfo stableSgdInfo;
extern const MethodInfo ewcInfo;
extern const MethodInfo agemInfo;
extern const MethodInfo erInfo;
extern const MethodInfo mcSgdInfo;
extern const MethodInfo multitaskInfo;
MethodInfo vanillaEnsembleInfo();  // a function: its declaration holds those of the rows above
extern const MethodInfo batchEnsembleInfo;
extern const MethodInfo subspaceEnsembleInfo;
extern const MethodInfo subspaceConnectivityInfo;

std::span<const MethodInfo> singleNetworkMethods()
{
    static const MethodInfo rows[] = {
        sgdInfo, stableSgdInfo, ewcInfo, agemInfo, erInfo, mcSgdInfo, multitaskInfo,
    };
    return rows;
}

std::span<const MethodInfo> methodTable()
{
    static const std::vector<MethodInfo> rows = [] {
        const auto single = singleNetworkMethods();
        std::vector<MethodInfo> all(single.begin(), single.end());
        all.insert(all.end(), {vanillaEnsembleInfo(), batchEnsembleInfo, subspaceEnsembleInfo, subspaceConnectivityInfo});
        return all;
    }();
    return rows;
}

const MethodInfo& findMethod(const std::string& id)
{
    const auto rows = methodTable();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const MethodInfo& info) { return info.declaration->id == id; });
    assert(row != rows.end());
    return *row;
}

std::unique_ptr<Method> makeMethod(const MethodContext& context)
{
    return findMethod(context.options.at("kind").get<std::string>()).make(context);
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

std::string methodProblem(const Json& options)
{
    const MethodInfo& method = findMethod(options.at("kind").get<std::string>());
    return method.problem ? method.problem(options) : std::string();
}

double TrainingSettings::rateAt(int task) const { return learningRate * std::pow(decay, task - 1); }

std::int64_t learnSteps(int task, const TrainCounts& train, const TrainingSettings& settings)
{
    return stepsOver(train.at(static_cast<std::size_t>(task - 1)), settings);
}

std::int64_t stepsOver(std::int64_t examples, const TrainingSettings& settings)
{
    return settings.epochs * ((examples + settings.batchSize - 1) / settings.batchSize);
}

}  // namespace isthmus::engine
