#include "widgets/figures/figure_spec.h"

#include "engine/error.h"

#include <cmath>
#include <cstdlib>

namespace isthmus::widgets {

using engine::Json;
using engine::OptionProblem;

namespace {

constexpr std::size_t mostPanels = 26;  // letters

/// Two numbers with a comma between, the first one smaller; nothing for any other text.
std::optional<std::pair<double, double>> parsedRange(const std::string& text)
{
    const std::vector<std::string> parts = words(text);
    if (parts.size() != 2)
        return {};
    double ends[2];
    for (int k = 0; k < 2; ++k) {
        char* rest = nullptr;
        ends[k] = std::strtod(parts[static_cast<std::size_t>(k)].c_str(), &rest);
        if (*rest != '\0' || !std::isfinite(ends[k]))
            return {};
    }
    if (!(ends[0] < ends[1]))
        return {};
    return std::pair(ends[0], ends[1]);
}

std::string rangeProblem(const Json& options, const std::string& axis)
{
    const std::string text = options.at(axis + "_range").get<std::string>();
    if (words(text).empty())
        return {};
    const auto range = parsedRange(text);
    if (!range)
        return "must be two numbers, the smaller one first, such as \"0, 100\", not \"" + text + "\"";
    if (options.at(axis + "_scale").get<std::string>() == "logarithmic" && range->first <= 0.0)
        return "must begin above 0 on a logarithmic scale";
    return {};
}

/// Takes "runs" out of the panel as written; what is wrong with it becomes a problem.
std::vector<std::string> takeRuns(Json& panel, const std::string& path, std::vector<OptionProblem>& problems)
{
    std::vector<std::string> runs;
    const Json given = panel.is_object() ? panel.value("runs", Json::array()) : Json::array();
    if (panel.is_object())
        panel.erase("runs");
    if (!given.is_array()) {
        problems.push_back({path, "must be a list of run folders"});
        return runs;
    }
    for (const Json& run : given) {
        if (run.is_string() && !run.get<std::string>().empty())
            runs.push_back(run.get<std::string>());
        else
            problems.push_back({path, "must be a list of run folders, and " + run.dump() + " is none"});
    }
    return runs;
}

PanelSpec resolvePanel(const FigureSchema& schema, Json given, const std::string& path, std::vector<OptionProblem>& problems)
{
    PanelSpec panel;
    const std::size_t before = problems.size();
    panel.runs = takeRuns(given, path + ".runs", problems);
    const bool runsRead = problems.size() == before;
    const engine::ExperimentSchema alone{.options = {}, .sections = {schema.panel}};
    const engine::ResolvedExperiment resolved = engine::resolve(alone, {{"panel", given}});
    for (const OptionProblem& problem : resolved.problems)
        problems.push_back({path + problem.path.substr(std::string("panel").size()), problem.message});
    panel.options = resolved.values.at("panel");
    panel.chart = findFigureChart(panel.options.at("kind").get<std::string>());
    if (runsRead && panel.runs.empty())
        problems.push_back({path + ".runs", "name at least one run folder"});
    if (panel.chart->needs == FigureChart::Needs::Landscape && panel.runs.size() > 1)
        problems.push_back({path + ".runs", "a landscape is of one run; name one run folder"});
    for (const std::string axis : {"x", "y"})
        if (const std::string problem = rangeProblem(panel.options, axis); !problem.empty())
            problems.push_back({path + "." + axis + "_range", problem});
    return panel;
}

}  // namespace

FigureSpec resolveFigure(const FigureSchema& schema, const Json& document)
{
    FigureSpec figure{.document = document, .page = {}, .panels = {}, .problems = {}};
    const Json given = document.is_object() ? document : Json::object();
    const Json panels = given.value("panels", Json());
    const bool hasPanels = panels.is_array() && !panels.empty();
    if (!hasPanels)
        figure.problems.push_back({"panels", "must be a list with at least one panel"});
    for (const auto& [key, value] : given.items())
        if (key != "page" && key != "panels")
            figure.problems.push_back({key, "is no part of a figure, which has \"page\" and \"panels\""});
    const engine::ExperimentSchema page{.options = {}, .sections = {schema.page}};
    const engine::ResolvedExperiment resolved = engine::resolve(page, {{"page", given.value("page", Json::object())}});
    figure.page = resolved.values.at("page");
    figure.problems.insert(figure.problems.end(), resolved.problems.begin(), resolved.problems.end());
    for (const std::string& name : words(figure.page.at("names").get<std::string>()))
        if (name.find('=') == std::string::npos)
            figure.problems.push_back(
                {"page.names", "must be names such as \"sgd = SGD\" with commas between, not \"" + name + "\""});
    if (!hasPanels)
        return figure;
    if (panels.size() > mostPanels)
        figure.problems.push_back({"panels", "must be at most " + std::to_string(mostPanels)});
    for (std::size_t k = 0; k < std::min(panels.size(), mostPanels); ++k)
        figure.panels.push_back(resolvePanel(schema, panels[k], "panels[" + std::to_string(k) + "]", figure.problems));
    return figure;
}

void requireUsable(const FigureSpec& figure)
{
    if (figure.problems.empty())
        return;
    const OptionProblem& first = figure.problems.front();
    throw engine::badInput((first.path.empty() ? std::string("the figure") : first.path) + ": " + first.message);
}

std::string shownName(const Json& page, const std::string& label)
{
    for (const std::string& each : words(page.at("names").get<std::string>())) {
        const auto sign = each.find('=');
        if (sign == std::string::npos)
            continue;
        if (const std::vector<std::string> before = words(each.substr(0, sign)), after = words(each.substr(sign + 1));
            !before.empty() && !after.empty() && before.front() == label)
            return after.front();
    }
    return label;
}

std::optional<std::pair<double, double>> axisRange(const std::string& text) { return parsedRange(text); }

}  // namespace isthmus::widgets
