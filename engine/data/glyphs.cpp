// The built-in data set: digits that the program writes itself, so that everything works with nothing downloaded.
#include "engine/data/dataset_rows.h"
#include "engine/data/glyph_drawing.h"
#include "engine/data/pixel_statistics.h"
#include "engine/error.h"

#include <span>

namespace isthmus::engine {

namespace {

constexpr int classes = 10;
constexpr std::uint64_t seed = 28;  // part of the data set: another one would be another data set

enum class Split : std::uint64_t { Train, Test };

/// As many of each digit, in random order. Every image has its own stream, so none depends on another.
ImageSet draw(Split split, int count, const std::stop_token& stop)
{
    ImageSet set{.count = count, .channels = 1, .height = glyphSide, .width = glyphSide, .pixels = {}, .labels = {}};
    const auto part = static_cast<std::uint64_t>(split);
    const auto size = static_cast<std::size_t>(set.pixelsPerImage());
    set.pixels.resize(size * static_cast<std::size_t>(count));
    for (const std::int64_t place : Random(seed, "glyphs order", part).permutation(count))
        set.labels.push_back(static_cast<std::uint16_t>(place % classes));
    for (std::size_t i = 0; i < set.labels.size(); ++i) {
        if (i % 64 == 0 && stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        Random random(seed, "glyph", part, i);
        drawGlyph(set.labels[i], random, std::span(set.pixels).subspan(i * size, size));
    }
    return set;
}

std::string missing(const DataPlace&) { return {}; }

Dataset load(const DataPlace&, std::stop_token stop)
{
    Dataset dataset;
    dataset.id = "glyphs";
    dataset.classes = classes;
    dataset.train = draw(Split::Train, 12'000, stop);
    dataset.test = draw(Split::Test, 2'000, stop);
    measurePixels(dataset, stop);
    return dataset;
}

}  // namespace

const DatasetInfo glyphsDataset{
    "glyphs",
    "Glyphs",
    "Ten handwritten-like digits drawn by the program: 12,000 training and 2,000 test images of 28 × 28, always available.",
    classes,
    missing,
    load,
};

}  // namespace isthmus::engine
