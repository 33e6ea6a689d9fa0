// Format: for each file a local header, its name and its content; then the directory, an entry and the name for each file; then
// where the directory is. Numbers are little-endian.
#include "engine/landscapes/files/zip_archive.h"

#include "engine/error.h"

#include <zlib.h>

#include <limits>

namespace isthmus::engine {

namespace {

template <typename Number>
void append(std::string& bytes, Number number)
{
    for (std::size_t i = 0; i < sizeof number; ++i)
        bytes += static_cast<char>(number >> (8 * i));
}

/// What a local header and an entry of the directory share.
std::string description(std::string_view name, std::string_view content)
{
    std::string bytes;
    append<std::uint16_t>(bytes, 20);      // version 2.0 can read it
    append<std::uint16_t>(bytes, 0);       // no flags
    append<std::uint16_t>(bytes, 0);       // stored
    append<std::uint16_t>(bytes, 0);       // midnight
    append<std::uint16_t>(bytes, 0x0021);  // of 1 January 1980, the first day there is
    append(bytes,
           static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const unsigned char*>(content.data()), content.size())));
    append(bytes, static_cast<std::uint32_t>(content.size()));  // as it is stored
    append(bytes, static_cast<std::uint32_t>(content.size()));
    append(bytes, static_cast<std::uint16_t>(name.size()));
    append<std::uint16_t>(bytes, 0);  // nothing extra
    return bytes;
}

}  // namespace

void ZipArchive::add(std::string_view name, std::string_view content)
{
    constexpr std::size_t headers = 128;  // more than a file takes beside its names and its content
    const std::size_t size = files_.size() + directory_.size() + content.size() + 2 * name.size() + headers;
    if (size > std::numeric_limits<std::uint32_t>::max())
        throw badInput("a .npz holds no more than 4 GiB: take fewer points or tasks, or write .h5");
    const std::string described = description(name, content);
    const auto offset = static_cast<std::uint32_t>(files_.size());
    files_.append("PK\x03\x04").append(described).append(name).append(content);

    directory_.append("PK\x01\x02");
    append<std::uint16_t>(directory_, 20);  // written as version 2.0 says
    directory_.append(described);
    append<std::uint16_t>(directory_, 0);  // no comment
    append<std::uint16_t>(directory_, 0);  // on this disk
    append<std::uint16_t>(directory_, 0);  // said to be binary
    append<std::uint32_t>(directory_, 0);  // no attributes
    append(directory_, offset);
    directory_.append(name);
    ++count_;
}

std::string ZipArchive::bytes() const
{
    std::string end("PK\x05\x06");
    append<std::uint32_t>(end, 0);  // one disk
    append(end, count_);
    append(end, count_);
    append(end, static_cast<std::uint32_t>(directory_.size()));
    append(end, static_cast<std::uint32_t>(files_.size()));
    append<std::uint16_t>(end, 0);  // no comment
    return files_ + directory_ + end;
}

}  // namespace isthmus::engine
