#pragma once
#include "engine/results/run_results.h"
#include "engine/runs/run_parts.h"

namespace isthmus::engine {

/// The content of provenance.json: versions, device, checksums of the data, seeds, and the time and memory it took. All that
/// may differ between two runs of the same experiment is here and in log.txt.
Json provenanceJson(const Experiment& experiment, const RunParts& parts, int threads, const std::filesystem::path& dataDir);

/// The time that a provenance tells, zeros when it tells none; and the other way round.
RunTime recordedTime(const Json& provenance);
void recordTime(Json& provenance, const RunTime& time);

/// As the file holds it.
std::string provenanceText(const Json& provenance);

}  // namespace isthmus::engine
