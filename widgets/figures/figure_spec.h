#pragma once
#include "engine/options/validation.h"
#include "widgets/figures/chart_kinds.h"

#include <QSizeF>

namespace isthmus::widgets {

/// How a figure is written down: {"page": {…}, "panels": [{"kind": "curves", "runs": ["runs/a", …], …}, …]}.
struct FigureSchema {
    engine::OptionSection page;   ///< venue, size, type, lines
    engine::OptionSection panel;  ///< of each panel, with a kind for each chart; "runs" stands beside its options
};

/// `charts`: how the charts of a landscape are declared.
FigureSchema figureSchema(const engine::OptionSection& charts);

struct PanelSpec {
    const FigureChart* chart = nullptr;
    std::vector<std::string> runs;  ///< run folders, as written
    engine::Json options;           ///< "kind" and every option filled in
};

/// A figure with every default filled in, and what is wrong with it.
struct FigureSpec {
    engine::Json document;  ///< as written
    engine::Json page;
    std::vector<PanelSpec> panels;
    std::vector<engine::OptionProblem> problems;  ///< empty: the figure can be drawn; paths such as "panels[1].measure"
};

/// Never throws on bad content: every problem is listed.
FigureSpec resolveFigure(const FigureSchema& schema, const engine::Json& document);
/// Throws engine::Error(BadInput) with the first problem: "panels[0].runs: name at least one run folder".
void requireUsable(const FigureSpec& figure);

/// What the page calls a set of runs, as its option "names" has it; itself where that has none.
std::string shownName(const engine::Json& page, const std::string& label);

/// "0, 100" as an axis's range; nothing for an empty text. Asks for one that resolveFigure found nothing wrong with.
std::optional<std::pair<double, double>> axisRange(const std::string& text);

}  // namespace isthmus::widgets
