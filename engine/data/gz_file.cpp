#include "engine/data/gz_file.h"

#include "engine/error.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace isthmus::engine {

namespace {

constexpr std::size_t block = 1 << 20;  // a few milliseconds of unpacking between two looks at the stop token

}  // namespace

void GzFile::Close::operator()(gzFile_s* file) const { gzclose(file); }

GzFile::GzFile(const std::filesystem::path& path) : path_(path), file_(gzopen(path.c_str(), "rb"))
{
    if (!file_)
        throw badInput(path_.string() + " cannot be opened (" + std::strerror(errno) + "); check that it may be read");
    gzbuffer(file_.get(), 1 << 17);
}

std::vector<std::uint8_t> GzFile::read(std::size_t count, const std::stop_token& stop)
{
    std::vector<std::uint8_t> bytes;
    while (bytes.size() < count) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        const std::size_t before = bytes.size();
        const std::size_t wanted = std::min(block, count - before);
        bytes.resize(before + wanted);
        const int got = gzread(file_.get(), bytes.data() + before, static_cast<unsigned>(wanted));
        bytes.resize(before + static_cast<std::size_t>(std::max(got, 0)));
        if (bytes.size() == before + wanted)
            continue;
        // A gzip file that is cut off ends like a good one; only the error state tells them apart.
        int code = Z_OK;
        const char* text = gzerror(file_.get(), &code);
        if (code == Z_ERRNO)
            throw badInput(path_.string() + " cannot be read (" + std::strerror(errno) + "); check the file and its disk");
        if (code == Z_BUF_ERROR)
            throw badInput(path_.string() + " is truncated: its gzip data stops in the middle; fetch the file again");
        if (code != Z_OK && code != Z_STREAM_END)
            throw badInput(path_.string() + " is damaged (gzip: " + text + "); fetch the file again");
        break;
    }
    return bytes;
}

}  // namespace isthmus::engine
