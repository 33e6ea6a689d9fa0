#pragma once
#include "engine/results/task_matrix.h"

#include <cstdint>

namespace isthmus::engine {

/// What a run has cost so far, in numbers that do not depend on the machine (handbook: measures.md, Cost).
struct RunCost {
    std::int64_t steps = 0;
    double trainingOperations = 0.0;    ///< floating-point operations
    double predictionOperations = 0.0;  ///< of one image
    double storedFloats = 0.0;          ///< weights and memory kept between tasks
    // The same for plain SGD on the same tasks:
    double sgdTrainingOperations = 0.0;
    double sgdPredictionOperations = 0.0;
    double sgdStoredFloats = 0.0;
};

/// What a run has taken of this machine; differs from one run of the same experiment to the next.
struct RunTime {
    double trainingSeconds = 0.0;    ///< in optimiser steps
    double evaluationSeconds = 0.0;  ///< in measuring, probes included
    double peakMegabytes = 0.0;      ///< of memory, of the whole process
};

/// Everything a run measures at its tasks' ends: what every measure of the table is computed from.
struct RunResults {
    explicit RunResults(int tasks = 0)
        : accuracy(tasks),
          loss(tasks),
          calibrationError(tasks),
          brier(tasks),
          disagreement(tasks),
          divergence(tasks),
          lowest(tasks),
          cosine(static_cast<std::size_t>(tasks)),
          untrained(static_cast<std::size_t>(tasks)),
          cost(static_cast<std::size_t>(tasks))
    {
    }

    AccuracyMatrix accuracy;
    TaskMatrix loss;              ///< mean negative log-likelihood of the prediction, nats
    TaskMatrix calibrationError;  ///< expected calibration error of the prediction, 15 bins
    TaskMatrix brier;             ///< mean squared distance of the predicted probabilities from the one-hot label
    TaskMatrix disagreement;      ///< share of images on which two of the networks kept disagree, mean over pairs
    TaskMatrix divergence;        ///< Kullback-Leibler divergence between two of them, mean over ordered pairs, nats
    AccuracyMatrix lowest;        ///< lowest accuracy on task i seen while task t trained, its end included
    std::vector<std::optional<double>> cosine;     ///< [t-1] between the weights of two of them, mean over pairs
    std::vector<std::optional<double>> untrained;  ///< [i-1] accuracy on task i of the network before any training
    std::vector<std::optional<RunCost>> cost;      ///< [t-1] up to the end of task t
    std::optional<RunTime> time;                   ///< of the whole run; set where it is known
};

}  // namespace isthmus::engine
