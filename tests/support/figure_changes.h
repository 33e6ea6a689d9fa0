#pragma once
#include "widgets/figures/editor/figure_contents.h"
#include "widgets/figures/editor/figure_editor.h"

#include <QRandomGenerator>

namespace isthmus::tests {

/// Adds, removes or moves a panel of a figure or a run of it, as the lists beside its preview do.
inline void changeFigureAtRandom(widgets::FigureEditor& editor, QRandomGenerator& random, const QString& run)
{
    auto* contents = editor.findChild<widgets::FigureContents*>();
    constexpr const char* kinds[] = {"curves", "loss", "pareto", "accuracy_matrix", "table"};
    const int panels = static_cast<int>(editor.document().at("panels").size());
    const int at = panels > 0 ? random.bounded(panels) : -1;
    switch (panels == 0 ? 0 : panels > 6 ? 1 : random.bounded(5)) {
    case 0:
        Q_EMIT contents->panelAdded(QLatin1String(kinds[random.bounded(5)]));
        break;
    case 1:
        Q_EMIT contents->panelRemoved(at);
        break;
    case 2:
        Q_EMIT contents->panelMoved(at, (at + 1) % panels);
        break;
    case 3:
        editor.addRuns({run});
        break;
    default:
        if (!editor.document().at("panels").at(static_cast<std::size_t>(editor.selectedPanel())).at("runs").empty())
            Q_EMIT contents->runsRemoved({0});
    }
}

}  // namespace isthmus::tests
