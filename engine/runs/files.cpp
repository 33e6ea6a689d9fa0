#include "engine/runs/files.h"

#include "engine/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace isthmus::engine {

namespace {

constexpr const char* unfinished = ".unfinished";

[[noreturn]] void fail(const std::filesystem::path& file)
{
    throw Error(Error::Kind::Failed, file.string() + ": cannot be written: " + std::strerror(errno));
}

/// An open file descriptor that closes itself.
struct Descriptor {
    int number = -1;
    ~Descriptor()
    {
        if (number >= 0)
            ::close(number);
    }
};

void writeAll(int descriptor, std::string_view bytes, const std::filesystem::path& file)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            fail(file);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void writeFile(const std::filesystem::path& file, std::string_view bytes) { writeFile(file, std::span(&bytes, 1)); }

void writeFile(const std::filesystem::path& file, std::span<const std::string_view> parts)
{
    const std::filesystem::path temporary = file.string() + unfinished;
    try {
        const Descriptor out{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
        if (out.number < 0)
            fail(file);
        for (const std::string_view part : parts)
            writeAll(out.number, part, file);
        if (::fsync(out.number) != 0)
            fail(file);
    } catch (const Error&) {
        ::unlink(temporary.c_str());
        throw;
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0)
        fail(file);
    const Descriptor folder{::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.number >= 0)
        ::fsync(folder.number);  // so that the new name survives a power cut as well
}

void linkFile(const std::filesystem::path& file, const std::filesystem::path& name)
{
    std::error_code problem;
    std::filesystem::create_directories(name.parent_path(), problem);
    std::filesystem::remove(name, problem);
    std::filesystem::create_hard_link(file, name, problem);
    if (problem)
        writeFile(name, readFile(file));
}

void removeUnfinishedFiles(const std::filesystem::path& folder)
{
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, ignored))
        if (entry.path().extension() == unfinished)
            std::filesystem::remove(entry.path(), ignored);
}

std::string readFile(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file))
        throw badInput(file.string() + ": cannot be read; is the path right?");
    std::string bytes;
    constexpr std::size_t piece = 1 << 20;
    while (in) {  // to the end, not to a size: a pipe has none
        const std::size_t begin = bytes.size();
        bytes.resize(begin + piece);
        in.read(bytes.data() + begin, piece);
        bytes.resize(begin + static_cast<std::size_t>(in.gcount()));
    }
    return bytes;
}

}  // namespace isthmus::engine
