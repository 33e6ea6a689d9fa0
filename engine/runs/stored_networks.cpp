#include "engine/runs/stored_networks.h"

#include "engine/error.h"
#include "engine/runs/network_file.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

namespace fs = std::filesystem;

constexpr const char* ending = ".safetensors";

/// Without "." and "..", and without a slash at the end.
fs::path plain(const fs::path& place) { return (fs::absolute(place) / "").lexically_normal().parent_path(); }

}  // namespace

std::string networkName(const fs::path& file)
{
    const fs::path folder = plain(file).parent_path();
    const fs::path named = folder.filename() == "weights" ? folder.parent_path() : folder;
    const std::string own = file.stem().string();
    return named.filename().empty() ? own : named.filename().string() + "/" + own;
}

std::vector<StoredNetwork> networksAt(const fs::path& place)
{
    std::error_code none;
    if (!fs::exists(place, none))
        throw badInput(place.string() + ": there is no such file or folder");
    if (!fs::is_directory(place, none)) {
        if (place.extension() != ending)
            throw badInput(place.string() + ": is not a network; choose a .safetensors file or a run folder");
        return {{networkName(place), plain(place)}};
    }
    const bool isRun = fs::exists(place / "experiment.json", none);
    std::vector<StoredNetwork> networks;
    for (const auto& entry : fs::directory_iterator(isRun ? place / "weights" : place, none))
        if (entry.path().extension() == ending)
            networks.push_back({networkName(entry.path()), plain(entry.path())});
    if (networks.empty())
        throw badInput(place.string()
                       + (isRun ? ": the run has no networks yet" : ": is not a run folder, and holds no .safetensors files"));
    std::sort(networks.begin(), networks.end(), [](const StoredNetwork& a, const StoredNetwork& b) { return a.name < b.name; });
    return networks;
}

void checkSuits(const StoredNetwork& network, const RunFolder& run)
{
    const std::vector<std::string> own = run.anchors();
    if (own.empty())
        throw badInput(run.path().string() + ": has no networks yet that others could stand beside");
    const fs::path first = run.weights(own.front());
    std::error_code none;
    if (fs::equivalent(network.path.parent_path(), first.parent_path(), none))
        throw badInput(network.path.string() + ": is a network of this run, and in the list already");
    checkSameNetwork(network.path, first);
}

}  // namespace isthmus::engine
