#include "engine/data/image_lists.h"

#include "engine/error.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace isthmus::engine {

namespace {

using Path = std::filesystem::path;

constexpr std::uintmax_t largestList = 1 << 28;  // bytes, a quarter of a gigabyte

/// One csv file: its classes with the names of their images, as written.
struct ImageList {
    Path file;
    ClassFiles classes;
};

bool isFile(const Path& path)
{
    std::error_code unreadable;
    return std::filesystem::is_regular_file(path, unreadable);
}

Error badLine(const Path& file, int line, const std::string& problem)
{
    return badInput(file.string() + " line " + std::to_string(line) + " " + problem);
}

/// A line without its end, and without the mark that some programs put before the first.
bool nextLine(std::istream& text, std::string& line, int number)
{
    if (!std::getline(text, line))
        return false;
    if (line.ends_with('\r'))
        line.pop_back();
    if (number == 1 && line.starts_with("\xEF\xBB\xBF"))
        line.erase(0, 3);
    return true;
}

ImageList readList(const Path& file, const std::stop_token& stop)
{
    std::error_code unreadable;
    if (std::filesystem::file_size(file, unreadable) > largestList && !unreadable)
        throw badInput(file.string() + " is larger than 256 MiB: no list of images; check that the right file has this name");
    std::ifstream text(file, std::ios::binary);
    if (!text)
        throw badInput(file.string() + " cannot be opened; check that it may be read");
    std::string line;
    if (!nextLine(text, line, 1) || line != "filename,label")
        throw badLine(file, 1, "must be filename,label; then comes one line for every image");
    ImageList list{file, {}};
    for (int number = 2; nextLine(text, line, number); ++number) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        if (line.empty())
            continue;
        if (std::any_of(line.begin(), line.end(), [](unsigned char c) { return c < ' '; }))
            throw badLine(file, number, "holds bytes that are no text; check that the right file has this name");
        const std::size_t comma = line.find(',');
        if (comma == std::string::npos || line.find(',', comma + 1) != std::string::npos)
            throw badLine(file, number, "must have one comma, between an image's file name and its class");
        if (comma == 0 || comma + 1 == line.size())
            throw badLine(file, number, comma == 0 ? "names no file before its comma" : "names no class after its comma");
        list.classes[line.substr(comma + 1)].emplace_back(line.substr(0, comma));
    }
    if (list.classes.empty())
        throw badInput(file.string() + " lists no images; at least one line is needed below filename,label");
    return list;
}

/// Where the files that a list names really are.
void resolve(ImageList& list, const Path& folder, const std::stop_token& stop)
{
    for (auto& [name, files] : list.classes) {
        for (Path& file : files) {
            if (stop.stop_requested())
                throw Error(Error::Kind::Interrupted, "stopped");
            const Path within = folder / "images" / file;
            const Path beside = folder / file;
            if (!isFile(within) && !isFile(beside)) {
                throw badInput(list.file.string() + " names " + file.string() + ", which is neither in "
                               + (folder / "images").string() + " nor in " + folder.string()
                               + "; put it there, or remove its line");
            }
            file = isFile(within) ? within : beside;
        }
    }
}

void append(ClassFiles& all, const ClassFiles& more)
{
    for (const auto& [name, files] : more)
        all[name].insert(all[name].end(), files.begin(), files.end());
}

}  // namespace

bool hasImageLists(const Path& folder) { return isFile(folder / "train.csv") && isFile(folder / "test.csv"); }

ImageFolderIndex readImageLists(const Path& folder, const std::stop_token& stop)
{
    std::vector<ImageList> lists;
    std::set<std::string> names;
    std::size_t listed = 0;
    const bool validates = isFile(folder / "val.csv");
    for (const char* name : {"train.csv", "val.csv", "test.csv"}) {
        if (name == std::string("val.csv") && !validates)
            continue;
        lists.push_back(readList(folder / name, stop));
        listed += lists.back().classes.size();
        for (const auto& [label, files] : lists.back().classes)
            names.insert(label);
    }
    requireClassCount(names.size(), folder);
    for (ImageList& list : lists)
        resolve(list, folder, stop);
    ClassFiles training;
    for (std::size_t i = 0; i + 1 < lists.size(); ++i)
        append(training, lists[i].classes);
    if (listed == names.size()) {  // no class is in two lists
        append(training, lists.back().classes);
        return withLastSixthForTest(std::move(training), folder);
    }
    ImageFolderIndex index{std::move(training), std::move(lists.back().classes)};
    requireSameClasses(index, folder / (validates ? "train.csv and val.csv" : "train.csv"), folder / "test.csv");
    return index;
}

}  // namespace isthmus::engine
