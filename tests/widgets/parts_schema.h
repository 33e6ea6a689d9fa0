#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::tests {

/// Three methods, of which Stable SGD changes defaults elsewhere and Ensemble has a part, its base; EWC, one of the bases, has
/// an option that exists beside one value of another, a live and a rare one.
inline engine::ExperimentSchema partsSchema()
{
    using engine::OptionGroup;
    using engine::OptionSpec;
    const OptionSpec dropout{
        .key = "dropout", .label = "Dropout", .help = "Silenced units.", .fallback = 0.0, .min = 0.0, .max = 0.9, .live = true};
    const OptionSpec rate{
        .key = "learning_rate", .label = "Learning rate", .help = {}, .fallback = 0.05, .min = 1e-8, .max = 100.0};
    const OptionSpec smallest{.key = "smallest", .label = "Smallest", .help = {}, .fallback = 0.001, .min = 0.0, .max = 1.0};
    const OptionSpec strength{.key = "strength",
                              .label = "Strength of the penalty",
                              .help = {},
                              .fallback = 1.0,
                              .min = 0.0,
                              .max = 1000.0,
                              .live = true};
    const OptionSpec form{.key = "form",
                          .label = "Form",
                          .help = {},
                          .fallback = "separate",
                          .choices = {{"separate", "One a task"}, {"online", "Online"}}};
    const OptionSpec decay{.key = "decay",
                           .label = "Decay",
                           .help = {},
                           .fallback = 1.0,
                           .min = 0.0,
                           .max = 1.0,
                           .when = engine::OptionCondition{"form", "online"}};
    const OptionSpec samples{
        .key = "samples", .label = "Samples", .help = {}, .fallback = 0, .min = 0, .max = 9999, .zeroMeans = "all", .rare = true};
    const OptionSpec members{.key = "members", .label = "Members", .help = {}, .fallback = 3, .min = 2, .max = 64};
    const OptionGroup sgd{.id = "sgd", .label = "SGD", .help = "The lower bound.", .source = {}, .options = {}};
    const OptionGroup stable{.id = "stable_sgd",
                             .label = "Stable SGD",
                             .help = "Wide minima.",
                             .source = {},
                             .options = {smallest},
                             .defaults = {{"training.learning_rate", 0.1}, {"model.dropout", 0.25}}};
    const OptionGroup ewc{.id = "ewc",
                          .label = "EWC",
                          .help = "Holds weights that matter.",
                          .source = {},
                          .options = {strength, decay, form, samples}};
    const engine::OptionSection base{.key = "base",
                                     .label = "Base",
                                     .help = "What trains each member.",
                                     .kinds = {sgd, stable, ewc},
                                     .defaultKind = "sgd",
                                     .options = {}};
    const OptionGroup ensemble{
        .id = "ensemble", .label = "Ensemble", .help = "Several networks.", .source = {}, .options = {members}, .parts = {base}};
    const engine::OptionSection method{
        .key = "method", .label = "Method", .help = {}, .kinds = {sgd, stable, ensemble}, .defaultKind = "sgd", .options = {}};
    const auto plain = [](const char* key, const char* label, const OptionSpec& option) {
        return engine::OptionSection{.key = key, .label = label, .help = {}, .kinds = {}, .defaultKind = {}, .options = {option}};
    };
    return {.options = {}, .sections = {plain("model", "Model", dropout), method, plain("training", "Training", rate)}};
}

}  // namespace isthmus::tests
