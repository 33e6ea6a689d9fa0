#include "engine/runs/run_standing.h"

#include "engine/runs/resume_point.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>

namespace isthmus::engine {

namespace {

constexpr std::uint64_t lastEventBytes = 16 << 10;

std::string thisHost()
{
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string recordedFailure(const RunFolder& folder)
{
    const std::string tail = tailOf(folder.events(), lastEventBytes).text;
    if (tail.empty())
        return {};
    const std::size_t begin = tail.size() < 2 ? 0 : tail.rfind('\n', tail.size() - 2) + 1;
    const Json event = Json::parse(tail.begin() + static_cast<std::ptrdiff_t>(begin), tail.end(), nullptr, false);
    const bool failed = event.is_object() && event.value("event", Json()) == "failed";
    return failed ? displayText(event.value("message", Json("failed"))) : "";
}

}  // namespace

Tail tailOf(const std::filesystem::path& file, std::uint64_t bytes)
{
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in)
        return {};
    const auto size = static_cast<std::uint64_t>(in.tellg());
    Tail tail{std::string(std::min(size, bytes), ' '), size <= bytes};
    in.seekg(static_cast<std::streamoff>(size - tail.text.size()));
    in.read(tail.text.data(), static_cast<std::streamsize>(tail.text.size()));
    tail.text.resize(static_cast<std::size_t>(in.gcount()));
    tail.text.resize(tail.text.rfind('\n') + 1);  // a line that is being written
    if (!tail.complete)
        tail.text.erase(0, tail.text.find('\n') + 1);
    return tail;
}

RunTraces tracesOf(const RunFolder& folder, const std::optional<ResumePoint>& point, const Json& experiment,
                   const Json& provenance)
{
    RunTraces traces{.host = provenance.value("host", ""), .failure = recordedFailure(folder)};
    std::error_code none;
    if (point) {
        traces.stopped = point->halt == Halt::Stopped;
        traces.paused = point->halt == Halt::Paused && std::filesystem::file_size(folder.events(), none) == point->eventBytes;
    }
    for (const auto& file : {folder.experiment(), folder.events(), folder.resume()})
        if (const auto time = std::filesystem::last_write_time(file, none); !none)
            traces.lastWrite = std::max(traces.lastWrite, time);
    traces.quietSeconds = std::max(traces.quietSeconds, 3.0 * experiment.at("execution").at("checkpoint_seconds").get<double>());
    return traces;
}

RunStanding standingOf(const RunFolder& folder, const RunTraces& traces)
{
    static const std::string here = thisHost();
    const auto goesOn = [&](const std::string& who) {
        return traces.paused ? RunStanding{RunState::Paused, who + " has paused it"}
                             : RunStanding{RunState::Running, who + " is running it"};
    };
    if (RunLock::heldBySomebody(folder))
        return goesOn("another program");
    if (!traces.failure.empty())
        return {RunState::Failed, traces.failure};
    if (traces.stopped)
        return {RunState::Stopped, "stopped; it can be resumed"};
    const auto quiet = std::filesystem::file_time_type::clock::now() - traces.lastWrite;
    if (!traces.host.empty() && traces.host != here && quiet < std::chrono::duration<double>(traces.quietSeconds))
        return goesOn("the machine " + traces.host);
    return {RunState::Lost, "its process is gone and recorded no end; it can be resumed"};
}

}  // namespace isthmus::engine
