#pragma once
#include "engine/data/image_set.h"

#include <filesystem>
#include <span>
#include <stop_token>

namespace isthmus::engine {

/// The label bytes before the pixels of a record, and how many values each of them has. The last one is the class.
using CifarLabels = std::span<const int>;

/// The records of these files, plain or gzip, in order: label bytes, then the red, the green and the blue plane of 32 × 32
/// pixels, row by row. Any whole number of records, at least one in each file. Throws Error(BadInput) naming the file, what
/// is wrong with it and what is expected, Error(Interrupted) within 200 ms of a stop request.
ImageSet readCifar(std::span<const std::filesystem::path> files, CifarLabels labels, const std::stop_token& stop);

/// The names of the classes, one a line. Empty when there is no such file or it does not hold `classes` names of printable
/// ASCII: names are for reading, so a file without them is no reason not to train.
std::vector<std::string> readCifarNames(const std::filesystem::path& file, int classes);

}  // namespace isthmus::engine
