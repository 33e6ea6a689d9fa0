#include "engine/options/unknown_key.h"

#include "engine/options/option_value.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

bool declares(const std::vector<OptionSpec>& options, const std::string& key)
{
    return std::any_of(options.begin(), options.end(), [&](const OptionSpec& spec) { return spec.key == key; });
}

bool declares(const OptionGroup& kind, const std::string& key)
{
    return declares(kind.options, key)
           || std::any_of(kind.parts.begin(), kind.parts.end(), [&](const OptionSection& part) { return part.key == key; });
}

/// Which other kinds of this section, or else which other sections, have an option of this name.
std::vector<std::string> homesOf(const ExperimentSchema& schema, const std::string& key, const OptionSection* section)
{
    std::vector<std::string> homes;
    if (section != nullptr)
        for (const OptionGroup& kind : section->kinds)
            if (declares(kind, key))
                homes.push_back(kind.id);
    if (!homes.empty())
        return homes;
    for (const OptionSection& other : schema.sections)
        if (&other != section && (declares(other.options, key) || anyKindDeclares(other, key)))
            homes.push_back(other.key);
    return homes;
}

std::vector<std::string> topKeys(const ExperimentSchema& schema)
{
    std::vector<std::string> keys;
    for (const OptionSpec& spec : schema.options)
        keys.push_back(spec.key);
    for (const OptionSection& section : schema.sections)
        keys.push_back(section.key);
    return keys;
}

std::string inQuotes(const std::string& key) { return "\"" + key + "\""; }

}  // namespace

bool anyKindDeclares(const OptionSection& section, const std::string& key)
{
    return std::any_of(section.kinds.begin(), section.kinds.end(), [&](const OptionGroup& kind) { return declares(kind, key); });
}

std::string unknownTopKey(const ExperimentSchema& schema, const std::string& key)
{
    const std::vector<std::string> homes = homesOf(schema, key, nullptr);
    if (!homes.empty())
        return inQuotes(key) + " is an option of " + joined(homes, " and ") + ", and goes into that object";
    const std::string near = suggestion(key, topKeys(schema));
    return inQuotes(key) + " is not part of an experiment"
           + (near.empty() ? ", which has " + joined(topKeys(schema), " and ") : near);
}

std::string unknownKey(const ExperimentSchema& schema, const OptionSection& section, const std::string& kind,
                       const std::string& key)
{
    const std::string owner = kind.empty() ? section.key : kind;
    std::vector<std::string> known = section.kinds.empty() ? std::vector<std::string>{} : std::vector<std::string>{"kind"};
    for (const OptionSpec* spec : declaredOptions(section, kind)) {
        known.push_back(spec->key);
        if (spec->key == key && spec->when)
            return inQuotes(key) + " is an option of " + owner + " only where " + spec->when->key + " is "
                   + displayText(spec->when->value);
    }
    if (const OptionGroup* group = findKind(section, kind))
        for (const OptionSection& part : group->parts)
            known.push_back(part.key);
    const std::vector<std::string> homes = homesOf(schema, key, &section);
    if (!homes.empty())
        return inQuotes(key) + " is an option of " + joined(homes, " and ") + ", not of " + owner;
    const std::string near = suggestion(key, known);
    return inQuotes(key) + " is not an option of " + owner + (near.empty() ? ", which has " + joined(known, " and ") : near);
}

}  // namespace isthmus::engine
