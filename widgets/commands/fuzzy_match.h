#pragma once
#include <QList>
#include <QString>

#include <optional>

namespace isthmus::widgets {

/// How well letters typed stand for a text that has them in this order, with others between them.
struct FuzzyMatch {
    int score = 0;         ///< higher: at the beginnings of words, close together
    QList<int> positions;  ///< of the letters in the text
};

/// Small and capital letters alike, blanks in `typed` left out; none: a letter is missing.
std::optional<FuzzyMatch> fuzzyMatch(const QString& text, const QString& typed);

}  // namespace isthmus::widgets
