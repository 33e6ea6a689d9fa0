// Plain SGD (naive fine-tuning): minimise the current task's loss from the previous weights. The lower bound.
#include "engine/methods/plain_learner.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "sgd",
    .label = "SGD",
    .help = "One network, fine-tuned on each task in turn. Nothing guards the earlier tasks: the lower bound.",
    .source = "",
    .options = {}};

class Sgd final : public PlainLearner {
public:
    explicit Sgd(const MethodContext& context) : PlainLearner(context) {}
};

}  // namespace

extern const MethodInfo sgdInfo;
const MethodInfo sgdInfo{&declaration,
                         [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<Sgd>(context); }};

}  // namespace isthmus::engine
