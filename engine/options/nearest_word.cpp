#include "engine/options/validation.h"

#include <algorithm>
#include <cctype>

namespace isthmus::engine {

namespace {

std::string lowered(std::string_view word)
{
    std::string text(word);
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Fewest insertions, deletions, replacements and swaps of neighbours (optimal string alignment) from a to b.
std::size_t editDistance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> before;
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        previous[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[j] = std::min(current[j], before[j - 2] + 1);
        }
        before = std::exchange(previous, current);
    }
    return previous[b.size()];
}

}  // namespace

std::string nearestWord(std::string_view word, const std::vector<std::string>& candidates)
{
    std::string nearest;
    std::size_t fewest = 0;
    for (const std::string& candidate : candidates) {
        // A third of the letters may be wrong, and one in short words; more is another word.
        const std::size_t limit = std::max<std::size_t>(1, candidate.size() / 3);
        if (word.empty() || word.size() > candidate.size() + limit || candidate.size() > word.size() + limit)
            continue;
        const std::size_t distance = editDistance(lowered(word), lowered(candidate));
        if (distance <= limit && distance < candidate.size() && (nearest.empty() || distance < fewest)) {
            nearest = candidate;
            fewest = distance;
        }
    }
    return nearest;
}

}  // namespace isthmus::engine
