#include "engine/results/result_table.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

std::string cellText(const Measure& measure, const Spread& spread, std::size_t runs)
{
    if (spread.n == 0)
        return "–";
    std::string text = shownNumber(measure, spread.mean);
    if (spread.n > 1)
        text += " ± " + shownNumber(measure, spread.half);
    if (static_cast<std::size_t>(spread.n) < runs)
        text += " (n = " + std::to_string(spread.n) + ")";
    return text;
}

/// Rows whose mean is, as it reads, the best.
std::vector<std::size_t> bestRows(const Measure& measure, const std::vector<Spread>& column)
{
    const Spread* best = nullptr;
    int known = 0;
    for (const Spread& each : column) {
        if (each.n == 0)
            continue;
        ++known;
        if (!best || (measure.better == Better::Lower ? each.mean < best->mean : each.mean > best->mean))
            best = &each;
    }
    std::vector<std::size_t> rows;
    if (known < 2 || measure.better == Better::Neither)
        return rows;
    for (std::size_t row = 0; row < column.size(); ++row)
        if (column[row].n > 0 && shownNumber(measure, column[row].mean) == shownNumber(measure, best->mean))
            rows.push_back(row);
    return rows;
}

}  // namespace

TextTable resultTable(const std::vector<RunSet>& sets, const ResultColumns& columns)
{
    TextTable table{.heads = {"Runs", "n"}, .rows = {}, .textColumns = 1};
    for (const RunSet& set : sets)
        table.rows.push_back({set.label, std::to_string(set.runs.size())});
    for (const Measure* measure : columns.measures) {
        table.heads.push_back(heading(*measure));
        std::vector<Spread> column;
        for (const RunSet& set : sets)
            column.push_back(reduced(set, *measure, columns.reduction, columns.band));
        for (std::size_t row = 0; row < sets.size(); ++row)
            table.rows[row].push_back(cellText(*measure, column[row], sets[row].runs.size()));
        for (const std::size_t row : bestRows(*measure, column))
            table.bold.insert({row, table.heads.size() - 1});
    }
    return table;
}

TextTable resultNumbers(const std::vector<RunSet>& sets, const ResultColumns& columns)
{
    TextTable table{.heads = {"set", "runs"}, .rows = {}, .textColumns = 1};
    for (const RunSet& set : sets)
        table.rows.push_back({set.label, std::to_string(set.runs.size())});
    for (const Measure* measure : columns.measures) {
        const std::string id = measure->id;
        table.heads.insert(table.heads.end(), {id, id + "_" + word(columns.band), id + "_n"});
        for (std::size_t row = 0; row < sets.size(); ++row) {
            const Spread spread = reduced(sets[row], *measure, columns.reduction, columns.band);
            table.rows[row].push_back(spread.n > 0 ? formatted(spread.mean, "%.17g") : "");
            table.rows[row].push_back(spread.n > 1 ? formatted(spread.half, "%.17g") : "");
            table.rows[row].push_back(std::to_string(spread.n));
        }
    }
    return table;
}

std::string resultCaption(const ResultColumns& columns)
{
    const char* when = columns.reduction == Reduction::Last   ? "after the last task"
                       : columns.reduction == Reduction::Best ? "the best after any task"
                                                              : "the worst after any task";
    return std::string("Mean ± ") + description(columns.band) + " over n runs, " + when + "; best in bold.";
}

}  // namespace isthmus::engine
