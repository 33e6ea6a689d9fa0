#include "engine/options/option_value.h"

#include <cmath>
#include <cstdint>

namespace isthmus::engine {

namespace {

bool isWhole(const Json& value)
{
    if (value.is_number_integer())
        return true;
    return value.is_number_float() && value.get<double>() == std::floor(value.get<double>());
}

/// True for whole numbers that a signed 64-bit integer cannot hold.
bool isTooLargeToStore(const Json& value)
{
    constexpr double two63 = 9223372036854775808.0;
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return value.is_number_float() && !(value.get<double>() >= -two63 && value.get<double>() < two63);
}

/// "must be between 1 and 1000, not 0", or nothing.
std::string rangeProblem(const OptionSpec& spec, const Json& value)
{
    const double number = value.get<double>();
    if ((number >= spec.min && number <= spec.max) || (number == 0.0 && !spec.zeroMeans.empty()))
        return {};
    const bool hasMin = spec.min > std::numeric_limits<double>::lowest();
    const bool hasMax = spec.max < std::numeric_limits<double>::max();
    std::string text = "must be at most " + boundText(spec.max);
    if (hasMin && hasMax)
        text = "must be between " + boundText(spec.min) + " and " + boundText(spec.max);
    else if (hasMin)
        text = "must be at least " + boundText(spec.min);
    if (!spec.zeroMeans.empty() && spec.min > 0.0)
        text += ", or 0 for " + spec.zeroMeans;
    return text + ", not " + quoted(value);
}

std::string wholeNumberProblem(const OptionSpec& spec, const Json& value)
{
    if (!value.is_number() || !isWhole(value))
        return "must be a whole number, not " + quoted(value);
    const std::string range = rangeProblem(spec, value);
    if (range.empty() && isTooLargeToStore(value))
        return "must be a whole number of at most 63 bits, not " + quoted(value);
    return range;
}

std::string textProblem(const OptionSpec& spec, const Json& value)
{
    if (spec.choices.empty())
        return value.is_string() ? "" : "must be text, not " + quoted(value);
    std::vector<std::string> words;
    for (const OptionChoice& choice : spec.choices) {
        words.push_back(choice.value);
        if (value == choice.value)
            return {};
    }
    const std::string near = value.is_string() ? suggestion(value.get<std::string>(), words) : "";
    return "must be " + allowedValues(spec) + ", not " + quoted(value) + near;
}

std::string scalarProblem(const OptionSpec& spec, const Json& value)
{
    if (spec.fallback.is_boolean())
        return value.is_boolean() ? "" : "must be true or false, not " + quoted(value);
    if (spec.fallback.is_number_integer())
        return wholeNumberProblem(spec, value);
    if (spec.fallback.is_number())
        return value.is_number() ? rangeProblem(spec, value) : "must be a number, not " + quoted(value);
    return textProblem(spec, value);
}

std::int64_t wholeNumber(const Json& value)
{
    return value.is_number_float() ? static_cast<std::int64_t>(value.get<double>()) : value.get<std::int64_t>();
}

}  // namespace

std::string boundText(double bound)
{
    constexpr double exactIntegers = 9007199254740992.0;  // 2^53
    if (bound == std::floor(bound) && std::abs(bound) <= exactIntegers)
        return std::to_string(static_cast<std::int64_t>(bound));
    std::string text = Json(bound).dump();
    const std::size_t zero = text.find("e-0");
    return zero == std::string::npos ? text : text.erase(zero + 2, 1);  // 1e-8, not 1e-08
}

Json canonicalValue(const OptionSpec& spec, const Json& value)
{
    if (spec.fallback.is_number_integer())
        return wholeNumber(value);
    if (spec.fallback.is_number_float())
        return value.get<double>();
    if (!spec.fallback.is_array())
        return value;
    Json list = Json::array();
    for (const Json& item : value)
        list.push_back(wholeNumber(item));
    return list;
}

std::vector<OptionProblem> problemsIn(const OptionSpec& spec, const Json& value)
{
    std::vector<OptionProblem> problems;
    const auto add = [&](const std::string& path, const std::string& message) {
        if (!message.empty())
            problems.push_back({path, message});
    };
    if (!spec.fallback.is_array()) {
        add("", scalarProblem(spec, value));
    } else if (!value.is_array()) {
        add("", "must be a list of whole numbers such as " + displayText(spec.fallback) + ", not " + quoted(value));
    } else {
        for (std::size_t i = 0; i < value.size(); ++i)
            add("[" + std::to_string(i) + "]", wholeNumberProblem(spec, value[i]));
    }
    return problems;
}

std::string quoted(const Json& value)
{
    constexpr std::size_t longest = 60;
    std::string text = value.is_array() ? displayText(value) : value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= longest)
        return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)  // not inside a UTF-8 character
        --end;
    return text.substr(0, end) + "…";
}

std::string suggestion(const std::string& word, const std::vector<std::string>& candidates)
{
    const std::string near = nearestWord(word, candidates);
    return near.empty() ? "" : "; did you mean \"" + near + "\"?";
}

std::string joined(const std::vector<std::string>& words, const std::string& lastSeparator)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            text += i + 1 == words.size() ? lastSeparator : ", ";
        text += words[i];
    }
    return text;
}

std::string problemWith(const OptionSpec& spec, const Json& value)
{
    const std::vector<OptionProblem> problems = problemsIn(spec, value);
    if (problems.empty())
        return {};
    const OptionProblem& first = problems.front();
    if (first.path.empty())
        return first.message;
    const std::size_t index = std::stoul(first.path.substr(1));
    return "item " + std::to_string(index + 1) + " " + first.message;
}

}  // namespace isthmus::engine
