#include "widgets/figures/editor/figure_document.h"

#include <QStringList>

namespace isthmus::widgets {

using engine::Json;

Json usableDocument(const Json& document)
{
    Json usable = document.is_object() ? document : Json::object();
    if (!usable.contains("page") || !usable["page"].is_object())
        usable["page"] = Json::object();
    if (!usable.contains("panels") || !usable["panels"].is_array())
        usable["panels"] = Json::array();
    for (Json& each : usable["panels"])
        if (!each.is_object())
            each = {{"runs", Json::array()}};
        else if (!each.contains("runs") || !each["runs"].is_array())
            each["runs"] = Json::array();
    return usable;
}

QString onlyDifference(const Json& before, const Json& after)
{
    QStringList keys;
    for (const auto& [key, value] : before.items())
        if (!after.contains(key) || after.at(key) != value)
            keys << QString::fromStdString(key);
    for (const auto& [key, value] : after.items())
        if (!before.contains(key))
            keys << QString::fromStdString(key);
    return keys.size() == 1 ? keys.first() : QString();
}

}  // namespace isthmus::widgets
