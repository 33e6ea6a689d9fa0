#include "engine/runs/provenance.h"

#include "engine/data/checksum.h"
#include "engine/machine.h"

#include <sys/utsname.h>

#include <ctime>

namespace isthmus::engine {

Json provenanceJson(const Experiment& experiment, const RunParts& parts, int threads, const std::filesystem::path& dataDir)
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
    const Seeds seeds = experiment.seeds();
    Json taskClasses = Json::array();  // of each task, as numbers of the data set's classes; none where every task has all
    for (int task = 1; task <= parts.tasks->tasks(); ++task)
        if (const std::vector<int>& classes = parts.tasks->classesOf(task); !classes.empty())
            taskClasses.push_back(classes);
    return {{"versions", libraries},
            {"system", std::string(system.sysname) + " " + system.release + " " + system.machine},
            {"host", system.nodename},
            {"device", parts.device.str()},
            {"processor", devices().front().name},
            {"threads", threads},
            {"seed", experiment.seed()},
            {"seeds",
             {{"run", seeds.run},
              {"tasks", seeds.tasks},
              {"order", seeds.order},
              {"initialisation", seeds.initialisation},
              {"memory", seeds.memory}}},
            {"dataset",
             {{"id", data.id},
              {"train_images_sha256", sha256(data.train.pixels)},
              {"train_labels_sha256", sha256(data.train.labels)},
              {"test_images_sha256", sha256(data.test.pixels)},
              {"test_labels_sha256", sha256(data.test.labels)}}},
            {"class_names", data.classNames},
            {"task_classes", taskClasses},
            {"data_dir", dataDir.empty() ? "" : std::filesystem::absolute(dataDir).lexically_normal().string()},
            {"started", started}};
}

RunTime recordedTime(const Json& provenance)
{
    const Json time = provenance.value("time", Json::object());
    return {.trainingSeconds = time.value("training_seconds", 0.0),
            .evaluationSeconds = time.value("evaluation_seconds", 0.0),
            .peakMegabytes = time.value("peak_megabytes", 0.0)};
}

void recordTime(Json& provenance, const RunTime& time)
{
    provenance["time"] = {{"training_seconds", time.trainingSeconds},
                          {"evaluation_seconds", time.evaluationSeconds},
                          {"peak_megabytes", time.peakMegabytes}};
}

std::string provenanceText(const Json& provenance)
{
    return provenance.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace isthmus::engine
