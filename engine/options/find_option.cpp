#include "engine/options/validation.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

const Json& member(const Json& object, const std::string& key)
{
    static const Json none;
    return object.is_object() && object.contains(key) ? object.at(key) : none;
}

/// `path` within one object of the file: an option, or a part and what is in it.
const OptionSpec* findInSection(const OptionSection& section, const Json& object, std::string_view path)
{
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) {
        const auto options = applicableOptions(section, object);
        const auto found =
            std::find_if(options.begin(), options.end(), [&](const OptionSpec* spec) { return spec->key == path; });
        return found == options.end() ? nullptr : *found;
    }
    const OptionGroup* group = findKind(section, chosenKind(section, object));
    if (group != nullptr)
        for (const OptionSection& part : group->parts)
            if (part.key == path.substr(0, dot))
                return findInSection(part, member(object, part.key), path.substr(dot + 1));
    return nullptr;
}

}  // namespace

const OptionSpec* findOption(const ExperimentSchema& schema, const Json& experiment, std::string_view path)
{
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) {
        for (const OptionSpec& spec : schema.options)
            if (spec.key == path)
                return &spec;
        return nullptr;
    }
    for (const OptionSection& section : schema.sections)
        if (section.key == path.substr(0, dot))
            return findInSection(section, member(experiment, section.key), path.substr(dot + 1));
    return nullptr;
}

}  // namespace isthmus::engine
