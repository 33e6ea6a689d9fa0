#pragma once
#include "engine/runs/run_folder.h"

namespace isthmus::engine {

/// A network in a file.
struct StoredNetwork {
    std::string name;
    std::filesystem::path path;
};

/// "rotated-1/task-02" of rotated-1/weights/task-02.safetensors: tells it from a network of another run. Of a file elsewhere the
/// name of its folder and its own.
std::string networkName(const std::filesystem::path& file);

/// The networks at a place: a safetensors file alone; of a run folder, or a folder of such files, all of them, sorted. Throws
/// Error(BadInput) when there is none.
std::vector<StoredNetwork> networksAt(const std::filesystem::path& place);

/// Throws Error(BadInput) when the network cannot stand beside those of the run: it has another model, or is one of the run's
/// own. Reads no weights.
void checkSuits(const StoredNetwork& network, const RunFolder& run);

}  // namespace isthmus::engine
