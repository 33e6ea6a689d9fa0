// Vanilla (deep) ensemble (Lakshminarayanan, Pritzel and Blundell 2017, arXiv 1612.01474) of any method that trains one network:
// n independent members with the averaged softmax as their prediction. All see the same tasks, batches and memory; initial
// weights and all other chances are each member's own. "Ensemble MC-SGD" is this with the base mc_sgd.
#include "engine/methods/method.h"

#include "engine/machine.h"
#include "engine/subspaces/companion.h"

#include <ATen/Parallel.h>
#include <exception>
#include <mutex>

namespace isthmus::engine {

namespace {

/// On the processor, without the 20 µs that LibTorch takes for it when training has filled the caches.
template <typename Real>
at::Tensor meanOf(const std::vector<at::Tensor>& losses)
{
    Real sum = 0;
    for (const at::Tensor& loss : losses)
        sum += *loss.data_ptr<Real>();
    return at::scalar_tensor(sum / static_cast<Real>(losses.size()), losses.front().options());
}

at::Tensor meanOf(const std::vector<at::Tensor>& losses)
{
    const at::Tensor& first = losses.front();
    if (!first.is_cpu())
        return at::stack(losses).mean();
    return first.scalar_type() == at::kDouble ? meanOf<double>(losses) : meanOf<float>(losses);
}

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
    explicit VanillaEnsemble(const MethodContext& context) : perceptron_(!context.network->model->perceptronWidths().empty())
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

    at::Tensor step(const std::string& phase, std::int64_t step, const TaskContext& context) override
    {
        return steps(phase, step, 1, context).front();
    }

    /// Twice as many where two threads cannot each have whole members; not of many, to answer in time.
    std::int64_t stepsTogether(const std::string& phase, const TrainingSettings& settings) const override
    {
        const std::int64_t ofMember = members_.front()->stepsTogether(phase, settings);
        return ofMember > 1 && members_.size() % 2 == 1 && members_.size() < 8 ? 2 * ofMember : ofMember;
    }

    /// The members share the threads, whose number changes no bit.
    std::vector<at::Tensor> steps(const std::string& phase, std::int64_t first, std::int64_t count,
                                  const TaskContext& context) override
    {
        Losses losses(members_.size());
        const auto take = [&](std::size_t k, std::int64_t steps, std::optional<Companion*> companion) {
            TaskContext own = ofMember(k, context);
            own.companion = companion;
            for (at::Tensor& loss : members_[k]->steps(phase, first + std::ssize(losses[k]), steps, own))
                losses[k].push_back(std::move(loss));
        };
        const bool onProcessor = context.train.labels.is_cpu();
        if (onProcessor && perceptron_ && at::get_num_threads() == 2) {
            const std::int64_t together = members_.front()->stepsTogether(phase, context.settings);
            onTwoThreads(losses, together > 1, std::min(count, together - first % together), count, take);
        } else if (onProcessor) {
            at::parallel_for(0, std::ssize(members_), 1, [&](std::int64_t begin, std::int64_t end) {
                roundDenormals();  // of the calling thread
                for (std::int64_t k = begin; k < end; ++k)
                    take(static_cast<std::size_t>(k), count, nullptr);
            });
        } else {  // the device takes its work one after the other
            for (std::size_t k = 0; k < members_.size(); ++k)
                take(k, count, nullptr);
        }
        return meansOf(losses);
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
    using Losses = std::vector<std::vector<at::Tensor>>;  ///< of each member, of each step

    static std::vector<at::Tensor> meansOf(const Losses& losses)
    {
        std::vector<at::Tensor> means;
        for (std::size_t step = 0; step < losses.front().size(); ++step) {
            std::vector<at::Tensor> ofStep;
            for (const std::vector<at::Tensor>& member : losses)
                ofStep.push_back(member[step]);
            means.push_back(meanOf(ofStep));
        }
        return means;
    }

    static std::string prefix(std::size_t member) { return "member-" + std::to_string(member + 1) + "."; }

    TaskContext ofMember(std::size_t member, const TaskContext& context) const
    {
        TaskContext own = context;
        own.seeds = seeds_[member];
        return own;
    }

    /// Two threads take whole members, from both ends of their list. If one is left over, and its steps can be computed some at a
    /// time, the first thread takes `part` of them in the beginning and the second one the rest in the end; else they share
    /// its step.
    template <typename Take>
    void onTwoThreads(Losses& losses, bool together, std::int64_t part, std::int64_t count, Take take)
    {
        if (!companion_)
            companion_ = std::make_unique<Companion>();
        const KeptToThisThread alone;  // LibTorch's threads would take the companion's processor
        const std::size_t last = members_.size() - 1;
        const bool isOdd = members_.size() % 2 == 1;
        std::vector<std::size_t> order;
        for (std::size_t k = 0; k < members_.size(); ++k) {
            if (isOdd && together && (k == 0 || (k == last / 2 && part < count)))
                order.push_back(last);
            if (!isOdd || k < last)
                order.push_back(k);
        }
        std::mutex busyWithLast;
        std::vector<std::exception_ptr> failures(members_.size());
        Companion::share(companion_.get(), std::ssize(order), [&](std::int64_t place, bool) {
            const std::size_t k = order[static_cast<std::size_t>(place)];
            std::unique_lock lock(busyWithLast, std::defer_lock);
            if (k == last)
                lock.lock();
            try {
                const std::int64_t taken = std::ssize(losses[k]);
                take(k, isOdd && k == last && taken == 0 ? part : count - taken, nullptr);
            } catch (...) {
                failures[k] = std::current_exception();
            }
        });
        for (const std::exception_ptr& failure : failures)
            if (failure)
                std::rethrow_exception(failure);
        if (isOdd && !together)
            take(last, count, companion_.get());
    }

    template <typename Act>
    void forEach(const TaskContext& context, Act act)
    {
        for (std::size_t k = 0; k < members_.size(); ++k)
            act(*members_[k], ofMember(k, context));
    }

    bool perceptron_;
    std::vector<Seeds> seeds_;
    std::vector<std::unique_ptr<Method>> members_;
    std::unique_ptr<Companion> companion_;  ///< where there are two threads
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
