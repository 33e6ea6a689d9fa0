#include "engine/landscapes/files/npy_array.h"

#include <algorithm>
#include <bit>
#include <locale>

namespace isthmus::engine {

namespace {

static_assert(std::endian::native == std::endian::little, "the arrays are declared little-endian");

/// The values follow a header that is a Python dictionary, padded so that they begin at a multiple of 64 bytes.
std::string withHeader(const std::string& type, const Shape& shape, const void* data, std::size_t size)
{
    std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (";
    for (const std::size_t extent : shape)
        header += std::to_string(extent) + ",";  // with one element, Python needs the comma
    header += "), }";
    constexpr std::size_t before = 10, alignment = 64;
    header.append(alignment - 1 - (before + header.size()) % alignment, ' ');
    header += '\n';
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    bytes += header;
    return bytes.append(static_cast<const char*>(data), size);
}

/// The code points of UTF-8 text, and U+FFFD for bytes that are none.
std::u32string decoded(const std::string& text)
{
    const auto& utf8 = std::use_facet<std::codecvt<char32_t, char8_t, std::mbstate_t>>(std::locale::classic());
    std::u32string points(text.size(), U'\0');
    char32_t* to = points.data();
    const auto* from = reinterpret_cast<const char8_t*>(text.data());
    for (const char8_t* const end = from + text.size(); from != end;) {
        std::mbstate_t state{};
        utf8.in(state, from, end, from, to, points.data() + points.size(), to);
        if (from != end) {
            *to++ = U'\xfffd';
            ++from;
        }
    }
    points.resize(static_cast<std::size_t>(to - points.data()));
    return points;
}

}  // namespace

std::string npyArray(std::span<const double> values, const Shape& shape)
{
    return withHeader("<f8", shape, values.data(), values.size_bytes());
}

std::string npyArray(std::span<const std::int64_t> values, const Shape& shape)
{
    return withHeader("<i8", shape, values.data(), values.size_bytes());
}

std::string npyArray(std::span<const char> values, const Shape& shape)
{
    return withHeader("|b1", shape, values.data(), values.size_bytes());
}

std::string npyArray(std::span<const std::string> texts, const Shape& shape)
{
    std::vector<std::u32string> decodedTexts;
    std::size_t longest = 1;  // NumPy knows no type of no characters
    for (const std::string& text : texts)
        longest = std::max(longest, decodedTexts.emplace_back(decoded(text)).size());
    std::u32string all;
    for (std::u32string& text : decodedTexts) {
        text.resize(longest);
        all += text;
    }
    return withHeader("<U" + std::to_string(longest), shape, all.data(), all.size() * sizeof(char32_t));
}

}  // namespace isthmus::engine
