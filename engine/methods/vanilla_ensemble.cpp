// Vanilla (deep) ensemble (Lakshminarayanan, Pritzel and Blundell 2017, arXiv 1612.01474) of any method that trains one network:
// n independent members with the averaged softmax as their prediction. All see the same tasks, batches and memory; initial
// weights and all other chances are each member's own. "Ensemble MC-SGD" is this with the base mc_sgd.
#include "engine/methods/method.h"

#include "engine/machine.h"

#include <ATen/Parallel.h>

namespace isthmus::engine {

namespace {

const OptionGroup& declaration()
{
    static const OptionGroup group = [] {
        OptionSection base{.key = "base",
                           .label = "Base",
                           .help = "The method that trains each member.",
                           .kinds = {},
                           .defaultKind = "mc_sgd",
                           .options = {}};
        for (const MethodInfo& row : singleNetworkMethods())
            base.kinds.push_back(*row.declaration);
        return OptionGroup{
            .id = "vanilla_ensemble",
            .label = "Vanilla ensemble",
            .help = "Independent networks, each trained by the base method, whose predictions are averaged. It costs "
                    "as much as all of them together.",
            .source = "Lakshminarayanan et al. 2017, arXiv:1612.01474",
            .options =
                {{.key = "members", .label = "Members", .help = "Networks in the ensemble.", .fallback = 3, .min = 2, .max = 64}},
            .parts = {base}};
    }();
    return group;
}

class VanillaEnsemble final : public Method {
public:
    explicit VanillaEnsemble(const MethodContext& context)
    {
        for (int k = 0; k < context.options.at("members").get<int>(); ++k) {
            seeds_.push_back(context.seeds.member(k));
            MethodContext own{context.options.at("base"), context.network, seeds_.back(), context.device, context.memory,
                              context.taskClasses};
            members_.push_back(makeMethod(own));
        }
    }

    std::vector<Phase> phases(int task, const TrainCounts& train, const TrainingSettings& settings) const override
    {
        return members_.front()->phases(task, train, settings);
    }

    void beginPhase(const std::string& phase, const TaskContext& context) override
    {
        forEach(context, [&](Method& member, const TaskContext& own) { member.beginPhase(phase, own); });
    }

    void beforeStep(const std::string& phase, std::int64_t step, const TaskContext& context) override
    {
        members_.front()->beforeStep(phase, step, ofMember(0, context));
    }

    /// The members share the threads: each is computed by one of them, so their number changes no bit.
    at::Tensor step(const std::string& phase, std::int64_t step, const TaskContext& context) override
    {
        std::vector<at::Tensor> losses(members_.size());
        const auto stepSome = [&](std::int64_t begin, std::int64_t end) {
            roundDenormals();  // of the calling thread
            for (auto k = static_cast<std::size_t>(begin); k < static_cast<std::size_t>(end); ++k)
                losses[k] = members_[k]->step(phase, step, ofMember(k, context));
        };
        if (context.train.labels.is_cpu())
            at::parallel_for(0, std::ssize(members_), 1, stepSome);
        else  // the device takes its work one after the other
            stepSome(0, std::ssize(members_));
        return at::stack(losses).mean();
    }

    void changeOptions(const Json& options) override
    {
        for (const auto& member : members_)
            member->changeOptions(options.at("base"));
    }

    void endTask(const TaskContext& context) override
    {
        forEach(context, [](Method& member, const TaskContext& own) { member.endTask(own); });
    }

    at::Tensor weights() const override { return members_.front()->weights(); }

    std::vector<at::Tensor> members() const override
    {
        std::vector<at::Tensor> all;
        for (const auto& member : members_)
            all.push_back(member->weights());
        return all;
    }

    std::vector<NamedNetwork> parts() const override
    {
        std::vector<NamedNetwork> all;
        for (std::size_t k = 0; k < members_.size(); ++k)
            all.push_back({"member-" + std::to_string(k + 1), members_[k]->weights()});
        return all;
    }

    NamedTensors state() const override
    {
        NamedTensors state;
        for (std::size_t k = 0; k < members_.size(); ++k)
            for (const auto& [name, tensor] : members_[k]->state())
                state[prefix(k) + name] = tensor;
        return state;
    }

    void restore(const NamedTensors& state) override
    {
        for (std::size_t k = 0; k < members_.size(); ++k) {
            NamedTensors own;
            for (const auto& [name, tensor] : state)
                if (name.starts_with(prefix(k)))
                    own[name.substr(prefix(k).size())] = tensor;
            members_[k]->restore(own);
        }
    }

    double stepOperations(const std::string& phase, const TrainingSettings& settings) const override
    {
        return static_cast<double>(members_.size()) * members_.front()->stepOperations(phase, settings);
    }

    double storedFloats() const override
    {
        double sum = 0.0;
        for (const auto& member : members_)
            sum += member->storedFloats();
        return sum;
    }

    double sharedFloats() const override { return members_.front()->sharedFloats(); }

    std::string rateOption(const std::string& phase) const override
    {
        const std::string option = members_.front()->rateOption(phase);
        return option.starts_with("method.") ? "method.base" + option.substr(option.find('.')) : option;
    }

private:
    static std::string prefix(std::size_t member) { return "member-" + std::to_string(member + 1) + "."; }

    TaskContext ofMember(std::size_t member, const TaskContext& context) const
    {
        TaskContext own = context;
        own.seeds = seeds_[member];
        return own;
    }

    template <typename Act>
    void forEach(const TaskContext& context, Act act)
    {
        for (std::size_t k = 0; k < members_.size(); ++k)
            act(*members_[k], ofMember(k, context));
    }

    std::vector<Seeds> seeds_;
    std::vector<std::unique_ptr<Method>> members_;
};

std::string problem(const Json& options)
{
    const MethodInfo& base = findMethod(options.at("base").at("kind").get<std::string>());
    return base.problem ? base.problem(options.at("base")) : std::string();
}

}  // namespace

MethodInfo vanillaEnsembleInfo()
{
    return {.declaration = &declaration(),
            .make = [](const MethodContext& context) -> std::unique_ptr<Method> {
                return std::make_unique<VanillaEnsemble>(context);
            },
            .problem = problem};
}

}  // namespace isthmus::engine
