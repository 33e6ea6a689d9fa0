#pragma once
#include "engine/data/benchmarks.h"

namespace isthmus::engine {

// The rows of the table of benchmarks, each in a file of its own. Functions, because declarations hold strings that
// other files' static objects must not meet before they are made.
BenchmarkInfo rotatedBenchmark();   // rotated.cpp
BenchmarkInfo permutedBenchmark();  // permuted.cpp
BenchmarkInfo splitBenchmark();     // split.cpp

}  // namespace isthmus::engine
