#pragma once
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <span>
#include <stop_token>
#include <vector>

namespace isthmus::engine {

/// A decoded picture: 8 bits a channel, the red, green and blue byte of a pixel side by side, row by row.
struct Picture {
    int height = 0;
    int width = 0;
    std::vector<std::uint8_t> rgb;  ///< height * width * 3
};

/// Larger pictures are refused before memory is asked for: a header of 30 bytes can claim any size.
constexpr std::int64_t mostPicturePixels = 64'000'000;
constexpr std::int64_t longestPictureSide = 65'535;  ///< pixels

/// Decodes a PNG or JPEG file, which its first bytes tell apart, whatever its name. Grey, palette and 16-bit pictures become
/// 8-bit RGB, 16 bits rounded; an alpha channel is dropped, gamma and colour profiles are not looked at, nor is the
/// orientation that a camera notes. Throws Error(BadInput) naming the file when it cannot be read, is neither, is damaged, cut
/// off or too large, Error(Interrupted) within 200 ms of a stop request.
Picture readPicture(const std::filesystem::path& path, const std::stop_token& stop);

/// The two formats, of a file that is open at its beginning; `path` is for messages.
Picture decodePng(std::FILE* file, const std::filesystem::path& path, const std::stop_token& stop);
Picture decodeJpeg(std::FILE* file, const std::filesystem::path& path, const std::stop_token& stop);

/// Throws Error(BadInput) when a picture of this size is too large.
void requirePictureSize(std::int64_t width, std::int64_t height, const std::filesystem::path& path);

/// Scales to `side` × `side` pixels, whatever the shape, with a bilinear filter that widens where it shrinks (antialiasing),
/// and writes the red, the green and the blue plane to `planes`, 3 * side * side bytes. A picture of that size is not changed.
/// Throws Error(Interrupted) within 200 ms of a stop request.
void resizePicture(const Picture& picture, int side, std::span<std::uint8_t> planes, const std::stop_token& stop);

/// The planes of all these files, one picture after the other, decoded and resized on all cores; the result does not depend on
/// their number. Throws as readPicture() does, for the first file that cannot be decoded.
std::vector<std::uint8_t> readPictures(std::span<const std::filesystem::path> files, int side, const std::stop_token& stop);

}  // namespace isthmus::engine
