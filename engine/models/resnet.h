#pragma once
#include "engine/models/model.h"

namespace isthmus::engine {

extern const OptionGroup resnet18Declaration;
std::unique_ptr<Model> makeResnet18(const Json& options, const InputShape& input);

}  // namespace isthmus::engine
