#include "widgets/figures/figure_record.h"

#include "engine/error.h"

#include <QStringList>

namespace isthmus::widgets {

using engine::Json;

namespace {

constexpr int version = 1;

}  // namespace

QByteArray FigureRecord::text() const
{
    Json json{{"isthmus_figure", version}, {"figure", document}, {"panels", Json::array()}, {"runs", Json::array()}};
    for (const PanelData& panel : panels)
        json["panels"].push_back(panelJson(panel));
    for (const FigureRun& run : runs)
        json["runs"].push_back(runJson(run));
    return QByteArray::fromStdString(json.dump(-1, ' ', true, Json::error_handler_t::replace));
}

FigureRecord FigureRecord::fromText(const QByteArray& text)
{
    try {
        const Json json = Json::parse(text.begin(), text.end());
        if (json.at("isthmus_figure").get<int>() > version)
            throw engine::badInput("the figure was written by a newer version of Isthmus; open it with that one");
        FigureRecord record{json.at("figure"), {}, {}};
        for (const Json& panel : json.at("panels"))
            record.panels.push_back(panelFrom(panel));
        for (const Json& run : json.at("runs"))
            record.runs.push_back(runFrom(run));
        if (!record.document.is_object() || record.document.at("panels").size() != record.panels.size())
            throw engine::badInput("the figure's data and its panels do not belong together; export it again");
        return record;
    } catch (const Json::exception&) {
        throw engine::badInput("what the file holds of its figure is damaged; export the figure again");
    }
}

QString captionOf(const FigureSpec& figure, const std::vector<PanelData>& panels)
{
    QStringList parts;
    for (std::size_t k = 0; k < panels.size() && k < figure.panels.size(); ++k) {
        const QString text = QString::fromStdString(panels[k].caption);
        if (text.isEmpty())
            continue;
        parts << (panels.size() > 1 ? QStringLiteral("(%1) %2").arg(QChar(static_cast<char16_t>(u'a' + k)), text) : text);
    }
    return parts.join(u' ');
}

}  // namespace isthmus::widgets
