#include "app/studio/figure_sources.h"

#include "engine/data/checksum.h"
#include "engine/error.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/runs/compared_runs.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace isthmus::app {

namespace {

namespace fs = std::filesystem;
using widgets::FigureChart;
using widgets::FigureRun;

std::string bytesOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

std::string checksumOf(const engine::RunFolder& folder)
{
    return engine::sha256(std::string_view(bytesOf(folder.experiment()) + bytesOf(folder.events())));
}

engine::RunFolder folderOf(const std::string& written, const FigurePlaces& places)
{
    if (!fs::exists(places.base / written) && fs::exists(places.runs / written))
        return engine::RunFolder::open(places.runs / written);
    return engine::RunFolder::open(places.base / written);
}

/// The path as it may be published.
std::string published(const std::string& written)
{
    const fs::path path(written);
    return path.is_absolute() ? (path.has_filename() ? path : path.parent_path()).filename().string() : written;
}

engine::Json published(engine::Json document)
{
    for (engine::Json& panel : document.at("panels"))
        for (engine::Json& run : panel.at("runs"))
            run = published(run.get<std::string>());
    return document;
}

FigureRun figureRun(const std::string& written, const engine::RunFolder& folder, const engine::StoredRun& run)
{
    return {published(written), run.experiment.at("name").get<std::string>(), run.experiment.at("seed").get<std::uint64_t>(),
            checksumOf(folder), run.experiment};
}

engine::LandscapeGridPtr landscapeOf(const engine::RunFolder& folder, const engine::Json& options, const fs::path& data,
                                     std::stop_token stop)
{
    engine::LandscapeStudy study(folder, data, 0, stop);
    const engine::LandscapeRequest request{.chart = options.at("chart"),
                                           .anchors = widgets::words(options.at("anchors").get<std::string>()),
                                           .marks = {},
                                           .tasks = {}};
    return std::make_shared<const engine::LandscapeGrid>(study.evaluate(request, {}, stop));
}

}  // namespace

CollectedPanel collectPanel(const widgets::PanelSpec& panel, const FigurePlaces& places, std::stop_token stop)
{
    CollectedPanel collected;
    widgets::PanelSources sources;
    for (const std::string& written : panel.runs) {
        if (stop.stop_requested())
            throw engine::Error(engine::Error::Kind::Interrupted, "stopped");
        const engine::RunFolder folder = folderOf(written, places);
        const engine::StoredRun run = engine::readRun(folder);
        sources.runs.push_back(engine::comparedRun(run));
        collected.runs.push_back(figureRun(written, folder, run));
        if (panel.chart->needs == FigureChart::Needs::Landscape)
            sources.grid = landscapeOf(folder, panel.options, places.data, stop);
    }
    collected.data = panel.chart->collect(panel.options, sources);
    return collected;
}

widgets::FigureRecord recordOf(const engine::Json& document, std::vector<CollectedPanel> panels)
{
    widgets::FigureRecord record{published(document), {}, {}};
    for (CollectedPanel& panel : panels) {
        record.panels.push_back(std::move(panel.data));
        for (FigureRun& run : panel.runs)
            if (std::none_of(record.runs.begin(), record.runs.end(),
                             [&](const FigureRun& known) { return known.folder == run.folder; }))
                record.runs.push_back(std::move(run));
    }
    return record;
}

widgets::FigureRecord collectFigure(const widgets::FigureSpec& figure, const FigurePlaces& places, std::stop_token stop)
{
    std::vector<CollectedPanel> panels;
    for (std::size_t k = 0; k < figure.panels.size(); ++k) {
        try {
            panels.push_back(collectPanel(figure.panels[k], places, stop));
        } catch (const engine::Error& error) {
            throw engine::Error(error.kind(), "panels[" + std::to_string(k) + "]: " + error.what());
        }
    }
    return recordOf(figure.document, std::move(panels));
}

std::vector<std::string> changesSince(const widgets::FigureRecord& record, const FigurePlaces& places)
{
    std::vector<std::string> changes;
    for (const FigureRun& run : record.runs) {
        try {
            if (checksumOf(folderOf(run.folder, places)) != run.checksum)
                changes.push_back(run.folder + ": has changed since the figure was made");
        } catch (const engine::Error&) {
            changes.push_back(run.folder + ": is no longer there");
        }
    }
    return changes;
}

}  // namespace isthmus::app
