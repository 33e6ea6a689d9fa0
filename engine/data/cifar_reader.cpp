// The binary version of CIFAR (Krizhevsky 2009): records of a fixed size and nothing else, no header, no count.
#include "engine/data/cifar_reader.h"

#include "engine/data/gz_file.h"
#include "engine/error.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace isthmus::engine {

namespace {

constexpr int side = 32;
constexpr std::size_t pixelBytes = std::size_t{3} * side * side;
constexpr std::size_t recordsPerBlock = 512;
constexpr std::size_t mostRecords = ((std::size_t{1} << 31) - 1) / pixelBytes;  // in a split; a gzip file can unpack for ever

Error badLabel(const GzFile& file, std::size_t record, int value, int allowed)
{
    return badInput(file.path().string() + " has the label " + std::to_string(value) + " in record " + std::to_string(record)
                    + ", counted from 1; labels there are 0 to " + std::to_string(allowed - 1)
                    + ", so check that the right file has this name");
}

void appendRecord(const GzFile& file, std::size_t number, std::span<const std::uint8_t> record, CifarLabels labels, ImageSet& set)
{
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (record[i] >= labels[i])
            throw badLabel(file, number, record[i], labels[i]);
    set.labels.push_back(record[labels.size() - 1]);
    const auto pixels = record.subspan(labels.size());
    set.pixels.insert(set.pixels.end(), pixels.begin(), pixels.end());
}

void appendFile(const std::filesystem::path& path, CifarLabels labels, ImageSet& set, const std::stop_token& stop)
{
    GzFile file(path);
    const std::size_t size = labels.size() + pixelBytes;
    std::size_t records = 0;
    for (;;) {
        const std::vector<std::uint8_t> block = file.read(recordsPerBlock * size, stop);
        for (std::size_t at = 0; at + size <= block.size(); at += size)
            appendRecord(file, ++records, std::span(block).subspan(at, size), labels, set);
        if (block.size() % size != 0) {
            throw badInput(path.string() + " is truncated: its " + std::to_string(records * size + block.size() % size)
                           + " bytes are no whole number of records of " + std::to_string(size) + " bytes; fetch the file again");
        }
        if (set.labels.size() > mostRecords) {
            throw badInput(path.string() + " brings more than " + std::to_string(mostRecords)
                           + " records together, 2^31 bytes; check that the right file has this name");
        }
        if (block.size() < recordsPerBlock * size)
            break;
    }
    if (records == 0)
        throw badInput(path.string() + " is empty; at least one record is needed, so fetch the file again");
}

}  // namespace

ImageSet readCifar(std::span<const std::filesystem::path> files, CifarLabels labels, const std::stop_token& stop)
{
    ImageSet set{.count = 0, .channels = 3, .height = side, .width = side, .pixels = {}, .labels = {}};
    for (const std::filesystem::path& file : files)
        appendFile(file, labels, set, stop);
    set.count = static_cast<int>(set.labels.size());
    return set;
}

std::vector<std::string> readCifarNames(const std::filesystem::path& file, int classes)
{
    constexpr std::size_t largestFile = 1 << 16;
    std::string text(largestFile, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(text.data(), std::ssize(text));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    std::erase(text, '\r');
    if (text.size() >= largestFile
        || std::any_of(text.begin(), text.end(), [](char c) { return c != '\n' && (c < ' ' || c > '~'); }))
        return {};
    std::vector<std::string> names;
    std::istringstream lines(text);
    for (std::string name; std::getline(lines, name);)
        if (!name.empty())
            names.push_back(name);
    return std::ssize(names) == classes ? names : std::vector<std::string>();
}

}  // namespace isthmus::engine
