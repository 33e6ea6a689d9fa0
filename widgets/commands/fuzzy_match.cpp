#include "widgets/commands/fuzzy_match.h"

#include <algorithm>
#include <vector>

namespace isthmus::widgets {

namespace {

constexpr int atWordStart = 8;
constexpr int inARow = 6;
constexpr int mostForAGap = 3;
constexpr int impossible = -1'000'000;

struct Cell {
    int score = impossible;
    qsizetype before = -1;  ///< where the letter before was found
};

int startBonus(const QString& text, qsizetype at) { return at == 0 || !text[at - 1].isLetterOrNumber() ? atWordStart : 0; }

/// The best way to have come to `at`, given those of the letter before.
Cell bestTo(const std::vector<Cell>& before, qsizetype at)
{
    Cell best;
    for (qsizetype from = 0; from < at; ++from) {
        const qsizetype gap = at - from - 1;
        const int score = before[static_cast<std::size_t>(from)].score
                          + (gap == 0 ? inARow : -static_cast<int>(qMin<qsizetype>(gap, mostForAGap)));
        if (score > best.score)
            best = {score, from};
    }
    return best;
}

}  // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& text, const QString& typed)
{
    const QString in = text.toCaseFolded();
    const QString letters = typed.toCaseFolded().remove(QLatin1Char(' '));
    if (letters.isEmpty())
        return FuzzyMatch();
    if (in.size() != text.size())
        return {};  // folding changed its length, so that positions would be wrong
    std::vector<std::vector<Cell>> rows;
    for (const QChar letter : letters) {
        std::vector<Cell> row(static_cast<std::size_t>(in.size()));
        for (qsizetype at = 0; at < in.size(); ++at) {
            if (in[at] != letter)
                continue;
            Cell& cell = row[static_cast<std::size_t>(at)];
            cell = rows.empty() ? Cell{0, -1} : bestTo(rows.back(), at);
            cell.score += startBonus(in, at);
        }
        rows.push_back(std::move(row));
    }
    const auto last =
        std::max_element(rows.back().begin(), rows.back().end(), [](const Cell& a, const Cell& b) { return a.score < b.score; });
    if (last == rows.back().end() || last->score < impossible / 2)
        return {};
    FuzzyMatch match{last->score, {}};
    qsizetype at = last - rows.back().begin();
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        match.positions.prepend(static_cast<int>(at));
        at = (*row)[static_cast<std::size_t>(at)].before;
    }
    return match;
}

}  // namespace isthmus::widgets
