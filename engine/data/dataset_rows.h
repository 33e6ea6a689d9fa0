#pragma once
#include "engine/data/datasets.h"

namespace isthmus::engine {

// The rows of the table of data sets, each defined in a file of its own.
extern const DatasetInfo glyphsDataset;        // glyphs.cpp
extern const DatasetInfo mnistDataset;         // mnist.cpp
extern const DatasetInfo fashionMnistDataset;  // fashion_mnist.cpp
extern const DatasetInfo cifar10Dataset;       // cifar10.cpp
extern const DatasetInfo cifar100Dataset;      // cifar100.cpp
extern const DatasetInfo imageFolderDataset;   // image_folder.cpp

}  // namespace isthmus::engine
