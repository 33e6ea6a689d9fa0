#include "engine/results/run_record.h"

#include <algorithm>

namespace isthmus::engine {

const std::string* RunRecord::option(const std::string& path) const
{
    const auto found = std::find_if(options.begin(), options.end(), [&](const auto& each) { return each.first == path; });
    return found == options.end() ? nullptr : &found->second;
}

std::optional<double> RunRecord::measure(const std::string& id) const
{
    const auto found = std::find_if(measures.begin(), measures.end(), [&](const auto& each) { return each.first == id; });
    return found == measures.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace isthmus::engine
