#pragma once
#include "engine/tensor.h"

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace isthmus::tests {

/// One thing that the device must do as the processor does it.
struct Check {
    std::string name;
    std::function<void(const at::Device& device)> run;  ///< throws Disagreement, Skipped, or whatever went wrong
};

/// What is wrong: "loss: expected 2.3 ± 0.001, found 2.4".
struct Disagreement : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// Why a check says nothing on this machine.
struct Skipped : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws Disagreement unless `found` is within `tolerance` of `expected`; two that are not finite never agree.
void agree(const std::string& what, double expected, double found, double tolerance);
/// Throws Disagreement unless |found - expected| <= tolerance |expected|, in Euclidean norms, wherever the two are and whatever
/// their type.
void agree(const std::string& what, const at::Tensor& expected, const at::Tensor& found, double tolerance);
void require(const std::string& what, bool holds);  ///< throws Disagreement

/// Does the checks in order, with a line for each and one at the end; the number that failed.
int doChecks(const std::vector<Check>& checks, const at::Device& device);

// Families of checks, one file each.
std::vector<Check> stepChecks();
std::vector<Check> scoreChecks();
std::vector<Check> runChecks();
std::vector<Check> memoryChecks();

}  // namespace isthmus::tests
