#include "engine/error.h"
#include "engine/options/option_value.h"

namespace isthmus::engine {

namespace {

std::vector<std::string> partsOf(std::string_view path)
{
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', start)) {
        parts.emplace_back(path.substr(start, dot - start));
        start = dot + 1;
    }
    parts.emplace_back(path.substr(start));
    return parts;
}

Json parsedOrText(std::string_view text)
{
    Json value = Json::parse(text, nullptr, false);
    return value.is_discarded() ? Json(std::string(text)) : value;
}

std::string inQuotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

void applySetting(Json& experiment, std::string_view setting)
{
    const std::size_t equals = setting.find('=');
    if (equals == std::string_view::npos)
        throw badInput("setting " + inQuotes(setting) + " has no \"=\": write path=value, such as training.epochs=2");
    const std::string_view path = setting.substr(0, equals);
    const std::vector<std::string> parts = partsOf(path);
    for (const std::string& part : parts) {
        if (part.empty())
            throw badInput("setting " + inQuotes(setting) + " has an empty name before \"=\": write path=value, such as "
                           + "training.epochs=2");
    }
    Json* object = &experiment;
    std::string walked = "the experiment";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (object->is_null())
            *object = Json::object();
        if (!object->is_object())
            throw badInput("setting " + inQuotes(setting) + " cannot be made: " + walked + " is " + quoted(*object)
                           + ", not an object");
        walked = i == 0 ? inQuotes(parts[0]) : inQuotes(walked.substr(1, walked.size() - 2) + "." + parts[i]);
        object = &(*object)[parts[i]];
    }
    *object = parsedOrText(setting.substr(equals + 1));
}

}  // namespace isthmus::engine
