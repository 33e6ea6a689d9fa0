// Elastic weight consolidation (Kirkpatrick et al. 2017, arXiv 1612.00796): minimise
//   L_t(w) + (lambda/2) sum_k F_k (w_k - w*_k)^2
// F is the diagonal of the empirical Fisher information at the end of a task: the mean over examples of the squared gradient
// of -ln p(label). Per task: one such penalty for each task so far, whose sum needs only sum F and sum F w*. Online (Schwarz
// et al. 2018, arXiv 1805.06370): F <- gamma F + F_t, and w* is the last task's solution.
#include "engine/methods/learner_method.h"

namespace isthmus::engine {

namespace {

constexpr std::int64_t examplesPerStep = 10;  // of the importances: as many backward passes as a few training steps

const OptionGroup declaration{
    .id = "ewc",
    .label = "EWC",
    .help = "One network whose weights are held near the earlier solutions, each as strongly as it matters to them.",
    .source = "Kirkpatrick et al. 2017, arXiv:1612.00796",
    .options = {{.key = "strength",
                 .label = "Strength",
                 .help =
                     "Factor lambda of the penalty (lambda/2) sum F (w - w*)^2. Learning is unstable where the rate times lambda "
                     "times the largest importance exceeds 2.",
                 .fallback = 20.0,
                 .min = 0.0,
                 .max = 1e9,
                 .zeroMeans = "no penalty",
                 .live = true},
                {.key = "form",
                 .label = "Form",
                 .help = "A penalty for every task, or one that is updated after each (online).",
                 .fallback = "per_task",
                 .choices = {{"per_task", "Per task"}, {"online", "Online"}}},
                {.key = "forgetting_factor",
                 .label = "Forgetting factor",
                 .help = "Share gamma of the earlier importances that is kept when a task's are added.",
                 .fallback = 1.0,
                 .min = 0.0,
                 .max = 1.0,
                 .when = OptionCondition{"form", "online"}},
                {.key = "importance_examples",
                 .label = "Importance examples",
                 .help = "Training images of a task that its importances are measured on.",
                 .fallback = 1000,
                 .min = 1,
                 .max = 1000000,
                 .unit = "images",
                 .rare = true}},
    .defaults = {{"training.learning_rate", 0.1}, {"training.learning_rate_decay", 0.95}}};

class Ewc final : public LearnerMethod {
public:
    explicit Ewc(const MethodContext& context) : LearnerMethod(context) {}

    std::vector<Phase> phases(int task, const TrainCounts& train, const TrainingSettings& settings) const override
    {
        return {{"learn", learnSteps(task, train, settings)},
                {"importance", (examples(train.at(static_cast<std::size_t>(task - 1))) + examplesPerStep - 1) / examplesPerStep,
                 false}};
    }

    void beginPhase(const std::string& phase, const TaskContext& context) override
    {
        LearnerMethod::beginPhase(phase, context);
        if (phase == "importance")
            fisher_ = at::zeros_like(learner_.simplex().vertices[0]);
    }

    at::Tensor step(const std::string& phase, std::int64_t step, const TaskContext& context) override
    {
        return phase == "importance" ? measure(step, context) : learn(step, context);
    }

    void endTask(const TaskContext& context) override
    {
        fisher_.div_(static_cast<double>(examples(context.train.count())));
        const at::Tensor& solution = learner_.simplex().vertices[0];
        const double factor = online() ? options_.at("forgetting_factor").get<double>() : 1.0;
        importance_ = importance_.defined() ? importance_ * factor + fisher_ : fisher_;
        if (online())
            centre_ = importance_ * solution;
        else
            centre_ = centre_.defined() ? centre_ + fisher_ * solution : fisher_ * solution;
        fisher_ = at::Tensor();
    }

    NamedTensors state() const override
    {
        NamedTensors state = LearnerMethod::state();
        keep(state, "importance", importance_);
        keep(state, "centre", centre_);
        keep(state, "fisher", fisher_);
        return state;
    }

    void restore(const NamedTensors& state) override
    {
        LearnerMethod::restore(state);
        const std::int64_t p = learner_.simplex().vertices.size(1);
        importance_ = kept(state, "importance", {p});
        centre_ = kept(state, "centre", {p});
        fisher_ = kept(state, "fisher", {p});
    }

    double stepOperations(const std::string& phase, const TrainingSettings& settings) const override
    {
        const double forward = learner_.network().model->forwardOperations();
        if (phase == "importance")  // a squared gradient is added for each example
            return static_cast<double>(examplesPerStep) * (3.0 * forward + 2.0 * networkFloats());
        return LearnerMethod::stepOperations(phase, settings) + (importance_.defined() ? 4.0 * networkFloats() : 0.0);
    }

    double storedFloats() const override
    {
        return LearnerMethod::storedFloats() + (importance_.defined() ? 2.0 : 0.0) * networkFloats();
    }

private:
    bool online() const { return options_.at("form") == "online"; }

    std::int64_t examples(std::int64_t available) const
    {
        return std::min(available, options_.at("importance_examples").get<std::int64_t>());
    }

    at::Tensor learn(std::int64_t step, const TaskContext& context)
    {
        const StepSettings settings = learning(context);
        Dropout dropout{settings.dropout, context.stream("learn", step)};
        Gradient found = learner_.gradient(context.batch(step), &dropout);
        const auto strength = options_.at("strength").get<double>();
        if (importance_.defined() && strength > 0.0)  // lambda sum F (w - w*) = lambda ((sum F) w - sum F w*)
            found.gradient.add_(importance_ * learner_.simplex().vertices[0] - centre_, strength);
        learner_.descend(found.gradient, settings);
        return found.loss;
    }

    /// Adds the squared gradients of the next few examples; which ones is a random choice of the task.
    at::Tensor measure(std::int64_t step, const TaskContext& context)
    {
        const std::int64_t count = examples(context.train.count());
        const std::vector<std::int64_t> chosen = context.stream("importance", 0).sample(count, context.train.count());
        at::Tensor loss = at::zeros({}, learner_.simplex().vertices.options());
        const std::int64_t end = std::min(count, (step + 1) * examplesPerStep);
        for (std::int64_t i = step * examplesPerStep; i < end; ++i) {
            const Gradient one = learner_.gradient(context.train.slice(chosen[static_cast<std::size_t>(i)], 1), nullptr);
            fisher_.addcmul_(one.gradient, one.gradient);
            loss += one.loss;
        }
        return loss / static_cast<double>(end - step * examplesPerStep);
    }

    at::Tensor importance_;  ///< sum of F, [P]; undefined in task 1
    at::Tensor centre_;      ///< sum of F w*, [P]
    at::Tensor fisher_;      ///< of the current task, being summed, [P]
};

}  // namespace

extern const MethodInfo ewcInfo;
const MethodInfo ewcInfo{&declaration,
                         [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<Ewc>(context); }};

}  // namespace isthmus::engine
