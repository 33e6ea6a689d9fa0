#include "engine/options/option_spec.h"

#include "engine/options/option_value.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace isthmus::engine {

namespace {

bool isBounded(double bound)
{
    return bound > std::numeric_limits<double>::lowest() && bound < std::numeric_limits<double>::max();
}

std::string withUnit(const std::string& text, const std::string& unit)
{
    if (unit.empty())
        return text;
    return unit == "°" ? text + unit : text + " " + unit;
}

std::string rangeText(const OptionSpec& spec, const std::string& noun)
{
    // Where 0 has a meaning of its own, the counted values of a whole-number option begin at 1.
    const bool zeroApart = !spec.zeroMeans.empty() && spec.fallback.is_number_integer() && spec.min == 0.0;
    const double low = zeroApart ? 1.0 : spec.min;
    if (isBounded(low) && isBounded(spec.max))
        return withUnit(boundText(low) + " to " + boundText(spec.max), spec.unit);
    if (isBounded(low))
        return withUnit("at least " + boundText(low), spec.unit);
    if (isBounded(spec.max))
        return withUnit("at most " + boundText(spec.max), spec.unit);
    return spec.unit.empty() ? "any " + noun : "any " + noun + " of " + spec.unit;
}

std::string listText(const OptionSpec& spec)
{
    const bool free = !isBounded(spec.min) && !isBounded(spec.max);
    return free ? "a list of whole numbers" : "a list of whole numbers, each " + rangeText(spec, "whole number");
}

std::string choicesText(const OptionSpec& spec)
{
    std::string text = "one of ";
    for (std::size_t i = 0; i < spec.choices.size(); ++i)
        text += (i == 0 ? "" : ", ") + spec.choices[i].value;
    return text;
}

}  // namespace

const OptionGroup* findKind(const OptionSection& section, const std::string& id)
{
    const auto found =
        std::find_if(section.kinds.begin(), section.kinds.end(), [&](const OptionGroup& kind) { return kind.id == id; });
    return found == section.kinds.end() ? nullptr : &*found;
}

std::string chosenKind(const OptionSection& section, const Json& object)
{
    if (object.is_string())
        return object.get<std::string>();
    if (object.is_object() && object.contains("kind") && object.at("kind").is_string())
        return object.at("kind").get<std::string>();
    return section.defaultKind;
}

std::vector<const OptionSpec*> declaredOptions(const OptionSection& section, const std::string& kind)
{
    std::vector<const OptionSpec*> options;
    if (const OptionGroup* group = findKind(section, kind))
        for (const OptionSpec& spec : group->options)
            options.push_back(&spec);
    for (const OptionSpec& spec : section.options)
        options.push_back(&spec);
    return options;
}

std::vector<const OptionSpec*> applicableOptions(const OptionSection& section, const Json& object)
{
    const std::vector<const OptionSpec*> declared = declaredOptions(section, chosenKind(section, object));
    const auto valueOf = [&](const std::string& key) {
        if (object.is_object() && object.contains(key))
            return object.at(key);
        const auto other =
            std::find_if(declared.begin(), declared.end(), [&](const OptionSpec* spec) { return spec->key == key; });
        return other == declared.end() ? Json() : (*other)->fallback;
    };
    std::vector<const OptionSpec*> options;
    for (const OptionSpec* spec : declared)
        if (!spec->when || valueOf(spec->when->key) == spec->when->value)
            options.push_back(spec);
    return options;
}

std::string allowedValues(const OptionSpec& spec)
{
    if (!spec.choices.empty())
        return choicesText(spec);
    if (spec.fallback.is_boolean())
        return "true or false";
    if (spec.fallback.is_string())
        return "any text";
    if (spec.fallback.is_array())
        return listText(spec);
    const std::string range = rangeText(spec, spec.fallback.is_number_integer() ? "whole number" : "number");
    return spec.zeroMeans.empty() ? range : range + " (0 = " + spec.zeroMeans + ")";
}

std::string displayText(const Json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (!value.is_array())
        return value.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string text = "[";
    for (std::size_t i = 0; i < value.size(); ++i) {
        const Json& item = value[i];
        text += i == 0 ? "" : ", ";
        text += item.is_string() ? item.dump(-1, ' ', false, Json::error_handler_t::replace) : displayText(item);
    }
    return text + "]";
}

}  // namespace isthmus::engine
