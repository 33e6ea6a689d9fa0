#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace isthmus::engine {

/// The files of each class, in order; the classes by their names' bytes.
using ClassFiles = std::map<std::string, std::vector<std::filesystem::path>>;

/// Which files of an image folder are whose, before any of them is read. Both splits have the same classes, and at least one
/// file of each.
struct ImageFolderIndex {
    ClassFiles train;
    ClassFiles test;
};

/// Fewer than 2 classes are no task; a label is 16 bits.
constexpr std::size_t mostImageClasses = 65535;

/// Empty when `folder` has one of the layouts of an image folder, else one clause that says what is missing. Looks at names
/// only, and not at those of images.
std::string missingImageFolder(const std::filesystem::path& folder);

/// Finds the files by the first of these layouts that is there: train.csv and test.csv, with or without val.csv (see
/// image_lists.h); train/<class>/* and test/<class>/*, or val/<class>/* where there is no test; <class>/*, the last sixth of
/// which is for testing. Throws Error(BadInput) naming the path and what is wrong with it, Error(Interrupted) within 200 ms of a
/// stop request.
ImageFolderIndex indexImageFolder(const std::filesystem::path& folder, const std::stop_token& stop);

/// Divides each class: the last sixth of its files, rounded down but at least one, becomes the test split. Throws
/// Error(BadInput) when a class has a single file; `where` is for that message.
ImageFolderIndex withLastSixthForTest(ClassFiles&& all, const std::filesystem::path& where);

/// Throws Error(BadInput) unless there are 2 to 65535 classes; `where` is for that message.
void requireClassCount(std::size_t count, const std::filesystem::path& where);
/// Throws Error(BadInput) unless both have the same classes; the paths are for that message.
void requireSameClasses(const ImageFolderIndex& index, const std::filesystem::path& train, const std::filesystem::path& test);

/// Files with the numbers of their classes, the order of a split: the first file of every class, then the second of every class
/// that has one, and so on, so that the first N are as balanced as can be.
struct LabelledFiles {
    std::vector<std::filesystem::path> files;
    std::vector<std::uint16_t> labels;
};
LabelledFiles roundRobin(const ClassFiles& classes);

}  // namespace isthmus::engine
