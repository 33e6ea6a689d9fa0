#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace isthmus::cli {

/// "1..3,7" as 1, 2, 3, 7. Throws Error(BadInput) when it is not such a list, or longer than 1,000.
std::vector<std::uint64_t> seedList(const std::string& text);

}  // namespace isthmus::cli
