#pragma once
#include "engine/options/option_spec.h"

#include <span>
#include <string>
#include <vector>

namespace isthmus::engine {

/// A file of resources/presets, as it was when the program was built.
struct PresetFile {
    const char* name;  ///< "demonstration", "tables/rotated-mnist"
    const char* text;  ///< JSON with comments
};

std::span<const PresetFile> presetFiles();

/// An experiment that can be run as it is.
struct Preset {
    std::string name;  ///< "demonstration", "rotated-mnist/ewc"
    std::string title;
    Json experiment;  ///< not resolved
};

/// Every experiment among the presets: the files that are one, and each row of each table.
std::vector<Preset> presets();
/// Throws Error(BadInput) naming the nearest one there is.
Preset findPreset(const std::string& name);

}  // namespace isthmus::engine
