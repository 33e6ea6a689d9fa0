// A-GEM (Chaudhry, Ranzato, Rohrbach and Elhoseiny 2019, arXiv 1812.00420): g is the gradient of the current batch, r that of
// a batch from memory. Where they conflict, g.r < 0, the step goes along g - (g.r / r.r) r, which no longer raises the
// memory's loss to first order.
#include "engine/methods/learner_method.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{.id = "agem",
                              .label = "A-GEM",
                              .help =
                                  "One network whose steps are turned so that they do not raise the loss on a batch from memory.",
                              .source = "Chaudhry et al. 2019, arXiv:1812.00420",
                              .options = {memoryOption(),
                                          {.key = "reference_batch_size",
                                           .label = "Reference batch",
                                           .help = "Images from memory that the reference gradient is measured on.",
                                           .fallback = 32,
                                           .min = 0,
                                           .max = 65536,
                                           .unit = "images",
                                           .zeroMeans = "as many as the training batch"}},
                              .defaults = {{"training.learning_rate", 0.1}, {"training.learning_rate_decay", 0.9}}};

class Agem final : public LearnerMethod {
public:
    explicit Agem(const MethodContext& context) : LearnerMethod(context) {}

    at::Tensor step(const std::string&, std::int64_t step, const TaskContext& context) override
    {
        const StepSettings settings = learning(context);
        Dropout dropout{settings.dropout, context.stream("learn", step)};
        Gradient found = learner_.gradient(context.batch(step), &dropout);
        if (!memory_.empty()) {
            Random pick = context.memoryStream("replay", step);
            const at::Tensor reference =
                learner_.gradient(memory_.draw(referenceSize(context.settings), pick), &dropout).gradient;
            // min(g.r, 0) / r.r without asking the device for the sign; a reference of zero turns nothing.
            const at::Tensor share = found.gradient.dot(reference).clamp_max(0.0) / reference.dot(reference).clamp_min(1e-38);
            found.gradient.sub_(reference * share);
        }
        learner_.descend(found.gradient, settings);
        return found.loss;
    }

    void endTask(const TaskContext& context) override
    {
        memory_.add(context.task, balancedSubset(context.train, options_.at("memory_per_class").get<std::int64_t>(),
                                                 context.memoryStream("memory", 0)));
    }

    double stepOperations(const std::string& phase, const TrainingSettings& settings) const override
    {
        const double forward = learner_.network().model->forwardOperations();
        const double reference = static_cast<double>(referenceSize(settings)) * 3.0 * forward + 6.0 * networkFloats();
        return LearnerMethod::stepOperations(phase, settings) + (memory_.empty() ? 0.0 : reference);
    }

private:
    std::int64_t referenceSize(const TrainingSettings& settings) const
    {
        const auto size = options_.at("reference_batch_size").get<std::int64_t>();
        return size == 0 ? settings.batchSize : size;
    }
};

}  // namespace

extern const MethodInfo agemInfo;
const MethodInfo agemInfo{
    &declaration, [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<Agem>(context); }};

}  // namespace isthmus::engine
