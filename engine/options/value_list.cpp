#include "engine/options/value_list.h"

#include "engine/error.h"

#include <charconv>
#include <optional>

namespace isthmus::engine {

namespace {

std::string trimmed(const std::string& text)
{
    const std::size_t first = text.find_first_not_of(" \t\n");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

/// What stands between the commas that no bracket and no quotation mark encloses.
std::vector<std::string> partsOf(const std::string& text)
{
    std::vector<std::string> parts(1);
    int depth = 0;
    bool quotes = false;
    for (const char c : text) {
        if (c == '"')
            quotes = !quotes;
        if (!quotes && (c == '[' || c == '{'))
            ++depth;
        if (!quotes && (c == ']' || c == '}'))
            --depth;
        if (c == ',' && depth == 0 && !quotes)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    if (depth != 0 || quotes)
        throw badInput("a bracket or a quotation mark is not closed in " + text);
    return parts;
}

std::optional<std::int64_t> wholeNumber(const std::string& text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// "1..5" as its numbers; false when it is no range.
bool addRange(const std::string& part, std::vector<Json>& values)
{
    constexpr std::int64_t longest = 1000;
    const std::size_t dots = part.find("..");
    if (dots == std::string::npos)
        return false;
    const auto first = wholeNumber(part.substr(0, dots));
    const auto last = wholeNumber(part.substr(dots + 2));
    if (!first || !last)
        return false;
    if (*last < *first || *last - *first >= longest)
        throw badInput("a range goes up and has at most 1000 numbers, which " + part + " does not");
    for (std::int64_t value = *first; value <= *last; ++value)
        values.emplace_back(value);
    return true;
}

}  // namespace

std::vector<Json> valueList(const std::string& text)
{
    std::vector<Json> values;
    for (const std::string& between : partsOf(text)) {
        const std::string part = trimmed(between);
        if (part.empty())
            throw badInput("a value is missing; write them with commas between, such as 0.01,0.1");
        if (addRange(part, values))
            continue;
        Json value = Json::parse(part, nullptr, false);
        values.push_back(value.is_discarded() ? Json(part) : std::move(value));
    }
    return values;
}

}  // namespace isthmus::engine
