#pragma once
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <jpeglib.h>
#include <png.h>

namespace isthmus::tests {

using Bytes = std::vector<std::uint8_t>;

/// How a PNG is stored: colour type and bits as the format numbers them.
struct PngKind {
    int colour = PNG_COLOR_TYPE_RGB;
    int bits = 8;
    bool interlaced = false;
    std::vector<png_color> palette = {};
    Bytes alpha = {};  ///< of the palette's entries
};

/// Writes a PNG; `rows` are the packed bytes of all rows, 16-bit samples with the higher byte first.
inline void writePng(const std::filesystem::path& path, int width, int height, const Bytes& rows, const PngKind& kind = {})
{
    std::filesystem::create_directories(path.parent_path());
    std::FILE* file = std::fopen(path.c_str(), "wb");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_init_io(png, file);
    png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), kind.bits, kind.colour,
                 kind.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (!kind.palette.empty())
        png_set_PLTE(png, info, kind.palette.data(), static_cast<int>(kind.palette.size()));
    if (!kind.alpha.empty())
        png_set_tRNS(png, info, kind.alpha.data(), static_cast<int>(kind.alpha.size()), nullptr);
    png_write_info(png, info);
    const std::size_t rowBytes = rows.size() / static_cast<std::size_t>(height);
    for (int pass = png_set_interlace_handling(png); pass > 0; --pass)
        for (int row = 0; row < height; ++row)
            png_write_row(png, rows.data() + static_cast<std::size_t>(row) * rowBytes);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    std::fclose(file);
}

/// Writes an RGB PNG of one grey.
inline void writeGrey(const std::filesystem::path& path, std::uint8_t grey, int width = 2, int height = 2)
{
    writePng(path, width, height, Bytes(static_cast<std::size_t>(3 * width * height), grey));
}

/// Writes a JPEG of the best quality without halved colours; `rows` are bytes, one for each component of a pixel.
inline void writeJpeg(const std::filesystem::path& path, int width, int height, const Bytes& rows, J_COLOR_SPACE space = JCS_RGB,
                      bool progressive = false)
{
    std::filesystem::create_directories(path.parent_path());
    std::FILE* file = std::fopen(path.c_str(), "wb");
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_stdio_dest(&info, file);
    info.image_width = static_cast<JDIMENSION>(width);
    info.image_height = static_cast<JDIMENSION>(height);
    info.in_color_space = space;
    info.input_components = space == JCS_GRAYSCALE ? 1 : space == JCS_CMYK ? 4 : 3;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 100, TRUE);
    info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
    if (progressive)
        jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    const std::size_t rowBytes = rows.size() / static_cast<std::size_t>(height);
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPLE*>(rows.data() + info.next_scanline * rowBytes);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    std::fclose(file);
}

inline Bytes bytesOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void writeBytes(const std::filesystem::path& path, const Bytes& bytes)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace isthmus::tests
