#include "engine/options/validation.h"

#include "engine/options/option_value.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

std::vector<std::string> keysOf(const std::vector<OptionSpec>& options)
{
    std::vector<std::string> keys;
    for (const OptionSpec& spec : options)
        keys.push_back(spec.key);
    return keys;
}

bool declares(const std::vector<OptionSpec>& options, const std::string& key)
{
    return std::any_of(options.begin(), options.end(), [&](const OptionSpec& spec) { return spec.key == key; });
}

bool anyKindDeclares(const OptionSection& section, const std::string& key)
{
    return std::any_of(section.kinds.begin(), section.kinds.end(),
                       [&](const OptionGroup& kind) { return declares(kind.options, key); });
}

/// The kind of a section that has kinds, as one more option.
OptionSpec kindSpec(const OptionSection& section)
{
    OptionSpec spec{.key = "kind", .label = section.label, .help = section.help, .fallback = section.defaultKind};
    for (const OptionGroup& kind : section.kinds)
        spec.choices.push_back({kind.id, kind.label});
    return spec;
}

/// Fills one resolved experiment; the walk through schema and file.
class Resolver {
public:
    Resolver(const ExperimentSchema& schema, const Json& given) : schema_(schema), given_(given) {}

    ResolvedExperiment run()
    {
        const bool usable = given_.is_object();
        if (!usable)
            add("", "must be an object with " + joined(topKeys(), " and ") + ", not " + quoted(given_));
        const Json top = usable ? given_ : Json::object();
        result_.values = Json::object();
        for (const OptionSpec& spec : schema_.options)
            take(spec, top, "", result_.values);
        for (const OptionSection& section : schema_.sections)
            result_.values[section.key] = resolveSection(section, top);
        for (const auto& [key, value] : top.items())
            checkTopKey(key);
        return std::move(result_);
    }

private:
    void add(const std::string& path, const std::string& message) { result_.problems.push_back({path, message}); }

    std::vector<std::string> topKeys() const
    {
        std::vector<std::string> keys = keysOf(schema_.options);
        for (const OptionSection& section : schema_.sections)
            keys.push_back(section.key);
        return keys;
    }

    /// Writes the option's value, or its default where there is none or a bad one.
    void take(const OptionSpec& spec, const Json& from, const std::string& prefix, Json& to)
    {
        Json& value = to[spec.key] = spec.fallback;
        const auto found = from.find(spec.key);
        if (found == from.end())
            return;
        const std::vector<OptionProblem> problems = problemsIn(spec, *found);
        for (const OptionProblem& problem : problems)
            add(prefix + spec.key + problem.path, problem.message);
        if (problems.empty())
            value = canonicalValue(spec, *found);
    }

    Json resolveSection(const OptionSection& section, const Json& top)
    {
        const auto found = top.find(section.key);
        const bool given = found != top.end();
        if (given && !found->is_object())
            add(section.key, "must be an object in braces, not " + quoted(*found));
        const Json from = given && found->is_object() ? *found : Json::object();
        const std::string prefix = section.key + ".";
        Json to = Json::object();
        bool kindKnown = true;
        std::string kind;
        if (!section.kinds.empty()) {
            const std::size_t before = result_.problems.size();
            take(kindSpec(section), from, prefix, to);
            kindKnown = result_.problems.size() == before;
            kind = to["kind"].get<std::string>();
        }
        for (const OptionSpec* spec : applicableOptions(section, kind))
            take(*spec, from, prefix, to);
        for (const auto& [key, value] : from.items()) {
            // Under an unknown kind, the options of every kind may be meant.
            if (!to.contains(key) && (kindKnown || !anyKindDeclares(section, key)))
                add(prefix + key, unknownKey(section, kind, key));
        }
        return to;
    }

    void checkTopKey(const std::string& key)
    {
        if (result_.values.contains(key))
            return;
        const std::vector<std::string> homes = homesOf(key, nullptr);
        const std::string text = "\"" + key + "\" is not part of an experiment";
        if (!homes.empty())
            return add(key, "\"" + key + "\" is an option of " + joined(homes, " and ") + ", and goes into that object");
        const std::string near = suggestion(key, topKeys());
        add(key, text + (near.empty() ? ", which has " + joined(topKeys(), " and ") : near));
    }

    /// Which other kinds of this section, or else which other sections, have an option of this name.
    std::vector<std::string> homesOf(const std::string& key, const OptionSection* section) const
    {
        std::vector<std::string> homes;
        if (section != nullptr) {
            for (const OptionGroup& kind : section->kinds) {
                if (declares(kind.options, key))
                    homes.push_back(kind.id);
            }
        }
        if (!homes.empty())
            return homes;
        for (const OptionSection& other : schema_.sections) {
            if (&other != section && (declares(other.options, key) || anyKindDeclares(other, key)))
                homes.push_back(other.key);
        }
        return homes;
    }

    std::string unknownKey(const OptionSection& section, const std::string& kind, const std::string& key) const
    {
        const std::string owner = kind.empty() ? section.key : kind;
        std::vector<std::string> known = section.kinds.empty() ? std::vector<std::string>{} : std::vector<std::string>{"kind"};
        for (const OptionSpec* spec : applicableOptions(section, kind))
            known.push_back(spec->key);
        const std::vector<std::string> homes = homesOf(key, &section);
        if (!homes.empty())
            return "\"" + key + "\" is an option of " + joined(homes, " and ") + ", not of " + owner;
        const std::string near = suggestion(key, known);
        return "\"" + key + "\" is not an option of " + owner + (near.empty() ? ", which has " + joined(known, " and ") : near);
    }

    const ExperimentSchema& schema_;
    const Json& given_;
    ResolvedExperiment result_;
};

const OptionSpec* findIn(const std::vector<const OptionSpec*>& options, std::string_view key)
{
    const auto found = std::find_if(options.begin(), options.end(), [&](const OptionSpec* spec) { return spec->key == key; });
    return found == options.end() ? nullptr : *found;
}

/// The kind the experiment names for this section, or the default.
std::string kindIn(const OptionSection& section, const Json& experiment)
{
    if (experiment.is_object() && experiment.contains(section.key)) {
        const Json& object = experiment.at(section.key);
        if (object.is_object() && object.contains("kind") && object.at("kind").is_string())
            return object.at("kind").get<std::string>();
    }
    return section.defaultKind;
}

}  // namespace

ResolvedExperiment resolve(const ExperimentSchema& schema, const Json& given) { return Resolver(schema, given).run(); }

const OptionSpec* findOption(const ExperimentSchema& schema, const Json& experiment, std::string_view path)
{
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) {
        for (const OptionSpec& spec : schema.options) {
            if (spec.key == path)
                return &spec;
        }
        return nullptr;
    }
    for (const OptionSection& section : schema.sections) {
        if (section.key == path.substr(0, dot))
            return findIn(applicableOptions(section, kindIn(section, experiment)), path.substr(dot + 1));
    }
    return nullptr;
}

}  // namespace isthmus::engine
