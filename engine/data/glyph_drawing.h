#pragma once
#include "engine/random.h"

#include <cstdint>
#include <span>

namespace isthmus::engine {

constexpr int glyphSide = 28;  ///< pixels of a Glyphs image along each side

/// Writes the digit by hand, as it were: a random style, slant, size, pressure and tremble, all drawn from `random`.
/// `image` is glyphSide * glyphSide bytes, row-major; 0 is paper and 255 full ink.
/// Uses only operations that IEEE 754 rounds exactly (no sine, no logarithm), so the bytes are the same on every machine.
void drawGlyph(int digit, Random& random, std::span<std::uint8_t> image);

}  // namespace isthmus::engine
