// The format of the MNIST files (LeCun, Cortes and Burges 1998): a magic number, the size of each dimension, the bytes.
// All header numbers are 32 bits, the highest byte first.
#include "engine/data/idx_reader.h"

#include "engine/data/gz_file.h"
#include "engine/error.h"

#include <algorithm>
#include <array>

namespace isthmus::engine {

namespace {

constexpr std::uint64_t largestContent = (std::uint64_t{1} << 31) - 1;  // bytes; every size then fits an int

/// What an IDX file of one kind must look like.
struct IdxKind {
    std::uint32_t magic;
    std::size_t dimensions;
    const char* items;
};
constexpr IdxKind imageKind{2051, 3, "images"};
constexpr IdxKind labelKind{2049, 1, "labels"};

/// Sizes as the header gives them, the unused ones 1, and the bytes after the header.
struct IdxContent {
    std::array<int, 3> sizes{1, 1, 1};
    std::vector<std::uint8_t> bytes;
};

Error unusable(const GzFile& file, const std::string& problem, const std::string& advice)
{
    return badInput(file.path().string() + " " + problem + "; " + advice);
}

std::string shape(const std::array<std::uint32_t, 3>& sizes, std::size_t dimensions)
{
    std::string text = std::to_string(sizes[0]);
    for (std::size_t i = 1; i < dimensions; ++i)
        text += " × " + std::to_string(sizes[i]);
    return text;
}

/// The dimensions after the magic number, all at least 1 and together at most `largestContent`.
std::array<std::uint32_t, 3> readHeader(GzFile& file, const IdxKind& kind, const std::stop_token& stop)
{
    const std::size_t length = 4 * (1 + kind.dimensions);
    const auto header = file.read(length, stop);
    const auto number = [&](std::size_t at) {
        return std::uint32_t{header[at]} << 24 | std::uint32_t{header[at + 1]} << 16 | std::uint32_t{header[at + 2]} << 8
               | std::uint32_t{header[at + 3]};
    };
    if (header.size() >= 4 && number(0) != kind.magic) {
        throw unusable(file,
                       "is not an IDX file of " + std::string(kind.items) + ": its magic number is " + std::to_string(number(0))
                           + ", not " + std::to_string(kind.magic),
                       "check that the right file has this name");
    }
    if (header.size() < length) {
        throw unusable(file,
                       "is truncated: it has " + std::to_string(header.size()) + " bytes, its header alone takes "
                           + std::to_string(length),
                       "fetch the file again");
    }
    std::array<std::uint32_t, 3> sizes{1, 1, 1};
    std::uint64_t room = largestContent;
    for (std::size_t i = 0; i < kind.dimensions; ++i) {
        sizes[i] = number(4 * (i + 1));
        room /= std::max(sizes[i], 1U);  // nested floors: 0 exactly when the product is too large
    }
    if (sizes[0] == 0)
        throw unusable(file, "holds no " + std::string(kind.items), "at least one is needed");
    if (sizes[1] == 0 || sizes[2] == 0)
        throw unusable(file, "says its images are " + shape(sizes, 3) + ": without pixels", "fetch the file again");
    if (room == 0)
        throw unusable(file, "says it holds " + shape(sizes, kind.dimensions) + " bytes, 2^31 or more", "fetch the file again");
    return sizes;
}

IdxContent readContent(const std::filesystem::path& path, const IdxKind& kind, const std::stop_token& stop)
{
    GzFile file(path);
    const auto sizes = readHeader(file, kind, stop);
    const std::size_t expected = std::size_t{sizes[0]} * sizes[1] * sizes[2];
    IdxContent content;
    content.bytes = file.read(expected, stop);
    const std::string promise =
        "the " + shape(sizes, kind.dimensions) + " " + kind.items + " of its header take " + std::to_string(expected) + " bytes";
    if (content.bytes.size() < expected) {
        throw unusable(file, "is truncated: " + promise + ", only " + std::to_string(content.bytes.size()) + " are there",
                       "fetch the file again");
    }
    if (!file.read(1, stop).empty())
        throw unusable(file, "is too long: " + promise + ", more are there", "fetch the file again");
    for (std::size_t i = 0; i < sizes.size(); ++i)
        content.sizes[i] = static_cast<int>(sizes[i]);
    return content;
}

void checkLabels(const std::vector<std::uint8_t>& labels, const std::filesystem::path& path, int classes)
{
    const auto bad = std::find_if(labels.begin(), labels.end(), [classes](std::uint8_t label) { return label >= classes; });
    if (bad == labels.end())
        return;
    throw badInput(path.string() + " has the label " + std::to_string(*bad) + " at position "
                   + std::to_string(bad - labels.begin()) + "; labels are 0 to " + std::to_string(classes - 1)
                   + ", so check that the right file has this name");
}

}  // namespace

ImageSet readIdx(const std::filesystem::path& images, const std::filesystem::path& labels, int classes,
                 const std::stop_token& stop)
{
    IdxContent labelContent = readContent(labels, labelKind, stop);
    checkLabels(labelContent.bytes, labels, classes);
    IdxContent imageContent = readContent(images, imageKind, stop);
    const auto [count, height, width] = imageContent.sizes;
    if (count != labelContent.sizes[0]) {
        throw badInput(images.string() + " holds " + std::to_string(count) + " images, " + labels.string() + " "
                       + std::to_string(labelContent.sizes[0]) + " labels; they must be a pair, so fetch both again");
    }
    return {count, 1, height, width, std::move(imageContent.bytes), {labelContent.bytes.begin(), labelContent.bytes.end()}};
}

}  // namespace isthmus::engine
