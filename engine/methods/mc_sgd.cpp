// Mode-connectivity SGD (Mirzadeh et al. 2021, arXiv 2010.04495): learn task t by SGD from w*_{t-1} to w^_t, then find
//   w*_t = argmin_w  Line_B(w*_{t-1}, w) + Line_t(w^_t, w),   Line_j(u, w) = mean over s in [0, 1] of L_j(u + s (w - u)),
// where L_B is measured on the memory of earlier tasks and L_t on examples of the current one. The mean over s is taken at
// evenly spaced positions, or one random position a step stands for it.
#include "engine/methods/connecting_method.h"

namespace isthmus::engine {

namespace {

std::vector<OptionSpec> options()
{
    std::vector<OptionSpec> all =
        connectOptions({.steps = 300, .batchSize = 32, .learningRate = 0.03, .currentExamples = 1000, .chainFactor = false});
    all.push_back({.key = "line_samples",
                   .label = "Samples on the line",
                   .help = "Positions on each line at which a connecting step measures the loss: evenly spaced up to the new "
                           "solution, or one that is drawn at random.",
                   .fallback = "random",
                   .choices = {{"random", "One at random"}, {"even", "Evenly spaced"}}});
    all.push_back({.key = "even_samples",
                   .label = "Evenly spaced samples",
                   .help = "How many; a connecting step costs as many times more.",
                   .fallback = 5,
                   .min = 1,
                   .max = 100,
                   .when = OptionCondition{"line_samples", "even"}});
    return all;
}

const OptionGroup declaration{
    .id = "mc_sgd",
    .label = "MC-SGD",
    .help = "One network, fine-tuned on each task, then joined to the solution before by a line of low loss.",
    .source = "Mirzadeh et al. 2021, arXiv:2010.04495",
    .options = options(),
    .defaults = {{"training.learning_rate", 0.1}, {"training.learning_rate_decay", 0.95}, {"model.dropout", 0.1}}};

class McSgd final : public ConnectingMethod {
public:
    explicit McSgd(const MethodContext& context)
        : ConnectingMethod(context),
          evenSamples_(options_.at("line_samples") == "even" ? options_.at("even_samples").get<int>() : 0)
    {
    }

private:
    /// s of the way from the anchor to the new solution: shares s and 1 - s.
    std::vector<Places> places(Random& random) const override
    {
        const auto both = [](double s) { return Places{{s, 1.0 - s}, {s, 1.0 - s}}; };
        if (evenSamples_ == 0)
            return {both(1.0 - random.uniform())};  // never 0
        std::vector<Places> even;
        for (int k = 1; k <= evenSamples_; ++k)  // s = 0 is the anchor, whose loss depends on nothing
            even.push_back(both(static_cast<double>(k) / evenSamples_));
        return even;
    }
    int placesPerStep() const override { return std::max(evenSamples_, 1); }

    int evenSamples_;  ///< 0: one at random
};

}  // namespace

extern const MethodInfo mcSgdInfo;
const MethodInfo mcSgdInfo{
    &declaration, [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<McSgd>(context); }};

}  // namespace isthmus::engine
