#include "widgets/forms/option_path.h"

#include <algorithm>

namespace isthmus::widgets {

std::pair<std::string, std::string> splitPath(const std::string& path)
{
    const std::string option = path.substr(0, path.find('['));
    const std::size_t dot = option.rfind('.');
    if (dot == std::string::npos)
        return {{}, option};
    return {option.substr(0, dot), option.substr(dot + 1)};
}

const engine::Json* valueAt(const engine::Json& experiment, std::string path)
{
    std::replace(path.begin(), path.end(), '.', '/');
    const engine::Json::json_pointer place("/" + path);
    return experiment.contains(place) ? &experiment.at(place) : nullptr;
}

void merge(engine::Json& to, const engine::Json& from)
{
    for (const auto& [key, value] : from.items()) {
        const bool both = value.is_object() && to.contains(key) && to[key].is_object();
        if (both)
            merge(to[key], value);
        else
            to[key] = value;
    }
}

}  // namespace isthmus::widgets
