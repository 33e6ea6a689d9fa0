#pragma once
#include "engine/models/model.h"

namespace isthmus::engine {

extern const OptionGroup mlpDeclaration;
std::unique_ptr<Model> makeMlp(const Json& options, const InputShape& input);

}  // namespace isthmus::engine
