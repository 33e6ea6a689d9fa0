#pragma once
#include <span>
#include <string>

namespace isthmus::widgets {

/// How wide figures of a venue are, and how large the text in them.
struct Venue {
    const char* id;
    const char* label;
    double column;    ///< width of a column, inches
    double page;      ///< width of the text over all columns, inches; the same where there is one column
    double fontSize;  ///< of axis labels, points: one below captions
};

/// All of them; "custom", whose width is an option, comes last.
std::span<const Venue> venueTable();
/// The row called `id`; null when there is none.
const Venue* findVenue(const std::string& id);

}  // namespace isthmus::widgets
