#include "engine/data/picture.h"
#include "engine/error.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace isthmus::engine {

namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

void requirePictureSize(std::int64_t width, std::int64_t height, const std::filesystem::path& path)
{
    if (width <= longestPictureSide && height <= longestPictureSide && width * height <= mostPicturePixels)
        return;
    throw badInput(path.string() + " says it has " + std::to_string(width) + " × " + std::to_string(height)
                   + " pixels; pictures of up to " + std::to_string(mostPicturePixels / 1'000'000) + " megapixels and "
                   + std::to_string(longestPictureSide) + " pixels a side are read, so make it smaller");
}

Picture readPicture(const std::filesystem::path& path, const std::stop_token& stop)
{
    std::error_code unreadable;
    if (const auto status = std::filesystem::status(path, unreadable); exists(status) && !is_regular_file(status))
        throw badInput(path.string() + " is not a file; remove it, or put the image in its place");  // a pipe would block
    const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
    if (!file)
        throw badInput(path.string() + " cannot be opened (" + std::strerror(errno) + "); check that it may be read");
    std::array<unsigned char, 8> first{};
    const std::size_t count = std::fread(first.data(), 1, first.size(), file.get());
    std::rewind(file.get());
    constexpr std::array<unsigned char, 8> png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (first == png)
        return decodePng(file.get(), path, stop);
    if (count >= 3 && first[0] == 0xFF && first[1] == 0xD8 && first[2] == 0xFF)
        return decodeJpeg(file.get(), path, stop);
    throw badInput(path.string() + (count == 0 ? " is empty" : " is neither a PNG nor a JPEG file")
                   + "; fetch it again, or convert it to PNG or JPEG");
}

}  // namespace isthmus::engine
