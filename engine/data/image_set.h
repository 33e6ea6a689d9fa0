#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace isthmus::engine {

/// Labelled images as they are stored: bytes, row-major [count, channels, height, width].
struct ImageSet {
    int count = 0;
    int channels = 1;
    int height = 0;
    int width = 0;
    std::vector<std::uint8_t> pixels;   ///< count * channels * height * width
    std::vector<std::uint16_t> labels;  ///< count, each below the data set's number of classes

    std::int64_t pixelsPerImage() const { return std::int64_t{channels} * height * width; }
};

/// A data set in memory: both splits, in the order of its files.
struct Dataset {
    std::string id;
    int classes = 0;
    std::vector<std::string> classNames = {};  ///< in the order of the labels; empty: the labels are their names
    std::vector<double> mean = {};             ///< of the training pixels in [0, 1], by channel, for `benchmark.normalize`
    std::vector<double> deviation = {};        ///< their standard deviation
    ImageSet train;
    ImageSet test;
};

}  // namespace isthmus::engine
