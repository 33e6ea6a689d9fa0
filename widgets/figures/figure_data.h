#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/text_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace isthmus::widgets {

/// A curve, or points, with what is drawn as their uncertainty.
struct FigureSeries {
    std::string label;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> half = {};        ///< half the band's width at each y; empty: no band
    std::vector<double> halfAcross = {};  ///< the same of each x
    std::vector<int> n = {};              ///< runs behind each value; empty: one
};

/// Values over a rectangle: the one at (x[i], y[j]) is at j |x| + i; not finite where there is none.
struct FigureField {
    std::vector<double> x;  ///< ascending
    std::vector<double> y;
    std::vector<double> values;
    std::string label;  ///< of the colour bar, with the unit
};

/// A named place in a field.
struct FigureMark {
    std::string name;
    double x = 0.0;
    double y = 0.0;
    bool filled = true;                ///< false: it lies beside the plane and is only projected
    std::optional<double> value = {};  ///< its own, which beside the plane is not the field's
};

/// What is drawn in a panel: everything that a figure needs to be drawn again where its runs are gone.
struct PanelData {
    std::string xLabel;  ///< with its unit
    std::string yLabel;
    std::vector<FigureSeries> series = {};
    bool lines = true;     ///< points are joined
    bool ordered = false;  ///< the order of the series means something
    bool wholeX = false;   ///< x are numbers of tasks
    std::optional<FigureField> field = {};
    bool cells = false;    ///< the field is a matrix of cells with their values written in them, its first row above
    bool surface = false;  ///< the field is the height of a surface
    std::vector<FigureMark> marks = {};
    std::vector<std::size_t> path = {};  ///< marks in the order that the run passed them; empty: no path
    std::optional<engine::TextTable> table = {};
    std::string caption;  ///< what is shown, as the paper's caption may say it: formula, band, n
};

/// A run that a figure was made of.
struct FigureRun {
    std::string folder;
    std::string name;
    std::uint64_t seed = 0;
    std::string checksum;       ///< SHA-256 of its experiment and its measurements
    engine::Json options = {};  ///< the resolved experiment
};

engine::Json panelJson(const PanelData& data);
/// The panel again. Throws as nlohmann's JSON does where it is not one.
PanelData panelFrom(const engine::Json& json);
engine::Json runJson(const FigureRun& run);
FigureRun runFrom(const engine::Json& json);

}  // namespace isthmus::widgets
