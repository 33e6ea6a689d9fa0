#include "engine/results/run_record.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

template <typename Value>
const Value* valueOf(const std::vector<std::pair<std::string, Value>>& all, const std::string& key)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.first == key; });
    return found == all.end() ? nullptr : &found->second;
}

}  // namespace

const std::string* RunRecord::option(const std::string& path) const { return valueOf(options, path); }

std::optional<double> RunRecord::measure(const std::string& id) const
{
    const double* value = valueOf(measures, id);
    return value ? std::optional(*value) : std::nullopt;
}

const std::vector<double>* RunRecord::course(const std::string& id) const { return valueOf(courses, id); }

}  // namespace isthmus::engine
