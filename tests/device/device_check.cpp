// Compares a device with the processor: training steps, scores, landscapes, whole runs, memory. Free of Qt, so that it can be
// built wherever the engine can.
#include "engine/device.h"
#include "engine/error.h"
#include "engine/machine.h"
#include "tests/device/checks.h"

#include <spdlog/sinks/sink.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <cstring>

using namespace isthmus;

namespace {

constexpr const char* usage = "Usage: device_check [--device auto|cpu|cuda|cuda:i]\n";

std::vector<tests::Check> allChecks()
{
    std::vector<tests::Check> all;
    for (const auto& family : {tests::stepChecks(), tests::scoreChecks(), tests::runChecks(), tests::memoryChecks()})
        all.insert(all.end(), family.begin(), family.end());
    return all;
}

}  // namespace

int main(int count, char** arguments)
{
    const bool named = count == 3 && std::strcmp(arguments[1], "--device") == 0;
    if (count != 1 && !named) {
        std::fputs(usage, stderr);
        return 2;
    }
    try {
        const at::Device device = engine::deviceCalled(named ? arguments[2] : "auto");
        std::printf("LibTorch's device %s beside the processor\n", device.str().c_str());
        engine::useThreads(1);
        for (const auto& sink : spdlog::default_logger()->sinks())  // which runs take over
            sink->set_level(spdlog::level::warn);
        return tests::doChecks(allChecks(), device) == 0 ? 0 : 1;
    } catch (const engine::Error& error) {
        std::fprintf(stderr, "device_check: %s\n", error.what());
        return 2;
    }
}
