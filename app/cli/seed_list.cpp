#include "app/cli/seed_list.h"

#include "engine/error.h"

#include <charconv>
#include <sstream>

namespace isthmus::cli {

namespace {

engine::Error notAList(const std::string& text)
{
    return engine::badInput("--seeds is \"" + text
                            + "\"; it must be whole numbers such as 1,2,7 or a range such as 1..5, up to 2^53");
}

std::uint64_t number(const std::string& digits, const std::string& whole)
{
    constexpr std::uint64_t largest = std::uint64_t{1} << 53;  // as JSON can hold it exactly
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty() || value > largest)
        throw notAList(whole);
    return value;
}

}  // namespace

std::vector<std::uint64_t> seedList(const std::string& text)
{
    constexpr std::size_t longest = 1000;
    std::vector<std::uint64_t> seeds;
    std::istringstream items(text);
    for (std::string item; std::getline(items, item, ',');) {
        const std::size_t dots = item.find("..");
        const std::uint64_t first = number(item.substr(0, dots), text);
        const std::uint64_t last = dots == std::string::npos ? first : number(item.substr(dots + 2), text);
        if (last < first)
            throw notAList(text);
        if (last - first >= longest - seeds.size())
            throw engine::badInput("--seeds names more than " + std::to_string(longest) + " seeds");
        for (std::uint64_t seed = first; seed <= last; ++seed)
            seeds.push_back(seed);
    }
    if (seeds.empty() || text.ends_with(','))
        throw notAList(text);
    return seeds;
}

}  // namespace isthmus::cli
