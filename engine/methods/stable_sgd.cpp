// Stable SGD (Mirzadeh, Farajtabar, Pascanu and Ghasemzadeh 2020, arXiv 2006.06958): plain SGD in a regime that widens minima and
// keeps steps between tasks short: dropout, small batches, and a large first learning rate that falls from task to task,
//   lr_t = max(lr_min, lr_1 gamma^(t-1)).
#include "engine/methods/plain_learner.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "stable_sgd",
    .label = "Stable SGD",
    .help = "Plain SGD with dropout and a large learning rate that falls quickly from task to task. It keeps no memory.",
    .source = "Mirzadeh et al. 2020, arXiv:2006.06958",
    .options = {{.key = "smallest_learning_rate",
                 .label = "Smallest learning rate",
                 .help = "The learning rate falls no further than this.",
                 .fallback = 1e-4,
                 .min = 0.0,
                 .max = 100.0,
                 .live = true}},
    .defaults = {{"training.learning_rate", 0.2}, {"training.learning_rate_decay", 0.7}, {"model.dropout", 0.25}}};

class StableSgd final : public PlainLearner {
public:
    explicit StableSgd(const MethodContext& context) : PlainLearner(context) {}

private:
    StepSettings plainSettings(const TaskContext& context) const override
    {
        StepSettings settings = learning(context);
        settings.rate = std::max(settings.rate, options_.at("smallest_learning_rate").get<double>());
        return settings;
    }
};

}  // namespace

extern const MethodInfo stableSgdInfo;
const MethodInfo stableSgdInfo{
    &declaration, [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<StableSgd>(context); }};

}  // namespace isthmus::engine
