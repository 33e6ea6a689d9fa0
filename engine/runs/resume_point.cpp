#include "engine/runs/resume_point.h"

#include "engine/error.h"
#include "engine/options/option_spec.h"
#include "engine/runs/safetensors.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

constexpr const char* methodPrefix = "method.";
constexpr const char* pendingName = "pending_losses";
constexpr const char* probePrefix = "probe.";

/// The tensors of due probes are stacked, [members, P], under "probe.STEP".
std::string probeName(const DueProbe& probe) { return probePrefix + std::to_string(probe.step); }

DueProbe probeFrom(const std::string& name, const at::Tensor& members)
{
    return {std::stoll(name.substr(std::string_view(probePrefix).size())), members.unbind(0)};
}

ResumePoint pointFrom(const std::filesystem::path& file, TensorFile content)
{
    try {
        ResumePoint point;
        const Json position = Json::parse(content.metadata.at("position"));
        point.position = {.task = position.at("task").get<int>(),
                          .phase = position.at("phase").get<int>(),
                          .begun = position.at("begun").get<bool>(),
                          .phaseStep = position.at("phase_step").get<std::int64_t>(),
                          .step = position.at("step").get<std::int64_t>(),
                          .operations = position.at("operations").get<double>()};
        const RunPosition& at = point.position;
        if (at.task < 1 || at.phase < 0 || at.phaseStep < 0 || at.step < 0)
            throw badInput("its position is impossible");
        point.eventBytes = std::stoull(content.metadata.at("event_bytes"));
        const auto says = [&](const char* key) { return content.metadata.contains(key) && content.metadata.at(key) == "true"; };
        point.halt = says("stopped") ? Halt::Stopped : says("paused") ? Halt::Paused : Halt::None;
        point.experiment = content.metadata.at("experiment");
        for (auto& [name, tensor] : content.tensors) {
            if (name == pendingName)
                point.pendingLosses = tensor;
            else if (name.starts_with(methodPrefix))
                point.method[name.substr(std::string_view(methodPrefix).size())] = tensor;
            else if (name.starts_with(probePrefix))
                point.dueProbes.push_back(probeFrom(name, tensor));
        }
        if (position.value("probe_due", false))  // as it was written before probes were kept with their networks
            point.dueProbes.push_back({at.step, {}});
        std::sort(point.dueProbes.begin(), point.dueProbes.end(),
                  [](const DueProbe& one, const DueProbe& other) { return one.step < other.step; });
        return point;
    } catch (const std::exception&) {
        throw badInput(file.string() + ": is not a resume point of this version, or is damaged");
    }
}

}  // namespace

void writeResumePoint(const std::filesystem::path& file, const ResumePoint& point)
{
    TensorFile content;
    for (const auto& [name, tensor] : point.method)
        content.tensors[methodPrefix + name] = tensor;
    if (point.pendingLosses.defined())
        content.tensors[pendingName] = point.pendingLosses;
    for (const DueProbe& probe : point.dueProbes)
        content.tensors[probeName(probe)] = at::stack(probe.members);
    const RunPosition& at = point.position;
    const Json position = {{"task", at.task}, {"phase", at.phase},          {"begun", at.begun}, {"phase_step", at.phaseStep},
                           {"step", at.step}, {"operations", at.operations}};
    content.metadata = {{"position", position.dump()},
                        {"event_bytes", std::to_string(point.eventBytes)},
                        {"stopped", point.halt == Halt::Stopped ? "true" : "false"},
                        {"paused", point.halt == Halt::Paused ? "true" : "false"},
                        {"experiment", point.experiment}};
    writeSafetensors(file, content);
}

ResumePoint readResumePoint(const std::filesystem::path& file) { return pointFrom(file, readSafetensors(file)); }

ResumePoint readResumePosition(const std::filesystem::path& file)
{
    return pointFrom(file, {.tensors = {}, .metadata = readSafetensorsMetadata(file)});
}

}  // namespace isthmus::engine
