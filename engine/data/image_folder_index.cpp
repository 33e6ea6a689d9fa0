#include "engine/data/image_folder_index.h"

#include "engine/data/image_lists.h"
#include "engine/error.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

using Path = std::filesystem::path;

constexpr std::size_t testShare = 6;  // one image in six, as in miniImageNet's 500 and 100 of a class

bool isFolder(const Path& path)
{
    std::error_code unreadable;  // a folder that may not be entered holds nothing for us
    return std::filesystem::is_directory(path, unreadable);
}

bool isImageName(const Path& path)
{
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return ending == ".png" || ending == ".jpg" || ending == ".jpeg";
}

/// What is in the folder, by name. Hidden entries are other programs' business: .git, .ipynb_checkpoints, ._a.jpg of macOS.
std::vector<Path> entries(const Path& folder, const std::stop_token& stop)
{
    std::vector<Path> found;
    std::error_code problem;
    for (std::filesystem::directory_iterator at(folder, problem); at != std::filesystem::directory_iterator();
         at.increment(problem)) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        if (!at->path().filename().native().starts_with('.'))
            found.push_back(at->path());
    }
    if (problem)
        throw badInput(folder.string() + " cannot be read (" + problem.message() + "); check that it may be entered and read");
    std::sort(found.begin(), found.end(), [](const Path& a, const Path& b) { return a.native() < b.native(); });
    return found;
}

/// Every folder in `folder` as a class.
ClassFiles classFolders(const Path& folder, const std::stop_token& stop)
{
    std::vector<Path> folders = entries(folder, stop);
    std::erase_if(folders, [](const Path& entry) { return !isFolder(entry); });
    requireClassCount(folders.size(), folder);
    ClassFiles classes;
    for (const Path& each : folders) {
        std::vector<Path> files = entries(each, stop);
        std::erase_if(files, [](const Path& file) { return !isImageName(file) || isFolder(file); });
        if (files.empty())
            throw badInput(each.string() + " holds no image (.png, .jpg or .jpeg); put images there, or remove the folder");
        classes[each.filename().string()] = std::move(files);
    }
    return classes;
}

/// The folder beside train/ that holds the test images; empty when there is none.
Path testFolder(const Path& folder)
{
    if (!isFolder(folder / "train"))
        return {};
    for (const char* name : {"test", "val"}) {
        if (isFolder(folder / name))
            return folder / name;
    }
    return {};
}

bool holdsFolders(const Path& folder)
{
    std::error_code problem;
    for (std::filesystem::directory_iterator at(folder, problem); at != std::filesystem::directory_iterator();
         at.increment(problem)) {
        if (!at->path().filename().native().starts_with('.') && isFolder(at->path()))
            return true;
    }
    return false;
}

}  // namespace

std::string missingImageFolder(const Path& folder)
{
    if (!isFolder(folder))
        return "there is no folder " + folder.string();
    if (hasImageLists(folder) || holdsFolders(folder))  // train/ and test/ are folders, too
        return {};
    return folder.string() + " holds neither train.csv and test.csv nor folders of images";
}

ImageFolderIndex indexImageFolder(const Path& folder, const std::stop_token& stop)
{
    if (hasImageLists(folder))
        return readImageLists(folder, stop);
    const Path test = testFolder(folder);
    if (test.empty())
        return withLastSixthForTest(classFolders(folder, stop), folder);
    ImageFolderIndex index{classFolders(folder / "train", stop), classFolders(test, stop)};
    requireSameClasses(index, folder / "train", test);
    return index;
}

ImageFolderIndex withLastSixthForTest(ClassFiles&& all, const Path& where)
{
    ImageFolderIndex index;
    for (auto& [name, files] : all) {
        if (files.size() < 2) {
            throw badInput("the class \"" + name + "\" of " + where.string()
                           + " has 1 image; at least 2 are needed, one to train with and one to test with");
        }
        const auto cut = files.end() - static_cast<std::ptrdiff_t>(std::max<std::size_t>(files.size() / testShare, 1));
        index.test[name].assign(cut, files.end());
        files.erase(cut, files.end());
        index.train[name] = std::move(files);
    }
    return index;
}

void requireClassCount(std::size_t count, const Path& where)
{
    if (count > mostImageClasses) {
        throw badInput(where.string() + " holds " + std::to_string(count) + " classes; there can be "
                       + std::to_string(mostImageClasses) + " at most");
    }
    if (count < 2) {
        throw badInput(where.string() + " holds " + (count == 0 ? "no class" : "1 class")
                       + "; at least 2 are needed: <class>/*, or train/<class>/* with test/<class>/* or val/<class>/*, or "
                         "train.csv with test.csv");
    }
}

void requireSameClasses(const ImageFolderIndex& index, const Path& train, const Path& test)
{
    const auto check = [](const ClassFiles& has, const ClassFiles& lacks, const Path& there, const Path& notThere) {
        for (const auto& [name, files] : has) {
            if (!lacks.contains(name)) {
                throw badInput("the class \"" + name + "\" is in " + there.string() + " but not in " + notThere.string()
                               + "; both need the same classes");
            }
        }
    };
    check(index.train, index.test, train, test);
    check(index.test, index.train, test, train);
}

LabelledFiles roundRobin(const ClassFiles& classes)
{
    LabelledFiles order;
    for (std::size_t turn = 0, before = 1; order.files.size() != before; ++turn) {
        before = order.files.size();
        std::uint16_t label = 0;
        for (const auto& [name, files] : classes) {
            if (turn < files.size()) {
                order.files.push_back(files[turn]);
                order.labels.push_back(label);
            }
            ++label;
        }
    }
    return order;
}

}  // namespace isthmus::engine
