#pragma once
#include "engine/runs/run_parts.h"

namespace isthmus::engine {

/// The content of provenance.json: versions, device, data checksums, seed, when and from which data folder.
Json provenanceJson(const Experiment& experiment, const RunParts& parts, const std::filesystem::path& dataDir);

}  // namespace isthmus::engine
