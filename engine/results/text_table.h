#pragma once
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace isthmus::engine {

/// A table of text cells, written as Markdown, CSV or LaTeX.
struct TextTable {
    using Row = std::vector<std::string>;

    Row heads;
    std::vector<Row> rows;
    std::size_t textColumns = 0;      ///< the first ones are text, set to the left; numbers are set to the right
    std::size_t lastTextColumns = 0;  ///< text again
    /// Cells, by row and column from 0, that Markdown and LaTeX set in bold.
    std::set<std::pair<std::size_t, std::size_t>> bold = {};
};

std::string markdown(const TextTable& table);
std::string csv(const TextTable& table);    ///< RFC 4180
std::string latex(const TextTable& table);  ///< a tabular for the package booktabs; special characters are escaped

/// `value` in printf's `format`.
std::string formatted(double value, const char* format);

}  // namespace isthmus::engine
