#include "widgets/figures/chart_kinds.h"

#include "engine/results/measures.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>

namespace isthmus::widgets {

using engine::OptionSpec;

extern const FigureChart curvesChart;
extern const FigureChart lossChart;
extern const FigureChart matrixChart;
extern const FigureChart paretoChart;
extern const FigureChart mapChart;
extern const FigureChart surfaceChart;
extern const FigureChart lineChart;
extern const FigureChart tableChart;

std::span<const FigureChart> figureCharts()
{
    static const std::array rows{curvesChart, lossChart, matrixChart, paretoChart, mapChart, surfaceChart, lineChart, tableChart};
    return rows;
}

const FigureChart* findFigureChart(const std::string& id)
{
    for (const FigureChart& chart : figureCharts())
        if (chart.id == id)
            return &chart;
    return nullptr;
}

OptionSpec measureOption(const std::string& key, const std::string& label, const std::string& fallback)
{
    OptionSpec spec{
        .key = key, .label = label, .help = "One of the measures of the handbook (isthmus measures).", .fallback = fallback};
    for (const engine::Measure& measure : engine::measureTable())
        spec.choices.push_back({measure.id, measure.label});
    return spec;
}

OptionSpec bandOption()
{
    return {.key = "band",
            .label = "Band",
            .help = "What is drawn around a mean over runs: sample standard deviation, standard error, half of the 95 % "
                    "confidence interval (Student's t), half of the range, or nothing.",
            .fallback = "sd",
            .choices = {{"sd", "Standard deviation"},
                        {"se", "Standard error"},
                        {"ci95", "95 % confidence"},
                        {"range", "Range"},
                        {"none", "None"}}};
}

OptionSpec reductionOption()
{
    return {.key = "reduction",
            .label = "Value of a run",
            .help = "Which value of a run stands for it: after its last task, or the best or the worst of all.",
            .fallback = "last",
            .choices = {{"last", "Last"}, {"best", "Best"}, {"worst", "Worst"}}};
}

OptionSpec groupByOption()
{
    return {.key = "group_by",
            .label = "Group by",
            .help = "Options, with commas between, whose values tell sets of runs apart (method.kind, model.hidden); the runs "
                    "of a set are shown as their mean. Empty: all in which the runs differ, but the seed.",
            .fallback = ""};
}

OptionSpec mapOption()
{
    return {.key = "map",
            .label = "Colours",
            .help = "Viridis and cividis are even to the eye and survive grey print; diverging suits values around a middle "
                    "that means something.",
            .fallback = "viridis",
            .choices = {{"viridis", "Viridis"}, {"cividis", "Cividis"}, {"diverging", "Diverging"}}};
}

OptionSpec anchorsOption()
{
    return {.key = "anchors",
            .label = "Anchors",
            .help = "The networks that the chart is laid through, with commas between: names under the run's weights. Empty: "
                    "those usual for the chart.",
            .fallback = ""};
}

OptionSpec scoreOption()
{
    return {.key = "score",
            .label = "Score",
            .help = "Mean cross-entropy on the test images, or accuracy.",
            .fallback = "loss",
            .choices = {{"loss", "Loss"}, {"accuracy", "Accuracy"}}};
}

std::vector<std::string> words(const std::string& list)
{
    std::vector<std::string> found;
    std::istringstream in(list);
    for (std::string word; std::getline(in, word, ',');) {
        const auto first = word.find_first_not_of(" \t");
        if (first != std::string::npos)
            found.push_back(word.substr(first, word.find_last_not_of(" \t") - first + 1));
    }
    return found;
}

std::string capitalised(std::string text)
{
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::vector<engine::RunSet> setsOf(const engine::Json& options, const PanelSources& sources)
{
    return engine::setsOf(sources.runs, words(options.at("group_by").get<std::string>()));
}

}  // namespace isthmus::widgets
