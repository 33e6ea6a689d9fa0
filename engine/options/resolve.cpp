#include "engine/options/option_value.h"
#include "engine/options/unknown_key.h"
#include "engine/options/validation.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

/// The kind of a section that has kinds, as one more option.
OptionSpec kindSpec(const OptionSection& section)
{
    OptionSpec spec{.key = "kind", .label = section.label, .help = section.help, .fallback = section.defaultKind};
    for (const OptionGroup& kind : section.kinds)
        spec.choices.push_back({kind.id, kind.label});
    return spec;
}

/// The object of the file for this section; null where there is none.
const Json& objectOf(const OptionSection& section, const Json& from)
{
    static const Json none;
    return from.is_object() && from.contains(section.key) ? from.at(section.key) : none;
}

void collectDefaults(const OptionSection& section, const Json& object, std::map<std::string, PreferredDefault>& defaults)
{
    const OptionGroup* group = findKind(section, chosenKind(section, object));
    if (group == nullptr)
        return;
    for (const OptionSection& part : group->parts)
        collectDefaults(part, objectOf(part, object), defaults);
    for (const auto& [path, value] : group->defaults)
        defaults[path] = {value, group->label};
}

/// Fills one resolved experiment; the walk through schema and file.
class Resolver {
public:
    Resolver(const ExperimentSchema& schema, const Json& given)
        : schema_(schema), given_(given), defaults_(preferredDefaults(schema, given))
    {
    }

    ResolvedExperiment run()
    {
        const bool usable = given_.is_object();
        const Json top = usable ? given_ : Json::object();
        result_.values = Json::object();
        for (const OptionSpec& spec : schema_.options)
            take(spec, top, "", result_.values);
        for (const OptionSection& section : schema_.sections)
            result_.values[section.key] = resolveSection(section, top, "");
        if (!usable)
            result_.problems.push_back({"", "must be an object with " + joined(topKeys(), " and ") + ", not " + quoted(given_)});
        for (const auto& [key, value] : top.items())
            if (!result_.values.contains(key))
                add(key, unknownTopKey(schema_, key));
        return std::move(result_);
    }

private:
    void add(const std::string& path, const std::string& message) { result_.problems.push_back({path, message}); }

    std::vector<std::string> topKeys() const
    {
        std::vector<std::string> keys;
        for (const auto& [key, value] : result_.values.items())
            keys.push_back(key);
        return keys;
    }

    /// Writes the option's value, or its default where there is none or a bad one.
    void take(const OptionSpec& spec, const Json& from, const std::string& prefix, Json& to)
    {
        const auto preferred = defaults_.find(prefix + spec.key);
        Json& value = to[spec.key] = preferred == defaults_.end() ? spec.fallback : preferred->second.value;
        const auto found = from.find(spec.key);
        if (found == from.end())
            return;
        const std::vector<OptionProblem> problems = problemsIn(spec, *found);
        for (const OptionProblem& problem : problems)
            add(prefix + spec.key + problem.path, problem.message);
        if (problems.empty())
            value = canonicalValue(spec, *found);
    }

    /// The object given for a section; a word alone stands for its kind.
    Json givenObject(const OptionSection& section, const Json& parent, const std::string& path)
    {
        const Json& object = objectOf(section, parent);
        if (object.is_string() && !section.kinds.empty())
            return {{"kind", object}};
        if (parent.contains(section.key) && !object.is_object())
            add(path, "must be an object in braces, not " + quoted(object));
        return object.is_object() ? object : Json::object();
    }

    Json resolveSection(const OptionSection& section, const Json& parent, const std::string& prefix)
    {
        const std::string path = prefix + section.key;
        const Json from = givenObject(section, parent, path);
        Json to = Json::object();
        bool kindKnown = true;
        std::string kind;
        if (!section.kinds.empty()) {
            const std::size_t before = result_.problems.size();
            take(kindSpec(section), from, path + ".", to);
            kindKnown = result_.problems.size() == before;
            kind = to["kind"].get<std::string>();
        }
        for (const OptionSpec* spec : declaredOptions(section, kind))
            take(*spec, from, path + ".", to);
        dropWhatDoesNotApply(section, to);
        if (const OptionGroup* group = findKind(section, kind))
            for (const OptionSection& part : group->parts)
                to[part.key] = resolveSection(part, from, path + ".");
        for (const auto& [key, value] : from.items()) {
            // Under an unknown kind, the options of every kind may be meant.
            if (!to.contains(key) && (kindKnown || !anyKindDeclares(section, key)))
                add(path + "." + key, unknownKey(schema_, section, kind, key));
        }
        return to;
    }

    static void dropWhatDoesNotApply(const OptionSection& section, Json& to)
    {
        const auto applies = applicableOptions(section, to);
        for (const OptionSpec* spec : declaredOptions(section, chosenKind(section, to)))
            if (std::find(applies.begin(), applies.end(), spec) == applies.end())
                to.erase(spec->key);
    }

    const ExperimentSchema& schema_;
    const Json& given_;
    std::map<std::string, PreferredDefault> defaults_;
    ResolvedExperiment result_;
};

}  // namespace

std::map<std::string, PreferredDefault> preferredDefaults(const ExperimentSchema& schema, const Json& given)
{
    std::map<std::string, PreferredDefault> defaults;
    for (const OptionSection& section : schema.sections)
        collectDefaults(section, objectOf(section, given), defaults);
    return defaults;
}

ResolvedExperiment resolve(const ExperimentSchema& schema, const Json& given) { return Resolver(schema, given).run(); }

}  // namespace isthmus::engine
