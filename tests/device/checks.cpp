#include "tests/device/checks.h"

#include <cmath>
#include <cstdio>

namespace isthmus::tests {

namespace {

enum class Outcome { Passed, Failed, Skipped };

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.7g", value);
    return text;
}

Outcome say(const char* how, const std::string& name, const std::string& why, Outcome outcome)
{
    std::printf("%-8s %s%s%s\n", how, name.c_str(), why.empty() ? "" : ": ", why.c_str());
    std::fflush(stdout);  // a check after this one may end the program
    return outcome;
}

/// The first line: LibTorch appends where in its sources an error was found.
std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

Outcome outcomeOf(const Check& check, const at::Device& device)
{
    try {
        check.run(device);
        return say("ok", check.name, {}, Outcome::Passed);
    } catch (const Skipped& why) {
        return say("skipped", check.name, why.what(), Outcome::Skipped);
    } catch (const std::exception& error) {
        return say("FAILED", check.name, firstLine(error.what()), Outcome::Failed);
    }
}

}  // namespace

void agree(const std::string& what, double expected, double found, double tolerance)
{
    if (!(std::abs(expected - found) <= tolerance))
        throw Disagreement(what + ": expected " + number(expected) + " ± " + number(tolerance) + ", found " + number(found));
}

void agree(const std::string& what, const at::Tensor& expected, const at::Tensor& found, double tolerance)
{
    require(what + " has the same shape", expected.sizes() == found.sizes());
    const at::Tensor one = expected.to(at::kCPU, at::kDouble);
    const double apart = (one - found.to(at::kCPU, at::kDouble)).norm().item<double>();
    agree(what + ", relative difference", 0.0, apart / std::max(one.norm().item<double>(), 1e-30), tolerance);
}

void require(const std::string& what, bool holds)
{
    if (!holds)
        throw Disagreement("expected: " + what + "; found otherwise");
}

int doChecks(const std::vector<Check>& checks, const at::Device& device)
{
    int count[3] = {};
    for (const Check& check : checks)
        ++count[static_cast<int>(outcomeOf(check, device))];
    std::printf("device_check: %d passed, %d failed, %d skipped\n", count[0], count[1], count[2]);
    return count[1];
}

}  // namespace isthmus::tests
