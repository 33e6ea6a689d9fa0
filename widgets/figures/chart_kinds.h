#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/landscape_grid.h"
#include "engine/results/run_record.h"
#include "widgets/figures/figure_data.h"

#include <span>

namespace isthmus::widgets {

/// What a panel is made of.
struct PanelSources {
    std::vector<engine::ComparedRun> runs;
    engine::LandscapeGridPtr grid = nullptr;  ///< of a landscape
};

/// One kind of panel: a row of the table.
struct FigureChart {
    enum class Needs { Runs, Landscape };

    const char* id;
    Needs needs;
    /// `charts`: how the charts of a landscape are declared.
    engine::OptionGroup (*declare)(const engine::OptionSection& charts);
    /// `options`: the resolved panel. Throws engine::Error(BadInput) when the sources have nothing to show.
    PanelData (*collect)(const engine::Json& options, const PanelSources& sources);
};

std::span<const FigureChart> figureCharts();
/// The row called `id`; null when there is none.
const FigureChart* findFigureChart(const std::string& id);

// Options that several kinds have, and what they mean.

engine::OptionSpec measureOption(const std::string& key, const std::string& label, const std::string& fallback);
engine::OptionSpec bandOption();
engine::OptionSpec reductionOption();
engine::OptionSpec groupByOption();
engine::OptionSpec mapOption();
engine::OptionSpec anchorsOption();
engine::OptionSpec scoreOption();  ///< loss or accuracy

/// Words between commas, without the space around them.
std::vector<std::string> words(const std::string& list);
/// With a capital at its beginning, as axis labels have it.
std::string capitalised(std::string text);
/// The runs as the option "group_by" puts them together.
std::vector<engine::RunSet> setsOf(const engine::Json& options, const PanelSources& sources);

}  // namespace isthmus::widgets
