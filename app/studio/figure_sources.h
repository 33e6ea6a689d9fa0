#pragma once
#include "widgets/figures/figure_record.h"

#include <filesystem>
#include <stop_token>

namespace isthmus::app {

/// What one panel shows, and the runs behind it.
struct CollectedPanel {
    widgets::PanelData data;
    std::vector<widgets::FigureRun> runs;
};

/// Where a figure's runs and their data are.
struct FigurePlaces {
    std::filesystem::path base = {};  ///< what the folders of runs are relative to; empty: the working folder
    std::filesystem::path runs = {};  ///< where a run is looked for that is not there
    std::filesystem::path data = {};  ///< of data sets, for landscapes; empty: those that the runs used
};

/// Reads the panel's runs; of a landscape, evaluates what the run has not kept of it. Throws engine::Error, Interrupted within
/// 200 ms of a stop request.
CollectedPanel collectPanel(const widgets::PanelSpec& panel, const FigurePlaces& places, std::stop_token stop);

/// The record of a figure that is drawn from these panels. Of absolute paths it holds the folder's name alone: what is published
/// says nothing of its author's machine.
widgets::FigureRecord recordOf(const engine::Json& document, std::vector<CollectedPanel> panels);

/// The whole figure; `figure` must be usable. Errors begin with the panel: "panels[1]: …".
widgets::FigureRecord collectFigure(const widgets::FigureSpec& figure, const FigurePlaces& places, std::stop_token stop);

/// Which of a record's runs are no longer what they were when it was made, a line for each.
std::vector<std::string> changesSince(const widgets::FigureRecord& record, const FigurePlaces& places);

}  // namespace isthmus::app
