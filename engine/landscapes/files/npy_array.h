#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus::engine {

/// Extents of an array, the slowest dimension first; none: a single value.
using Shape = std::vector<std::size_t>;

/// The bytes of a NumPy array file (.npy, version 1.0). The values are as many as the shape has places, in C order.
std::string npyArray(std::span<const double> values, const Shape& shape);
std::string npyArray(std::span<const std::int64_t> values, const Shape& shape);
/// Booleans, from 0 and 1.
std::string npyArray(std::span<const char> values, const Shape& shape);
/// Unicode text, from UTF-8; what is not UTF-8 becomes U+FFFD.
std::string npyArray(std::span<const std::string> texts, const Shape& shape);

}  // namespace isthmus::engine
