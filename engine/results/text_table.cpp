#include "engine/results/text_table.h"

#include <cctype>
#include <cstdio>
#include <string_view>

namespace isthmus::engine {

namespace {

using Row = TextTable::Row;

std::string joined(const Row& row, const std::string& begin, const std::string& between, const std::string& end)
{
    std::string text = begin;
    for (std::size_t i = 0; i < row.size(); ++i)
        text += (i ? between : "") + row[i];
    return text + end + "\n";
}

Row changed(Row row, std::string (*change)(const std::string&))
{
    for (std::string& cell : row)
        cell = change(cell);
    return row;
}

std::string quotedForCsv(const std::string& cell)
{
    if (cell.find_first_of(",\"\n") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (const char c : cell)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string escapedForMarkdown(const std::string& cell)
{
    std::string safe;
    for (const char c : cell)
        safe += c == '|' ? std::string("\\|") : c == '\n' ? std::string(" ") : std::string(1, c);
    return safe;
}

std::string escapedForLatex(const std::string& cell)
{
    std::string safe;
    for (const char c : cell) {
        if (std::string_view("_%&#${}").find(c) != std::string_view::npos)
            safe += '\\';
        safe += c == '\\'  ? "\\textbackslash{}"
                : c == '~' ? "\\textasciitilde{}"
                : c == '^' ? "\\textasciicircum{}"
                           : std::string(1, c);
    }
    const auto replace = [&safe](std::string_view from, std::string_view to) {
        for (std::size_t at = safe.find(from); at != std::string::npos; at = safe.find(from, at + to.size()))
            safe.replace(at, from.size(), to);
    };
    // A hyphen before a number that begins a cell or follows a space is a minus sign.
    for (std::size_t at = 0; at + 1 < safe.size(); ++at)
        if (safe[at] == '-' && (at == 0 || safe[at - 1] == ' ') && std::isdigit(static_cast<unsigned char>(safe[at + 1])))
            safe.replace(at, 1, "−");
    replace("±", "$\\pm$");
    replace("×", "$\\times$");
    replace("−", "$-$");
    replace("–", "--");
    return safe;
}

/// Row `number` of the table, its cells escaped and the bold ones between `begin` and `end`.
Row written(const TextTable& table, std::size_t number, std::string (*escape)(const std::string&), const char* begin,
            const char* end)
{
    Row row = changed(table.rows[number], escape);
    for (std::size_t column = 0; column < row.size(); ++column)
        if (table.bold.contains({number, column}))
            row[column] = begin + row[column] + end;
    return row;
}

}  // namespace

std::string markdown(const TextTable& table)
{
    Row rule(table.textColumns, "---");
    rule.resize(table.heads.size() - table.lastTextColumns, "---:");
    rule.resize(table.heads.size(), "---");
    std::string text = joined(changed(table.heads, escapedForMarkdown), "| ", " | ", " |") + joined(rule, "| ", " | ", " |");
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        text += joined(written(table, row, escapedForMarkdown, "**", "**"), "| ", " | ", " |");
    return text;
}

std::string csv(const TextTable& table)
{
    std::string text = joined(changed(table.heads, quotedForCsv), "", ",", "");
    for (const Row& row : table.rows)
        text += joined(changed(row, quotedForCsv), "", ",", "");
    return text;
}

std::string latex(const TextTable& table)
{
    std::string columns(table.textColumns, 'l');
    columns.resize(table.heads.size() - table.lastTextColumns, 'r');
    columns.resize(table.heads.size(), 'l');
    std::string text = "\\begin{tabular}{" + columns + "}\n\\toprule\n";
    text += joined(changed(table.heads, escapedForLatex), "", " & ", " \\\\\n\\midrule");
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        text += joined(written(table, row, escapedForLatex, "\\textbf{", "}"), "", " & ", " \\\\");
    return text + "\\bottomrule\n\\end{tabular}\n";
}

std::string formatted(double value, const char* format)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

}  // namespace isthmus::engine
