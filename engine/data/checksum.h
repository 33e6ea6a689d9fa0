#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace isthmus::engine {

/// SHA-256 of the bytes, in lower-case hexadecimal (OpenSSL).
std::string sha256(std::span<const std::uint8_t> bytes);
std::string sha256(std::string_view text);
/// That of labels: one byte each where all fit, else two, the lower one first.
std::string sha256(std::span<const std::uint16_t> labels);

}  // namespace isthmus::engine
