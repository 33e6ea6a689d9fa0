#include "engine/options/run_options.h"

namespace isthmus::engine {

namespace {

constexpr double largestSeed = 9007199254740992.0;  // 2^53: every whole number up to it is a JSON number

/// A seed of one concern, to vary or to hold it apart from the others.
OptionSpec seedOption(const char* key, const char* label, const char* help)
{
    return {.key = key,
            .label = label,
            .help = help,
            .fallback = 0,
            .min = 0,
            .max = largestSeed,
            .zeroMeans = "the seed above",
            .rare = true};
}

}  // namespace

std::vector<OptionSpec> topOptions()
{
    return {
        {.key = "name", .label = "Name", .help = "Begins the name of the run's folder.", .fallback = "experiment"},
        {.key = "seed",
         .label = "Seed",
         .help = "The same seed, threads and version give the same bytes on the CPU.",
         .fallback = 1,
         .min = 0,
         .max = largestSeed},
        {.key = "seeds",
         .label = "Seeds",
         .help =
             "The same experiment once for each of these seeds, one run after the other. Empty: one run, with the seed above.",
         .fallback = Json::array(),
         .min = 0,
         .max = largestSeed},
        seedOption("task_seed", "Task seed", "What the tasks are: pixel permutations, the order of the classes."),
        seedOption("order_seed", "Order seed", "The order in which a task's examples are learned."),
        seedOption("initialisation_seed", "Initialisation seed", "The weights that training starts from."),
        seedOption("memory_seed", "Memory seed", "Which examples are kept, and which of them are replayed."),
    };
}

OptionSection trainingSection()
{
    return {.key = "training",
            .label = "Training",
            .help = "The optimiser: SGD on the cross-entropy.",
            .kinds = {},
            .defaultKind = {},
            .options = {
                {.key = "epochs",
                 .label = "Epochs",
                 .help = "Passes over each task's examples.",
                 .fallback = 1,
                 .min = 1,
                 .max = 10000},
                {.key = "batch_size",
                 .label = "Batch size",
                 .help = "Examples of a training step.",
                 .fallback = 10,
                 .min = 1,
                 .max = 65536,
                 .unit = "images"},
                {.key = "learning_rate",
                 .label = "Learning rate",
                 .help = "For the first task.",
                 .fallback = 0.05,
                 .min = 1e-8,
                 .max = 100.0,
                 .live = true},
                {.key = "learning_rate_decay",
                 .label = "Decay per task",
                 .help = "The learning rate of task t is the first one times this to the power t − 1.",
                 .fallback = 0.95,
                 .min = 0.01,
                 .max = 1.0,
                 .live = true},
                {.key = "momentum",
                 .label = "Momentum",
                 .help = "Share of the last step's direction that is kept.",
                 .fallback = 0.0,
                 .min = 0.0,
                 .max = 0.999,
                 .live = true},
            }};
}

OptionSection executionSection()
{
    return {.key = "execution",
            .label = "Execution",
            .help = "Where the run computes, and how often it measures and saves.",
            .kinds = {},
            .defaultKind = {},
            .options = {
                {.key = "device",
                 .label = "Device",
                 .help = "auto (a CUDA device where there is one), cpu, cuda, or cuda:0, cuda:1, … for one of several.",
                 .fallback = "auto"},
                {.key = "threads",
                 .label = "Threads",
                 .help = "Processor threads. A perceptron is trained by one of them; all share evaluations, landscapes, "
                         "convolutions and the members of an ensemble.",
                 .fallback = 0,
                 .min = 0,
                 .max = 256,
                 .zeroMeans = "as many as a short measurement finds fastest"},
                {.key = "log_every",
                 .label = "Loss recorded every",
                 .help = "The mean loss of this many steps is one point of the loss curve.",
                 .fallback = 10,
                 .min = 1,
                 .max = 100000,
                 .unit = "steps",
                 .rare = true},
                {.key = "probe_every",
                 .label = "Accuracy probed every",
                 .help = "How often the accuracy on every task so far is measured while a task trains. Automatic: as often as a "
                         "tenth of the task's operations pays for, closest together after the task begins.",
                 .fallback = 0,
                 .min = 0,
                 .max = 1000000,
                 .unit = "steps",
                 .zeroMeans = "automatic",
                 .rare = true},
                {.key = "probe_examples",
                 .label = "Probe size",
                 .help = "Test images of each task in such a measurement.",
                 .fallback = 100,
                 .min = 10,
                 .max = 100000,
                 .unit = "images",
                 .zeroMeans = "no probes: accuracy is measured when a task ends",
                 .rare = true},
                {.key = "tasks_ahead",
                 .label = "Tasks ahead",
                 .help = "Whether accuracy is also measured on tasks not learned yet, and on the untrained network: forward "
                         "transfer needs the next one.",
                 .fallback = "none",
                 .choices = {{"none", "Not measured"}, {"next", "The next task"}, {"all", "All tasks"}},
                 .rare = true},
                {.key = "barrier_samples",
                 .label = "Barriers on",
                 .help = "Test images of each task that the barriers between all task solutions are measured on when the run is "
                         "done. Left out where that takes more operations than the run before.",
                 .fallback = 100,
                 .min = 1,
                 .max = 1000000,
                 .unit = "images",
                 .zeroMeans = "no barriers",
                 .rare = true},
                {.key = "checkpoint_seconds",
                 .label = "Saved every",
                 .help = "A kill costs at most this much work.",
                 .fallback = 60.0,
                 .min = 0.1,
                 .max = 86400.0,
                 .unit = "s",
                 .live = true,
                 .rare = true},
                {.key = "keep_boundaries",
                 .label = "Keep task ends",
                 .help = "Keep the checkpoint at every task's end, so that other runs can branch off there. Takes about as much "
                         "room again as the networks of the task.",
                 .fallback = true,
                 .rare = true},
                {.key = "line_seconds",
                 .label = "Live line every",
                 .help = "Least time between two refreshes of the studio's live line.",
                 .fallback = 1.0,
                 .min = 0.1,
                 .max = 3600.0,
                 .unit = "s",
                 .live = true,
                 .rare = true},
            }};
}

}  // namespace isthmus::engine
