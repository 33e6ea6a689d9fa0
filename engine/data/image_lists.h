#pragma once
#include "engine/data/image_folder_index.h"

namespace isthmus::engine {

/// Whether `folder` holds train.csv and test.csv.
bool hasImageLists(const std::filesystem::path& folder);

/// Reads train.csv, val.csv where there is one, and test.csv: a line "filename,label", then one for every image. Files are
/// looked for in images/, then in `folder` itself. Where no class is in two lists, as in miniImageNet (Ravi and Larochelle 2017),
/// the classes of all lists are pooled and the last sixth of each is for testing; else train.csv and val.csv are for training,
/// test.csv is for testing. Throws as indexImageFolder() does.
ImageFolderIndex readImageLists(const std::filesystem::path& folder, const std::stop_token& stop);

}  // namespace isthmus::engine
