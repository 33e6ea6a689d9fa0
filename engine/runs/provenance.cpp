#include "engine/runs/provenance.h"

#include "engine/data/checksum.h"
#include "engine/machine.h"

#include <sys/utsname.h>

#include <ctime>

namespace isthmus::engine {

Json provenanceJson(const Experiment& experiment, const RunParts& parts, const std::filesystem::path& dataDir)
{
    Json libraries = Json::object();
    for (const auto& [name, version] : libraryVersions())
        libraries[name] = version;
    utsname system{};
    uname(&system);
    const std::time_t now = std::time(nullptr);
    char started[32];
    std::tm calendar{};
    std::strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &calendar));
    const Dataset& data = parts.dataset;
    return {{"versions", libraries},
            {"system", std::string(system.sysname) + " " + system.release + " " + system.machine},
            {"device", parts.device.str()},
            {"processor", devices().front().name},
            {"threads", experiment.section("execution").at("threads")},
            {"seed", experiment.seed()},
            {"dataset",
             {{"id", data.id},
              {"train_images_sha256", sha256(data.train.pixels)},
              {"train_labels_sha256", sha256(data.train.labels)},
              {"test_images_sha256", sha256(data.test.pixels)},
              {"test_labels_sha256", sha256(data.test.labels)}}},
            {"data_dir", dataDir.empty() ? "" : std::filesystem::absolute(dataDir).lexically_normal().string()},
            {"started", started}};
}

}  // namespace isthmus::engine
