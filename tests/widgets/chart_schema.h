#pragma once
#include "engine/options/option_spec.h"

namespace isthmus::tests {

/// A "chart" object as a test of forms needs it: kinds with and without options of their own, a range, a rare option.
inline engine::OptionSection chartSection()
{
    using engine::OptionSpec;
    const OptionSpec margin{
        .key = "margin", .label = "Margin", .help = "Beyond the anchors.", .fallback = 0.2, .min = 0, .max = 10};
    const OptionSpec seed{.key = "seed", .label = "Seed", .help = "Of the directions.", .fallback = 1, .min = 0, .max = 1e9};
    const OptionSpec resolution{.key = "resolution",
                                .label = "Resolution",
                                .help = "Points along each axis.",
                                .fallback = 21,
                                .min = 2,
                                .max = 100000,
                                .unit = "points"};
    const OptionSpec samples{.key = "samples",
                             .label = "Examples",
                             .help = "Of each task.",
                             .fallback = 0,
                             .min = 0,
                             .max = 100000000,
                             .unit = "images",
                             .zeroMeans = "all"};
    const OptionSpec split{.key = "split",
                           .label = "Split",
                           .help = "Which examples.",
                           .fallback = "test",
                           .choices = {{"test", "Test"}, {"train", "Training"}, {"both", "Both"}}};
    const OptionSpec align{.key = "align", .label = "Align hidden units", .help = {}, .fallback = false, .rare = true};
    return {.key = "chart",
            .label = "Chart",
            .help = "Which part of weight space is looked at.",
            .kinds = {{"line", "Line", "The straight line through two networks.", {}, {}},
                      {"plane", "Plane", "The plane through three networks.", {}, {margin}},
                      {"random", "Random directions", "Around one network.", {}, {seed}}},
            .defaultKind = "line",
            .options = {resolution, samples, split, align}};
}

}  // namespace isthmus::tests
