#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace isthmus::app {

struct FigureArguments {
    std::string figure;  ///< FIGURE.json, a file that was exported, or "-": what such a file holds, on standard input
    std::string out;     ///< .pdf, .svg, .png, .tex
    std::vector<std::string> settings;  ///< "page.venue=neurips"
    std::string dataDir;
};

/// Draws a figure with no window: from its description, or again from what an exported file holds. Returns the exit status;
/// the file made is printed on standard output, what should be known of it on standard error.
int figureCommand(const FigureArguments& arguments);

/// The options of figures and panels from their declarations, for --help.
std::string figureOptionsText();

}  // namespace isthmus::app
